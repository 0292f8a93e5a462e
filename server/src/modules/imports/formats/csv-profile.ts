import { currencyExponent } from '@picture/contract';
import { type DecimalMark, parseAmount, unwrapped } from './amounts.ts';
import { signWord } from './csv-signs.ts';
import { looksLikeDate, parseDay } from './dates.ts';

/** What the cells of one column hold, in a sample of rows. */
export interface ColumnProfile {
  column: number;
  filled: number;
  dates: number;
  amounts: number;
  /** Amounts written with decimals, or with a currency's sign: no count or number of something. */
  decimals: number;
  negatives: number;
  texts: number;
  currencies: number;
  /** As long as the code of a currency, though none may be called so. */
  codes: number;
  signs: number;
  ibans: number;
  /** Mean length of the filled cells. */
  length: number;
  distinct: number;
}

const PENDING =
  /^(?:pending|processing|ausstehend|offen|vorgemerkt|pendiente|en attente|in behandeling|in sospeso|pendente)\b/i;

/** A date column says this of what is not booked yet. */
export const isPending = (cell: string): boolean => PENDING.test(cell.trim());

/** Dates written so are meant as dates, also where there is no such day. */
const isMeantAsDay = (cell: string): boolean =>
  isDay(cell) || isPending(cell) || looksLikeDate(unwrapped(cell));

export const isDay = (cell: string): boolean =>
  parseDay(unwrapped(cell), 'dmy') !== null || parseDay(unwrapped(cell), 'mdy') !== null;

export function isAmount(cell: string): boolean {
  return ['.', ','].some((mark) => {
    const read = parseAmount(cell, mark as DecimalMark, 2);
    return read.ok || read.why === 'too_large';
  });
}

const DECIMAL = /[.,]\d{1,2}\D*$|\p{Sc}/u;
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

export function profileColumns(rows: readonly (readonly string[])[]): ColumnProfile[] {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
  return Array.from({ length: Math.min(width, 501) }, (_, column) => profile(rows, column));
}

function profile(rows: readonly (readonly string[])[], column: number): ColumnProfile {
  const cells = rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
  const count = (test: (cell: string) => boolean) => cells.filter(test).length;
  const amounts = cells.filter(isAmount);
  const dates = count(isMeantAsDay);
  return {
    column,
    filled: cells.length,
    dates,
    amounts: amounts.length,
    decimals: amounts.filter((cell) => DECIMAL.test(cell)).length,
    negatives: amounts.filter((cell) => /^[(\u2212-]|-$/.test(cell)).length,
    texts: count((cell) => /\p{L}/u.test(cell) && !isDay(cell) && !isAmount(cell)),
    currencies: count(
      (cell) => /^[A-Za-z]{3}$/.test(cell) && currencyExponent(cell.toUpperCase()) !== null,
    ),
    codes: count((cell) => /^[A-Za-z]{3}$/.test(cell)),
    signs: count((cell) => signWord(cell) !== null),
    ibans: count((cell) => IBAN.test(cell.replaceAll(' ', ''))),
    length: cells.reduce((sum, cell) => sum + cell.length, 0) / Math.max(1, cells.length),
    distinct: new Set(cells).size,
  };
}

/**
 * Of two columns, whether `balance` runs on by `amount`: each balance is the one before it, or the
 * one after it, changed by an amount. Says whether it is the balance before or after its own row's.
 */
export function runsOn(
  rows: readonly (readonly string[])[],
  balance: number,
  amountOf: (row: readonly string[]) => number | null,
): 'before' | 'after' | null {
  const pairs: { balance: number; amount: number }[] = [];
  for (const row of rows) {
    const cell = row[balance] ?? '';
    const read = parseAmount(cell, cell.lastIndexOf(',') > cell.lastIndexOf('.') ? ',' : '.', 2);
    const amount = amountOf(row);
    if (read.ok && amount !== null) pairs.push({ balance: read.minor, amount });
  }
  let checked = 0;
  const fits = [0, 0, 0, 0];
  for (let at = 1; at < pairs.length; at += 1) {
    const [one, two] = [pairs[at - 1], pairs[at]];
    if (!one || !two) continue;
    checked += 1;
    const change = two.balance - one.balance;
    const expected = [two.amount, one.amount, -one.amount, -two.amount];
    for (const [way, amount] of expected.entries()) {
      if (change === amount && amount !== 0) fits[way] = (fits[way] ?? 0) + 1;
    }
  }
  const best = Math.max(...fits);
  if (checked < 1 || best < checked * 0.7) return null;
  // With the oldest or the newest row first, a balance after its row differs by its own amount.
  return best === fits[0] || best === fits[2] ? 'after' : 'before';
}

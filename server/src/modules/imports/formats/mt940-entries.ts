import { currencyExponent } from '@picture/contract';
import { type AmountFailure, type AmountRead, parseAmount } from './amounts.ts';
import { dayOf } from './dates.ts';
import { amountProblem, dateProblem, roundedProblem } from './entry-problems.ts';
import type { Mt940Field } from './mt940-fields.ts';
import { type Described, describe } from './mt940-texts.ts';
import { problem } from './problems.ts';
import { DEFAULT_CURRENCY, type ParsedTransaction, type StatementEvent } from './statement.ts';

const LONGEST_MEMO = 2000;
const LONGEST_QUOTE = 40;

/** Value day, entry day, side, third letter of the currency, amount, kind, references. */
const ENTRY =
  /^(\d{6})(\d{4})?\s?(E?R?[CD])\s?([A-Z](?=[\d,]))?\s?(\d[\d.]*,?\d*|,\d+)\s?([NFS][A-Z0-9]{3})(.*)$/;

/** "240131" is 31 January 2024. */
export const dayOfSix = (text: string): string | null => {
  const [year = 0, month = 0, day = 0] = numbersOf(text);
  return dayOf(year, month, day);
};

const numbersOf = (text: string): number[] => text.match(/\d\d/g)?.map(Number) ?? [];

/**
 * The day an entry was posted: its entry day, which has no year of its own and may fall into the one
 * before or after the value day's; else its value day. Banks that count months of thirty days write
 * 30 February: it is the last of the month.
 */
export function postedDay(value: string, entry: string | undefined): string | null {
  const [year = 0, month = 0, day = 0] = numbersOf(value);
  if (entry !== undefined) {
    const [entryMonth = 0, entryDay = 0] = numbersOf(entry);
    const turn = entryMonth - month > 6 ? -1 : month - entryMonth > 6 ? 1 : 0;
    const posted = dayOf(year + turn, entryMonth, entryDay);
    if (posted !== null) return posted;
  }
  for (let last = day; last > 27 && last <= 31; last -= 1) {
    const clamped = dayOf(year, month, last);
    if (clamped !== null) return clamped;
  }
  return dayOf(year, month, day);
}

/** "1234,5", "9," and ",5"; a point where a bank writes one instead. */
export function mt940Amount(text: string, currency: string | null): AmountRead | AmountFailure {
  const exponent = currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2;
  const [whole = '', fraction = ''] = text.replace(text.includes(',') ? ',' : '.', ' ').split(' ');
  // Padded, so that three decimals are never taken for thousands.
  return parseAmount(`${whole || '0'}.${fraction.padEnd(4, '0')}`, '.', exponent);
}

/** An entry as field 61 tells it; its description follows. */
export function mt940Entry(
  { text, line }: Mt940Field,
  currency: string | null,
): { row: ParsedTransaction | null; problems: StatementEvent[] } {
  const [first = '', ...more] = text.split('\n').map((one) => one.trimEnd());
  const refused = (event: StatementEvent) => ({ row: null, problems: [event] });
  const parts = ENTRY.exec(first);
  if (!parts) {
    const quote = first.slice(0, LONGEST_QUOTE);
    const message = `“${quote}” is not an entry: its day, side, amount or kind is missing.`;
    return refused(problem('error', line, 'entry_invalid', message, { text: quote }));
  }
  const [, value = '', entryDay, side = '', , amount = '', kind = '', rest = ''] = parts;
  const postedOn = postedDay(value, entryDay);
  if (postedOn === null) return refused(dateProblem(value, line));
  const read = mt940Amount(amount, currency);
  if (!read.ok) return refused(amountProblem('error', read.why, amount, line));
  const out = side.endsWith('RC') || (side.endsWith('D') && !side.endsWith('RD'));
  const [reference = '', bankReference = ''] = splitOnce(rest, '//');
  const row: ParsedTransaction = {
    line,
    postedOn,
    amountMinor: out ? 0 - read.minor : read.minor,
    // Some banks write the other side's name after the sixteen letters of the reference.
    payee: (bankReference === '' && reference.slice(16).trim()) || null,
    memo: more.join(' ').trim() || null,
    externalId: isUnique(bankReference.trim()) ? bankReference.trim() : null,
    checkNumber: kind.endsWith('CHK') && /\d/.test(reference) ? reference.trim() : null,
    category: null,
    splits: null,
  };
  return { row, problems: read.rounded ? [roundedProblem(amount, line)] : [] };
}

/** A bank's own number for an entry; words and short numbers stand there too, and come again. */
const isUnique = (reference: string): boolean =>
  reference.length >= 10 && (reference.match(/\d/g)?.length ?? 0) >= 6;

/** The entry with what its descriptions say. */
export function mt940Details(
  row: ParsedTransaction,
  fields: readonly Mt940Field[],
): ParsedTransaction {
  if (fields.length === 0) return row;
  const told = describe(fields);
  const memo = [supplement(row.memo, told), told.memo].filter(Boolean).join(' · ');
  return {
    ...row,
    payee: told.payee ?? row.payee,
    memo: memo.slice(0, LONGEST_MEMO) || null,
  };
}

/** The line under an entry repeats what the description says, or is one more number, often. */
const supplement = (line: string | null, told: Described): string | null =>
  line === null || !/\p{L}{3}/u.test(line) || told.memo?.includes(line) ? null : line;

function splitOnce(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

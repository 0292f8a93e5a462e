import { currencyExponent } from '@picture/contract';
import { type AmountRead, parseAmount, unwrapped } from './amounts.ts';
import type { Structure } from './csv-layout.ts';
import { isPending } from './csv-profile.ts';
import type { CsvRow } from './csv-rows.ts';
import { signWord } from './csv-signs.ts';
import type { Conventions } from './csv-survey.ts';
import { parseDay } from './dates.ts';
import type { ParsedTransaction, ProblemCode } from './statement.ts';

/** One row read: where it belongs and what it says. */
export interface CsvRecord {
  transaction: ParsedTransaction;
  account: string | null;
  accountType: string | null;
  currency: string | null;
  balanceMinor: number | null;
  /** Read, but not as it stood there. */
  warning: RowProblem | null;
  pending: boolean;
  /** What Actual writes on the rows of a split transaction. */
  splitTotalMinor: number | null;
}

export interface RowProblem {
  code: ProblemCode;
  message: string;
  params: Record<string, string | number>;
}

/** A problem, or null for a row that is none of a transaction: a total, a note, an opening balance. */
export type RowOutcome = CsvRecord | RowProblem | null;

const DATES_KEPT = 5000;
/** V8 copies strings shorter than this; longer parts would keep the whole chunk of text in memory. */
const SLICED_LENGTH = 13;
const NO_TRANSACTION =
  /^(?:\W*)(?:(?:sub ?|grand )?totals?|(?:beginning|opening|starting|closing|ending|end|new|old|previous|current|account)? ?balances?|(?:anfangs|end|alter |neuer |konto)?saldo|(?:ancien |nouveau )?solde|summe|suma|somme|saldo (?:inicial|final|anterior|iniziale|finale))\b/i;

type Sum = { read: AmountRead; text: string; currency: string | null };
type Failure = { code: ProblemCode; text: string };

/** Reads rows by what was recognised. `defaultCurrency` sets the minor units where no row tells. */
export function recordReader(
  structure: Structure,
  conventions: Conventions,
  defaultCurrency: string,
): (row: CsvRow) => RowOutcome {
  const { roles, otherDates, sums, fee, otherPayee, accountType } = structure.columns;
  const { decimalMark, dateOrder, signs } = conventions;
  const width = Math.max(structure.headers.length, 2);
  const days = new Map<string, string | null>();
  const splitTotal = structure.headers.findIndex((name) => /^split[_ ]amount$/i.test(name));

  function dayOf(text: string): string | null {
    const known = days.get(text);
    if (known !== undefined) return known;
    const day = parseDay(unwrapped(text), dateOrder);
    if (days.size >= DATES_KEPT) days.clear();
    days.set(text, day);
    return day;
  }

  function sumOf(cells: readonly string[], rowCurrency: string | null): Sum | Failure | null {
    let found: Sum | null = null;
    for (const { column, currency } of sums) {
      const text = cells[column] ?? '';
      const own = rowCurrency ?? currency;
      const read = parseAmount(text, decimalMark, exponentOf(own ?? defaultCurrency));
      if (read.ok) {
        if (found === null || found.read.minor === 0) found = { read, text, currency: own };
      } else if (read.why !== 'empty') return failure(read.why, text);
    }
    return found;
  }

  /** Money in less money out, of a column each. */
  function sidesOf(cells: readonly string[], currency: string | null): Sum | Failure | null {
    const exponent = exponentOf(currency ?? defaultCurrency);
    let sum: Sum | null = null;
    let total = 0;
    let rounded = false;
    for (const side of ['debit', 'credit'] as const) {
      const text = cells[roles[side] ?? -1] ?? '';
      const read = parseAmount(text, decimalMark, exponent);
      if (!read.ok) {
        if (read.why === 'empty') continue;
        return failure(read.why, text);
      }
      const negative = side === 'debit' ? conventions.negativeDebits : conventions.negativeCredits;
      const out = (side === 'debit') !== negative;
      total += out ? 0 - read.minor : read.minor;
      rounded ||= read.rounded;
      sum = { read: { ok: true, minor: total, rounded, mark: null }, text, currency };
    }
    return sum;
  }

  function signed({ read, text }: Sum, cells: readonly string[]): number {
    let minor = read.minor;
    if (sums.length > 0 && signs.useWords) {
      const word = signWord(cells[roles.sign ?? -1] ?? '') ?? signs.blankIs;
      if (word === 'out') minor = 0 - minor;
    } else if (sums.length > 0 && signs.unmarkedOut) {
      if (read.mark !== 'credit' && !text.includes('+')) minor = 0 - minor;
    }
    if (signs.invert) minor = 0 - minor;
    return minor;
  }

  function feeOf(cells: readonly string[], currency: string | null): number {
    const text = cells[fee ?? -1];
    if (text === undefined || text === '') return 0;
    const read = parseAmount(text, decimalMark, exponentOf(currency ?? defaultCurrency));
    return read.ok ? Math.abs(read.minor) : 0;
  }

  return ({ cells: raw, line }) => {
    const cells = raw.length > width ? mended(raw) : raw;
    const dated = dateOf(cells);
    if (dated === null) return undated(cells);
    const { text, pending } = dated;
    const day = pending ? conventions.latestDay : dayOf(text);
    const namedCurrency = (cells[roles.currency ?? -1] ?? '').trim().toUpperCase() || null;
    const unknown = namedCurrency !== null && currencyExponent(namedCurrency) === null;
    const currency = namedCurrency ?? (sums.length > 1 ? null : conventions.currency);
    const sum =
      sums.length > 0
        ? sumOf(cells, unknown ? null : currency)
        : sidesOf(cells, unknown ? null : currency);
    if (sum === null) return withoutAmount(cells);
    if (day === null) {
      // Words with a figure, as "Total 2024", are of a footer; figures are a date gone wrong.
      if (!pending && !/^\s*["'=]*\d/.test(text)) return null;
      return told('date_invalid', `"${short(text)}" is not a date.`, { text: short(text) });
    }
    if ('code' in sum) return told(sum.code, amountMessage(sum), { text: short(sum.text) });
    if (unknown && namedCurrency !== null) {
      return told('currency_unknown', `"${short(namedCurrency)}" is not a currency.`, {
        currency: short(namedCurrency),
      });
    }
    const amountMinor = signed(sum, cells) - feeOf(cells, sum.currency);
    const balance = cells[roles.balance ?? -1];
    const balanceRead =
      balance === undefined
        ? null
        : parseAmount(balance, decimalMark, exponentOf(sum.currency ?? defaultCurrency));
    return {
      transaction: { line, postedOn: day, amountMinor, ...textsOf(cells) },
      account: conventions.byAccount ? clean(cells[roles.account ?? -1]) : null,
      accountType: clean(cells[accountType ?? -1]),
      currency: sum.currency,
      balanceMinor: balanceRead?.ok ? balanceRead.minor : null,
      warning: warningOf(sum, pending, day, sum.currency ?? defaultCurrency),
      pending,
      splitTotalMinor: splitTotal < 0 ? null : splitTotalOf(cells, sum.currency),
    };
  };

  function splitTotalOf(cells: readonly string[], currency: string | null): number | null {
    const read = parseAmount(
      cells[splitTotal] ?? '',
      decimalMark,
      exponentOf(currency ?? defaultCurrency),
    );
    return read.ok ? read.minor : null;
  }

  function dateOf(cells: readonly string[]): { text: string; pending: boolean } | null {
    const text = cells[roles.postedOn ?? -1] ?? '';
    if (text !== '' && /\d/.test(text)) return { text, pending: false };
    for (const column of otherDates) {
      const other = cells[column] ?? '';
      if (other !== '' && dayOf(other) !== null && text.trim() === '')
        return { text: other, pending: false };
    }
    return isPending(text) ? { text, pending: true } : null;
  }

  function undated(cells: readonly string[]): RowProblem | null {
    if ((cells[roles.postedOn ?? -1] ?? '').trim() !== '') return null;
    const sum = sums.length > 0 ? sumOf(cells, null) : sidesOf(cells, null);
    if (sum === null || 'code' in sum || sum.read.minor === 0) return null;
    const payee = clean(cells[roles.payee ?? -1]);
    if (payee === null || cells.some((cell) => NO_TRANSACTION.test(cell.trim()))) return null;
    return told('date_missing', 'This row has an amount but no date.', {});
  }

  /** An opening balance has none rightly; a row that ends before its amount has lost it. */
  function withoutAmount(cells: readonly string[]): RowProblem | null {
    const last = Math.min(
      ...[...sums.map((sum) => sum.column), roles.debit, roles.credit].filter((c) => c !== null),
    );
    if (cells.length > last) return null;
    return told('amount_missing', 'This row ends before its amount.', {});
  }

  /** A separator inside an unquoted payee moves the rest of the row: it is put together again. */
  function mended(cells: string[]): string[] {
    const payee = roles.payee ?? -1;
    const sum = sums[0]?.column ?? roles.debit ?? -1;
    const extra = cells.length - width;
    if (structure.headers.length === 0 || payee < 0 || sum <= payee) return cells;
    const at = (column: number) => cells[column] ?? '';
    if (at(sum) === '' ? roles.debit !== null : parseAmount(at(sum), decimalMark, 2).ok)
      return cells;
    if (!parseAmount(at(sum + extra), decimalMark, 2).ok) return cells;
    const whole = cells.slice(payee, payee + extra + 1).join(structure.separator);
    return [...cells.slice(0, payee), whole, ...cells.slice(payee + extra + 1)];
  }

  function textsOf(cells: readonly string[]) {
    const payee = clean(cells[roles.payee ?? -1]) ?? clean(cells[otherPayee ?? -1]);
    const memo = clean(cells[roles.memo ?? -1]);
    return {
      payee,
      memo: memo === payee ? null : memo,
      externalId: idOf(cells[roles.externalId ?? -1]),
      checkNumber: idOf(cells[roles.checkNumber ?? -1]),
      category: clean(cells[roles.category ?? -1]),
      splits: null,
    };
  }
}

const exponents = new Map<string, number>();

function exponentOf(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const exponent = currencyExponent(currency) ?? 2;
  if (exponents.size < 1000) exponents.set(currency, exponent);
  return exponent;
}

const told = (code: ProblemCode, message: string, params: RowProblem['params']): RowProblem => ({
  code,
  message,
  params,
});

const short = (text: string): string => {
  const trimmed = text.trim();
  return trimmed.length > 40 ? `${trimmed.slice(0, 40)}…` : trimmed;
};

const failure = (why: 'invalid' | 'too_large' | 'empty', text: string): Failure => ({
  code: why === 'too_large' ? 'amount_too_large' : 'amount_invalid',
  text,
});

const amountMessage = ({ code, text }: Failure): string =>
  code === 'amount_too_large'
    ? `The amount ${short(text)} is too large.`
    : `"${short(text)}" is not an amount.`;

function warningOf(sum: Sum, pending: boolean, day: string, currency: string): RowProblem | null {
  if (pending) {
    return told('date_pending', `This row is pending; it is dated ${day}.`, { day });
  }
  if (!sum.read.rounded) return null;
  const text = short(sum.text);
  return told('amount_rounded', `${text} has more decimals than ${currency} has; it was rounded.`, {
    text,
    currency,
  });
}

/** The text without the spaces a bank pads it with, or the apostrophes it puts around. */
function clean(cell: string | undefined): string | null {
  if (cell === undefined || cell === '') return null;
  let text = cell.trim();
  if (text.length > 2 && text.startsWith("'") && text.endsWith("'"))
    text = text.slice(1, -1).trim();
  if (/\s\s|[\t\r\n]/.test(text)) text = text.replace(/\s+/g, ' ');
  if (text === '') return null;
  return text.length < SLICED_LENGTH ? text : ` ${text}`.slice(1);
}

/** An id or a number; zeros alone stand for none. */
function idOf(cell: string | undefined): string | null {
  const text = clean(cell);
  if (text === null) return null;
  const bare = unwrapped(text);
  return /^[0\s-]*$/.test(bare) || bare === '' ? null : bare;
}

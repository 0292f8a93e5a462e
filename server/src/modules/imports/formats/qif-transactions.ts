import { type AmountFailure, parseAmount } from './amounts.ts';
import { parseDay } from './dates.ts';
import { problem } from './problems.ts';
import type { QifConventions } from './qif-conventions.ts';
import { cashDirection, cashMoved } from './qif-investments.ts';
import type { QifRecord } from './qif-records.ts';
import type { ParsedSplit, ParsedTransaction, StatementEvent } from './statement.ts';

type Fields = QifRecord['fields'];

/**
 * A transaction of a QIF file, or null where its day or amount cannot be read; with what is to be
 * said of it.
 */
export function qifTransaction(
  record: QifRecord,
  invested: boolean,
  conventions: QifConventions,
): { row: ParsedTransaction | null; feesMinor: number | null; problems: StatementEvent[] } {
  const { fields, line } = record;
  const field = (code: string) => fieldOf(fields, code);
  const refused = (event: StatementEvent) => ({ row: null, feesMinor: null, problems: [event] });
  if (record.end === 'cut') {
    const message = 'The file ends in the middle of this record.';
    return refused(problem('error', line, 'file_truncated', message));
  }
  const day = field('D');
  if (day === null)
    return refused(problem('error', line, 'date_missing', 'This record has no date.'));
  const postedOn = parseDay(day, conventions.order);
  if (postedOn === null) {
    const text = day.slice(0, LONGEST_QUOTE);
    return refused(problem('error', line, 'date_invalid', `“${text}” is not a date.`, { text }));
  }
  const direction = invested ? directionOf(fields) : 1;
  if (direction === null) return refused(unknownAction(field('N') ?? '', line));
  const written = field('T') ?? field('U') ?? (invested ? field('$') : null) ?? '';
  const amount = amountOf(written, conventions);
  const needless = direction === 0 && !amount.ok && amount.why === 'empty';
  if (!amount.ok && !needless) return refused(unreadableAmount(amount.why, written, line));
  const minor = amount.ok ? amount.minor : 0;
  const number = invested ? null : field('N');
  const row: ParsedTransaction = {
    line,
    postedOn,
    amountMinor: invested ? cashMoved(direction, minor) : minor,
    payee: field('P') ?? field('Y'),
    memo: invested ? investmentMemo(fields) : field('M'),
    externalId: null,
    // Quicken also writes words there, as in "ATM" and "Deposit".
    checkNumber: number !== null && /\d/.test(number) ? number : null,
    category: categoryOf(field('L')),
    splits: invested ? null : splitsOf(fields, minor, conventions),
    ...classOf(field('L')),
  };
  const fees = invested ? amountOf(field('O') ?? '', conventions) : null;
  return {
    row,
    feesMinor: fees?.ok ? fees.minor : null,
    problems: warnings(row, record, amount.ok && amount.rounded ? written : null),
  };
}

const LONGEST_QUOTE = 40;

const fieldOf = (fields: Fields, code: string): string | null =>
  fields.find((field) => field.code === code)?.text || null;

const amountOf = (text: string, { mark, exponent }: QifConventions) =>
  parseAmount(text.replace(/^=/, ''), mark, exponent);

/** Of a record without a security, as a bank may write it, the sign of the amount tells enough. */
function directionOf(fields: Fields): -1 | 0 | 1 | null {
  const action = fieldOf(fields, 'N');
  const known = action === null ? 1 : cashDirection(action);
  return known ?? (fieldOf(fields, 'Y') === null ? 1 : null);
}

function splitsOf(
  fields: Fields,
  wholeMinor: number,
  conventions: QifConventions,
): ParsedSplit[] | null {
  const splits: ParsedSplit[] = [];
  for (const { code, text } of fields) {
    if (code === 'S') {
      const category = categoryOf(text);
      splits.push({ amountMinor: 0, category, memo: null, ...classOf(text) });
    }
    const split = splits.at(-1);
    if (!split) continue;
    if (code === 'E') split.memo = text || null;
    if (code === '%') split.amountMinor = shareOf(text, wholeMinor);
    if (code === '$') {
      const read = amountOf(text, conventions);
      if (read.ok) split.amountMinor = read.minor;
    }
  }
  return splits.length > 0 ? splits : null;
}

/** A part written in percent, "25" or "25%", until its amount follows. */
function shareOf(text: string, wholeMinor: number): number {
  const percent = /^\d{1,3}(?:[.,]\d{1,6})?(?=\s?%?$)/.exec(text)?.[0].replace(',', '.');
  return percent === undefined ? 0 : Math.round((wholeMinor * Number(percent)) / 100);
}

/** Without Quicken's class, which stands after a slash, and without its mark for a split. */
function categoryOf(text: string | null): string | null {
  if (text === null || /^-+split-+$/i.test(text)) return null;
  const slash = slashIn(text);
  return (slash < 0 ? text : text.slice(0, slash)).trim() || null;
}

/** The name of an account stands in brackets and may hold a slash. */
const slashIn = (text: string): number =>
  text.indexOf('/', text.startsWith('[') ? text.indexOf(']') + 1 : 0);

/** What stands after the slash, "Travel/Lisbon:2024", is what others call a tag. */
function classOf(text: string | null): { tags?: string[] } {
  const slash = text === null ? -1 : slashIn(text);
  const name = slash < 0 ? '' : (text ?? '').slice(slash + 1).trim();
  return name === '' ? {} : { tags: [name] };
}

/** What was traded, in few words: "Buy · 10 × 5 · first purchase". */
function investmentMemo(fields: Fields): string | null {
  const [units, price] = [fieldOf(fields, 'Q'), fieldOf(fields, 'I')];
  const trade = units !== null && price !== null ? `${units} × ${price}` : units;
  const parts = [fieldOf(fields, 'N'), trade, fieldOf(fields, 'M')];
  return parts.filter((part) => part !== null).join(' · ') || null;
}

function unknownAction(written: string, line: number): StatementEvent {
  const action = written.slice(0, LONGEST_QUOTE);
  const message = `What “${action}” does to the account’s cash is not known, so it was left out.`;
  return problem('error', line, 'investment_skipped', message, { action });
}

function unreadableAmount(
  why: AmountFailure['why'],
  written: string,
  line: number,
): StatementEvent {
  const text = written.slice(0, LONGEST_QUOTE);
  if (why === 'empty') {
    return problem('error', line, 'amount_missing', 'This record has no amount.');
  }
  return why === 'too_large'
    ? problem('error', line, 'amount_too_large', `The amount ${text} is too large.`, { text })
    : problem('error', line, 'amount_invalid', `“${text}” is not an amount.`, { text });
}

function warnings(
  row: ParsedTransaction,
  { line, end }: QifRecord,
  roundedFrom: string | null,
): StatementEvent[] {
  const told: StatementEvent[] = [];
  if (end === 'file') {
    const message = 'The last record of the file has no end.';
    told.push(problem('warning', line, 'file_truncated', message));
  } else if (end === 'next') {
    const message = 'This record does not end with “^” before the next one begins.';
    told.push(problem('warning', line, 'record_invalid', message));
  }
  if (roundedFrom !== null) {
    const text = roundedFrom.slice(0, LONGEST_QUOTE);
    const message = `The amount ${text} was rounded to the minor unit.`;
    told.push(problem('warning', line, 'amount_rounded', message, { text }));
  }
  const sum = row.splits?.reduce((total, split) => total + split.amountMinor, 0);
  if (sum !== undefined && sum !== row.amountMinor) {
    const message = 'The parts of this split transaction do not add up to the whole.';
    told.push(problem('warning', line, 'splits_mismatch', message));
  }
  return told;
}

import { parseAmount } from './amounts.ts';
import type { Finder, Roles } from './csv-columns.ts';
import { type CsvRole, NOT } from './csv-headers.ts';
import { runsOn } from './csv-profile.ts';
import { saysMoneyIn, signWord } from './csv-signs.ts';

const MOSTLY = 0.6;
const OTHER_CURRENCY = /fee|original|foreign|fremd|target|local|\bto\b/;
/** Each of these is tried as the balance of each other; no bank writes more. */
const MOST_SUMS = 12;
/** Shorter texts are codes and marks. */
const SHORTEST_NAME = 6;
const SHORTEST_MEMO = 12;

/** For want of names: what the columns hold. Roles found already stay as they are. */
export function assignByContent(
  finder: Finder,
  roles: Roles,
  sample: readonly (readonly string[])[],
): void {
  const { free } = finder;
  const rows = Math.max(1, sample.length);
  const pick = (role: CsvRole, column: number | undefined) => {
    if (roles[role] !== null || finder.chosen[role] !== undefined) return;
    roles[role] = finder.use(column ?? null);
  };
  const days = free().filter((p) => p.dates > 0 && p.dates >= p.filled * MOSTLY);
  pick('postedOn', days.find((p) => p.filled >= rows * MOSTLY)?.column);
  for (const { column } of days) finder.use(column);
  if (roles.amount === null && roles.debit === null && roles.credit === null) {
    assignSumsByContent(finder, roles, sample);
  }
  const currency = free().filter((p) => p.filled > 0 && p.currencies === p.filled);
  pick('currency', currency.find((p) => !finder.named(p.column, OTHER_CURRENCY))?.column);
  const ibans = free().filter((p) => p.filled === rows && p.ibans === p.filled);
  pick('account', ibans.find((p) => p.distinct <= 3)?.column);
  assignTexts(finder, roles, rows);
}

/** The payee is the first column of names, the memo the longest text beside it. */
export function assignTexts(finder: Finder, roles: Roles, rows: number): void {
  const texts = finder
    .free()
    .filter((p) => p.texts > 0 && p.ibans < p.filled * MOSTLY && p.currencies < p.filled);
  // The same on every row, as a status is, tells nothing.
  const varied = texts.filter((p) => rows < 2 || p.distinct > 1);
  const names = varied.filter((p) => p.length >= SHORTEST_NAME);
  if (roles.payee === null && finder.chosen.payee === undefined) {
    roles.payee = finder.use((names[0] ?? varied[0])?.column ?? null);
  }
  if (roles.memo !== null || finder.chosen.memo !== undefined) return;
  const long = varied.filter((p) => p.column !== roles.payee && p.length >= SHORTEST_MEMO);
  roles.memo = finder.use(long.sort((a, b) => b.length - a.length)[0]?.column ?? null);
}

/** Without knowing its decimal mark yet; 0 where there is no amount. */
function amountIn(row: readonly string[], column: number): number {
  const text = row[column] ?? '';
  const read = parseAmount(text, text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.', 2);
  return read.ok ? read.minor : 0;
}

const NEVER_SUM = new RegExp(`${NOT.amount?.source}|\\b(?:id|no|nr|number|fee)\\b|#`);

function assignSumsByContent(
  finder: Finder,
  roles: Roles,
  sample: readonly (readonly string[])[],
): void {
  const money = finder
    .free()
    .filter((p) => p.amounts > 0 && p.amounts === p.filled && !finder.named(p.column, NEVER_SUM));
  const decimals = money.filter((p) => p.decimals > 0);
  const sums = decimals.length > 0 ? decimals : money;
  const single = sums.filter((p) => p.filled === sample.length).slice(0, MOST_SUMS);
  const amountOf = (row: readonly string[], column: number) =>
    signWord(row[roles.sign ?? -1] ?? '') === 'out'
      ? 0 - Math.abs(amountIn(row, column))
      : amountIn(row, column);
  const pairs = single.flatMap((balance) =>
    single
      .filter((amount) => amount !== balance)
      .map(({ column }) => ({
        amount: column,
        balance: balance.column,
        is: runsOn(sample, balance.column, (row) => amountOf(row, column)),
      })),
  );
  const pair = pairs.find(({ is }) => is === 'after') ?? pairs.find(({ is }) => is === 'before');
  if (pair) {
    roles.amount = finder.use(pair.amount);
    finder.use(pair.balance);
    if (pair.is === 'after') roles.balance ??= pair.balance;
    return;
  }
  // Two columns of which each row fills one: money out and money in.
  const partial = sums.filter((p) => p.filled > 0 && p.filled < sample.length);
  const [first, second] = partial;
  const fillsOne = (row: readonly string[]) =>
    first !== undefined &&
    second !== undefined &&
    ((row[first.column] ?? '').trim() === '') !== ((row[second.column] ?? '').trim() === '');
  if (first && second && sample.every(fillsOne)) {
    const change = (row: readonly string[]) =>
      amountIn(row, second.column) - amountIn(row, first.column);
    const after = (sign: 1 | -1) =>
      single.find(({ column }) => runsOn(sample, column, (row) => sign * change(row)) === 'after');
    // Money out usually stands before money in; a balance that runs the other way knows better, as
    // do rows that say so themselves.
    const balance = after(1);
    const other = balance === undefined ? after(-1) : undefined;
    const fills = (row: readonly string[]) => amountIn(row, first.column) !== 0;
    const told = sample.filter((row) => row.some(saysMoneyIn));
    const turned =
      other !== undefined || (balance === undefined && told.filter(fills).length > told.length / 2);
    roles.debit = finder.use((turned ? second : first).column);
    roles.credit = finder.use((turned ? first : second).column);
    roles.balance ??= finder.use((balance ?? other)?.column ?? null);
    return;
  }
  const signed = sums.find((p) => p.negatives > 0 && p.filled >= sample.length * MOSTLY);
  const chosen = signed ?? sums.sort((a, b) => b.filled - a.filled)[0];
  roles.amount = finder.use(chosen?.column ?? null);
}

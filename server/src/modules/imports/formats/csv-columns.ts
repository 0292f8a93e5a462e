import type { CsvMapping } from '@picture/contract';
import { parseAmount } from './amounts.ts';
import { type CsvRole, currencyInHeader, NOT, plainHeader, rankOf } from './csv-headers.ts';
import { type ColumnProfile, profileColumns, runsOn } from './csv-profile.ts';

export type Roles = Record<CsvRole, number | null>;

export interface Columns {
  roles: Roles;
  /** Looked at in this order where the date column is empty, as it is for pending rows. */
  otherDates: number[];
  /** The amount columns: several where each currency has its own, of which one is filled. */
  sums: { column: number; currency: string | null }[];
  /** Charged on top of the amount. */
  fee: number | null;
  /** Stand in, in this order, where payee and memo are empty. */
  otherPayees: number[];
  accountIsName: boolean;
  accountType: number | null;
}

const MOSTLY = 0.6;

/** Finds what each column is for, from its name and from what it holds. */
export function assignColumns(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  chosen: CsvMapping['columns'],
): Columns {
  const finder = columnFinder(headers, profileColumns(sample), chosen ?? {});
  const roles: Roles = { ...NO_ROLES };
  const named = headers.length > 0;
  roles.postedOn = finder.take('postedOn', (p) => p.dates > 0 && p.dates >= p.filled * MOSTLY);
  const otherDates = finder.others('postedOn', (p) => p.dates > 0);
  roles.balance = finder.take('balance', isMoney);
  assignSums(finder, roles, sample, named);
  const sums = sumColumns(headers, finder, roles);
  roles.currency = finder.take(
    'currency',
    (p) => p.currencies >= p.filled * MOSTLY && p.filled > 0,
  );
  roles.account = finder.take('account', (p) => p.filled > 0);
  roles.sign = signColumn(headers, finder, roles);
  roles.checkNumber = finder.take('checkNumber', () => true);
  roles.externalId = finder.take('externalId', tellsRowsApart);
  roles.category = finder.take('category', hasText);
  const varied = (p: ColumnProfile) => p.texts > 0 && (p.filled < 3 || p.distinct > 1);
  roles.payee = finder.take('payee', varied) ?? finder.take('payee', hasText);
  roles.memo = finder.take('memo', varied);
  if (!named || roles.postedOn === null || sums.length + Number(roles.debit !== null) === 0) {
    assignByContent(finder, roles, sample);
  }
  const allSums = sums.length > 0 ? sums : sumColumns(headers, finder, roles);
  const header = headers[roles.account ?? -1] ?? '';
  return {
    roles,
    otherDates,
    sums: allSums,
    fee: feeColumn(headers, roles),
    otherPayees: [...finder.others('payee', hasText), ...finder.others('sign', hasText)],
    accountIsName:
      !/(number|#|no|iban|nummer|numero|id|card|produit)$/.test(plainHeader(header)) &&
      !finder.holds(roles.account, (p) => p.ibans > 0 || (p.texts === 0 && !/name/i.test(header))),
    accountType: indexOrNull(headers.findIndex((name) => plainHeader(name) === 'account type')),
  };
}

const NO_ROLES: Roles = {
  postedOn: null,
  amount: null,
  debit: null,
  credit: null,
  sign: null,
  payee: null,
  memo: null,
  category: null,
  account: null,
  currency: null,
  externalId: null,
  checkNumber: null,
  balance: null,
};

const hasText = (p: ColumnProfile): boolean => p.texts > 0;

const isMoney = (p: ColumnProfile): boolean => p.filled === 0 || p.amounts >= p.filled * MOSTLY;

const tellsRowsApart = (p: ColumnProfile): boolean =>
  p.filled > 0 && p.length >= 5 && p.distinct >= p.filled * 0.9;

type Finder = ReturnType<typeof columnFinder>;

function columnFinder(
  headers: readonly string[],
  profiles: ColumnProfile[],
  chosen: Partial<Record<CsvRole, number | null | undefined>>,
) {
  const taken = new Set<number>();
  for (const column of Object.values(chosen)) if (typeof column === 'number') taken.add(column);
  const empty = profileColumns([['']])[0] as ColumnProfile;
  const profileOf = (column: number) => profiles[column] ?? { ...empty, column };

  /** Columns not taken whose name and content fit the role, surest first, fuller before emptier. */
  const candidates = (role: CsvRole, fits: (profile: ColumnProfile) => boolean) =>
    headers
      .map((header, column) => ({ column, rank: rankOf(header, role), profile: profileOf(column) }))
      .filter((one) => one.rank !== null && !taken.has(one.column))
      .filter(({ profile }) => (profiles.length === 0 ? true : fits(profile)))
      .sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || b.profile.filled - a.profile.filled)
      .map((one) => one.column);

  return {
    chosen,
    profiles,
    free: () => profiles.filter((profile) => !taken.has(profile.column)),
    named: (column: number, name: RegExp) => name.test(plainHeader(headers[column] ?? '')),
    holds: (column: number | null, test: (profile: ColumnProfile) => boolean) =>
      column !== null && test(profileOf(column)),
    use(column: number | null): number | null {
      if (column !== null) taken.add(column);
      return column;
    },
    take(role: CsvRole, fits: (profile: ColumnProfile) => boolean): number | null {
      const own = chosen[role];
      if (own !== undefined) return own;
      return this.use(candidates(role, fits)[0] ?? null);
    },
    others: candidates,
  };
}

/** One column of amounts, or one for money out and one for money in. */
function assignSums(
  finder: Finder,
  roles: Roles,
  sample: readonly (readonly string[])[],
  named: boolean,
): void {
  if (finder.chosen.amount != null || finder.chosen.debit != null || finder.chosen.credit != null) {
    roles.amount = finder.chosen.amount ?? null;
    if (roles.amount !== null) return;
    roles.debit = finder.chosen.debit ?? null;
    roles.credit = finder.chosen.credit ?? null;
    return;
  }
  if (!named) return;
  const amount = finder.others('amount', (p) => isMoney(p) && p.currencies === 0)[0] ?? null;
  const fullEnough = finder.holds(amount, (p) => p.filled >= sample.length * 0.5);
  const debit = finder.others('debit', isMoney)[0] ?? null;
  const credit = finder.others('credit', isMoney)[0] ?? null;
  if (debit !== null && credit !== null && debit !== credit && (amount === null || !fullEnough)) {
    roles.debit = finder.use(debit);
    roles.credit = finder.use(credit);
  } else if (amount !== null) roles.amount = finder.use(amount);
  else {
    roles.debit = finder.use(debit);
    roles.credit = finder.use(credit);
  }
}

function sumColumns(headers: readonly string[], finder: Finder, roles: Roles): Columns['sums'] {
  const { amount } = roles;
  if (amount === null) return [];
  const currency = currencyInHeader(headers[amount] ?? '');
  const own = { column: amount, currency };
  if (currency === null || finder.chosen.amount !== undefined) return [own];
  // "CAD$" and "USD$": the same name but for its currency.
  const rest = (column: number) =>
    plainHeader((headers[column] ?? '').replace(currencyInHeader(headers[column] ?? '') ?? '', ''));
  const siblings = headers
    .map((header, column) => ({ column, currency: currencyInHeader(header) }))
    .filter((one) => one.currency !== null && one.currency !== currency)
    .filter(
      (one) =>
        rest(one.column) === rest(amount) && rankOf(headers[one.column] ?? '', 'amount') !== null,
    );
  for (const sibling of siblings) finder.use(sibling.column);
  return [own, ...siblings];
}

function signColumn(headers: readonly string[], finder: Finder, roles: Roles): number | null {
  if (finder.chosen.sign !== undefined) return finder.chosen.sign;
  if (roles.debit !== null || roles.credit !== null) return null;
  const says = (p: ColumnProfile) => p.signs > 0 && p.signs >= p.filled * MOSTLY;
  const named = finder.others('sign', says)[0];
  if (named !== undefined) return finder.use(named);
  const unnamed = finder.free().find((p) => says(p) && (headers[p.column] ?? '') === '');
  return finder.use(unnamed?.column ?? null);
}

const indexOrNull = (index: number): number | null => (index < 0 ? null : index);

const FEE = /^(?:fee|gebuhr|frais|comision|commissione|kosten|comissao)$/;

/** A fee is apart from the amount unless the file has a net column, or an amount named total. */
function feeColumn(headers: readonly string[], roles: Roles): number | null {
  const name = plainHeader(headers[roles.amount ?? -1] ?? '');
  if (roles.amount === null || /net|total/.test(name)) return null;
  return indexOrNull(headers.findIndex((header) => FEE.test(plainHeader(header))));
}

/** For want of names: what the columns hold. */
function assignByContent(
  finder: Finder,
  roles: Roles,
  sample: readonly (readonly string[])[],
): void {
  const { chosen } = finder;
  const free = (test: (p: ColumnProfile) => boolean) => finder.free().filter(test);
  const rows = Math.max(1, sample.length);
  const pick = (role: CsvRole, column: number | undefined) => {
    if (roles[role] === null && chosen[role] === undefined)
      roles[role] = finder.use(column ?? null);
  };
  pick(
    'postedOn',
    free((p) => p.dates >= p.filled * MOSTLY && p.filled >= rows * MOSTLY)[0]?.column,
  );
  for (const other of free((p) => p.dates > 0 && p.dates >= p.filled * MOSTLY))
    finder.use(other.column);
  if (roles.amount === null && roles.debit === null && roles.credit === null) {
    assignSumsByContent(finder, roles, sample);
  }
  pick('currency', free((p) => p.filled > 0 && p.currencies === p.filled)[0]?.column);
  pick(
    'account',
    free((p) => p.filled === rows && p.ibans === p.filled && p.distinct <= 3)[0]?.column,
  );
  const texts = free((p) => p.texts > 0 && p.ibans < p.filled * MOSTLY && p.currencies < p.filled);
  const telling = texts.filter((p) => p.length >= 6 && (rows < 5 || p.distinct > 1));
  pick('payee', (telling[0] ?? texts[0])?.column);
  const longest = free((p) => texts.includes(p) && p.length >= 12).sort(
    (a, b) => b.length - a.length,
  );
  pick('memo', longest[0]?.column);
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
  const cell = (row: readonly string[], column: number) => {
    const text = row[column] ?? '';
    const read = parseAmount(text, text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.', 2);
    return read.ok ? read.minor : null;
  };
  const single = sums.filter((p) => p.filled === sample.length);
  for (const balance of single) {
    for (const amount of single) {
      if (balance === amount) continue;
      if (!runsOn(sample, balance.column, (row) => cell(row, amount.column))) continue;
      roles.amount = finder.use(amount.column);
      finder.use(balance.column);
      return;
    }
  }
  // Two columns of which each row fills one: money out and money in.
  const partial = sums.filter((p) => p.filled > 0 && p.filled < sample.length);
  const [first, second] = partial;
  const fillsOne = (row: readonly string[]) =>
    first !== undefined &&
    second !== undefined &&
    ((row[first.column] ?? '').trim() === '') !== ((row[second.column] ?? '').trim() === '');
  if (first && second && sample.every(fillsOne)) {
    roles.debit = finder.use(first.column);
    roles.credit = finder.use(second.column);
    return;
  }
  const signed = sums.find((p) => p.negatives > 0 && p.filled >= sample.length * MOSTLY);
  const chosen = signed ?? sums.sort((a, b) => b.filled - a.filled)[0];
  roles.amount = finder.use(chosen?.column ?? null);
}

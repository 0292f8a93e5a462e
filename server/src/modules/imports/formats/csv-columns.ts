import type { CsvMapping } from '@picture/contract';
import { assignByContent, assignTexts } from './csv-content.ts';
import { type Extras, extrasOf } from './csv-extras.ts';
import { type CsvRole, currencyInHeader, plainHeader, rankOf } from './csv-headers.ts';
import { type ColumnProfile, profileColumns } from './csv-profile.ts';

export type Roles = Record<CsvRole, number | null>;

export interface Columns {
  roles: Roles;
  /** Looked at in this order where the date column is empty, as it is for pending rows. */
  otherDates: number[];
  /** The amount columns: several where each currency has its own, of which one is filled. */
  sums: { column: number; currency: string | null }[];
  /** Charged on top of the amount. */
  fee: number | null;
  /** Who paid and who was paid, where the file names both; one of them is the account's holder. */
  parties: { from: number; to: number; holder: string | null } | null;
  /** Stand in, in this order, where payee and memo are empty. */
  otherPayees: number[];
  accountIsName: boolean;
  accountType: number | null;
  /** Says whether the row came to pass. */
  status: number | null;
  extras: Extras;
}

const MOSTLY = 0.6;

/** Finds what each column is for, from its name and from what it holds. */
export function assignColumns(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  chosen: CsvMapping['columns'],
): Columns {
  const { tags, note, originalPayee, pending, ...own } = chosen ?? {};
  const profiles = profileColumns(sample);
  const finder = columnFinder(headers, profiles, own);
  const roles: Roles = { ...NO_ROLES };
  const named = headers.length > 0;
  roles.postedOn = finder.take('postedOn', (p) => p.dates > 0 && p.dates >= p.filled * MOSTLY);
  const otherDates = finder.others('postedOn', (p) => p.dates > 0);
  roles.balance = finder.take('balance', isMoney);
  assignSums(finder, roles, sample, named);
  const sums = sumColumns(headers, finder, roles);
  roles.currency = finder.take('currency', (p) => p.codes >= p.filled * MOSTLY && p.filled > 0);
  roles.account = finder.take('account', (p) => isOwnAccount(p, headers[p.column] ?? ''));
  const parties = partiesOf(headers, sample, finder);
  roles.sign = signColumn(headers, finder, roles);
  roles.checkNumber = finder.take('checkNumber', () => true);
  roles.externalId = finder.take('externalId', tellsRowsApart);
  roles.category = finder.take('category', hasText);
  const varied = (p: ColumnProfile) => isName(p) && (p.filled < 2 || p.distinct > 1);
  roles.payee = parties
    ? (finder.chosen.payee ?? finder.use(parties.to))
    : (finder.take('payee', varied) ?? finder.take('payee', isName));
  roles.memo = finder.take('memo', varied);
  if (!named || roles.postedOn === null || sums.length + Number(roles.debit !== null) === 0) {
    assignByContent(finder, roles, sample);
  }
  if (named && roles.payee === null && finder.chosen.payee === undefined) {
    // What a row says under another name is still what it is called by.
    roles.payee = roles.memo;
    if (finder.chosen.memo === undefined) roles.memo = null;
    if (roles.payee === null) assignTexts(finder, roles, sample.length);
  }
  // A column called so is taken at its word, that its rows be told as unreadable one by one.
  roles.postedOn ??= finder.take('postedOn', (p) => p.filled > 0 && p.amounts === 0);
  if (roles.amount === null && roles.debit === null && roles.credit === null) {
    roles.amount = finder.take('amount', (p) => p.filled > 0);
  }
  const allSums = sums.length > 0 ? sums : sumColumns(headers, finder, roles);
  const header = headers[roles.account ?? -1] ?? '';
  return {
    roles,
    otherDates,
    sums: allSums,
    fee: feeColumn(headers, roles),
    parties,
    otherPayees: [...finder.others('payee', hasText), ...finder.others('sign', hasText)],
    accountIsName:
      !/(?:\b(?:number|no|iban|nummer|numero|szamlaszam|id|card|produit)|#)$/.test(
        plainHeader(header),
      ) &&
      !finder.holds(roles.account, (p) => p.ibans > 0 || (p.texts === 0 && !/name/i.test(header))),
    accountType: indexOrNull(headers.findIndex((name) => plainHeader(name) === 'account type')),
    status: indexOrNull(headers.findIndex((name) => STATUS.test(plainHeader(name)))),
    extras: extrasOf(headers, profiles, { tags, note, originalPayee, pending }, [
      roles.payee,
      roles.category,
    ]),
  };
}

const STATUS = /^(?:(?:transaction |activity |payment )?(?:status|state)|stato|estado|statut)$/;

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

/** A bare "IBAN" is the other side's, unless every row has the same. */
const isOwnAccount = (p: ColumnProfile, header: string): boolean =>
  p.filled > 0 && (p.distinct === 1 || !/^iban$/i.test(header));

const hasText = (p: ColumnProfile): boolean => p.texts > 0;

const isName = (p: ColumnProfile): boolean => p.texts > 0 && p.ibans <= p.filled / 2;

const isMoney = (p: ColumnProfile): boolean => p.filled === 0 || p.amounts >= p.filled * MOSTLY;

const tellsRowsApart = (p: ColumnProfile): boolean =>
  p.filled > 0 && p.length >= 5 && p.distinct >= p.filled * 0.5;

export type Finder = ReturnType<typeof columnFinder>;

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
    isFree: (column: number) => !taken.has(column),
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
  if (currency === null) return [own];
  // "CAD$" and "USD$": the same name but for its currency.
  const rest = (column: number) =>
    plainHeader((headers[column] ?? '').replace(currencyInHeader(headers[column] ?? '') ?? '', ''));
  const siblings = headers
    .map((header, column) => ({ column, currency: currencyInHeader(header) }))
    .filter(
      (one) => one.currency !== null && one.currency !== currency && finder.isFree(one.column),
    )
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

const PARTIES = [
  ['zahlungspflichtige r', 'zahlungsempfanger in'],
  ['payer name', 'payee name'],
  ['source name', 'target name'],
  ['from', 'to'],
] as const;

function partiesOf(
  headers: readonly string[],
  sample: readonly (readonly string[])[],
  finder: Finder,
): Columns['parties'] {
  const { payee: chosen } = finder.chosen;
  const names = headers.map(plainHeader);
  for (const [payer, payee] of PARTIES) {
    const [from, to] = [names.indexOf(payer), names.indexOf(payee)];
    if (from < 0 || to < 0) continue;
    if (chosen !== undefined && chosen !== from && chosen !== to) return null;
    const counts = new Map<string, number>();
    for (const cells of sample) {
      for (const name of [cells[from]?.trim(), cells[to]?.trim()]) {
        if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1]);
    const holder = most && most[1] > 1 && most[1] > sample.length / 2 ? most[0] : null;
    return { from, to, holder };
  }
  return null;
}

const indexOrNull = (index: number): number | null => (index < 0 ? null : index);

const FEE = /^(?:fee|gebuhr|frais|comision|commissione|kosten|comissao)$/;

/** A fee is apart from the amount unless the file has a net column, or an amount named total. */
function feeColumn(headers: readonly string[], roles: Roles): number | null {
  const name = plainHeader(headers[roles.amount ?? -1] ?? '');
  if (/net|total/.test(name)) return null;
  return indexOrNull(headers.findIndex((header) => FEE.test(plainHeader(header))));
}

/** For want of names: what the columns hold. */

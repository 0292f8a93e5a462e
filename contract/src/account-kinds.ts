/** The kinds of account, in the order people expect to see them. */
export const ACCOUNT_KINDS = [
  'checking',
  'savings',
  'cash',
  'credit_card',
  'loan',
  'mortgage',
  'brokerage',
  'retirement',
  'crypto',
  'property',
  'vehicle',
  'other_asset',
  'other_liability',
] as const;
export type AccountKind = (typeof ACCOUNT_KINDS)[number];
export type AccountClass = 'asset' | 'liability';

const LIABILITIES: ReadonlySet<AccountKind> = new Set([
  'credit_card',
  'loan',
  'mortgage',
  'other_liability',
]);
const WITH_TERMS: ReadonlySet<AccountKind> = LIABILITIES;
const VALUED: ReadonlySet<AccountKind> = new Set([
  'brokerage',
  'retirement',
  'crypto',
  'property',
  'vehicle',
  'other_asset',
  'other_liability',
]);

export function classOf(kind: AccountKind): AccountClass {
  return LIABILITIES.has(kind) ? 'liability' : 'asset';
}

/** Kinds whose worth is told from time to time ("set today's value") rather than only moved. */
export function isValued(kind: AccountKind): boolean {
  return VALUED.has(kind);
}

export function hasCreditLimit(kind: AccountKind): boolean {
  return kind === 'credit_card';
}

export function hasMinimumPayment(kind: AccountKind): boolean {
  return WITH_TERMS.has(kind);
}

/** Debts cost interest; savings earn it. */
export function hasInterestRate(kind: AccountKind): boolean {
  return WITH_TERMS.has(kind) || kind === 'savings';
}

/** Debts that are paid off by instalments of principal and interest. */
export function isLoan(kind: AccountKind | undefined): boolean {
  return kind === 'loan' || kind === 'mortgage';
}

import { type CategoryType, financialMonthOf } from '@picture/contract';
import type { FullTransaction } from './transactions.repository.ts';
import type { CategoryRow } from './transactions.tables.ts';

/** What of a transaction counts in totals. Amounts are minor units of the account's currency. */
export interface Counted {
  accountId: string;
  currency: string;
  postedOn: string;
  amountMinor: number;
  categoryId: string;
  categoryType: CategoryType;
  needsReview: boolean;
  /** 1: moves the balance only. */
  isHidden: number;
}

export interface AccountTotals {
  days: Map<string, { deltaMinor: number; spendingMinor: number }>;
  transactions: number;
  review: number;
}

export interface MonthTotal {
  month: string;
  accountId: string;
  categoryId: string;
  currency: string;
  amountMinor: number;
  transactions: number;
}

/**
 * The difference a set of changes makes to the ledger's totals. Adding a transaction and taking it
 * away again leaves nothing: both are the same sum with another sign.
 */
export class LedgerTotals {
  /** The day the household's months begin. */
  readonly firstDayOfMonth: number;
  readonly accounts = new Map<string, AccountTotals>();
  readonly months = new Map<string, MonthTotal>();

  constructor(firstDayOfMonth: number) {
    this.firstDayOfMonth = firstDayOfMonth;
  }

  add(row: Counted): void {
    this.addSum(row, row.amountMinor, 1, row.needsReview ? 1 : 0);
  }

  take(row: Counted): void {
    this.addSum(row, -row.amountMinor, -1, row.needsReview ? -1 : 0);
  }

  /** A sum over `transactions` rows that share account, day and category. */
  addSum(
    row: Omit<Counted, 'amountMinor' | 'needsReview'>,
    amountMinor: number,
    transactions: number,
    review: number,
  ): void {
    const account = this.#account(row.accountId);
    account.transactions += transactions;
    account.review += review;
    const day = account.days.get(row.postedOn) ?? { deltaMinor: 0, spendingMinor: 0 };
    day.deltaMinor += amountMinor;
    if (row.categoryType === 'expense' && !row.isHidden) day.spendingMinor -= amountMinor;
    account.days.set(row.postedOn, day);
    if (row.isHidden) return;

    const month = financialMonthOf(row.postedOn, this.firstDayOfMonth);
    const key = `${month} ${row.accountId} ${row.categoryId}`;
    const total = this.months.get(key);
    if (total) {
      total.amountMinor += amountMinor;
      total.transactions += transactions;
    } else {
      this.months.set(key, {
        month,
        accountId: row.accountId,
        categoryId: row.categoryId,
        currency: row.currency,
        amountMinor,
        transactions,
      });
    }
  }

  #account(accountId: string): AccountTotals {
    let account = this.accounts.get(accountId);
    if (!account) {
      account = { days: new Map(), transactions: 0, review: 0 };
      this.accounts.set(accountId, account);
    }
    return account;
  }
}

/** A value a person told for the end of a day, kept true by its own transaction's amount. */
export interface ToldValue {
  on: string;
  transactionId: string;
}

/**
 * How much each told value's transaction must change so that the value still holds after these
 * changes: a change is taken back by the first told value on or after its day.
 * `values` are in order of day.
 */
export function keepToldValues(
  values: readonly ToldValue[],
  days: ReadonlyMap<string, { deltaMinor: number }>,
): { value: ToldValue; changeMinor: number }[] {
  const changes = new Map<ToldValue, number>();
  for (const [day, { deltaMinor }] of days) {
    const value = values.find((one) => one.on >= day);
    if (value) changes.set(value, (changes.get(value) ?? 0) - deltaMinor);
  }
  return [...changes]
    .filter(([, changeMinor]) => changeMinor !== 0)
    .map(([value, changeMinor]) => ({ value, changeMinor }));
}

/** What of a row counts in totals; its category must be one of these. */
export function counted(
  row: Pick<
    FullTransaction,
    | 'account_id'
    | 'currency'
    | 'posted_on'
    | 'amount_minor'
    | 'category_id'
    | 'review_on'
    | 'is_hidden'
  >,
  categories: ReadonlyMap<string, CategoryRow>,
): Counted {
  const category = categories.get(row.category_id);
  if (!category) throw new Error(`Transaction in a category that is not there: ${row.category_id}`);
  return {
    accountId: row.account_id,
    currency: row.currency,
    postedOn: row.posted_on,
    amountMinor: row.amount_minor,
    categoryId: row.category_id,
    categoryType: category.type,
    needsReview: row.review_on !== null,
    isHidden: row.is_hidden,
  };
}

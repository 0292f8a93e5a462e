import { type CategoryType, financialMonthOf } from '@picture/contract';

/** What of a transaction counts in totals. Amounts are minor units of the account's currency. */
export interface Counted {
  accountId: string;
  currency: string;
  postedOn: string;
  amountMinor: number;
  categoryId: string;
  categoryType: CategoryType;
  needsReview: boolean;
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
    if (row.categoryType === 'expense') day.spendingMinor -= amountMinor;
    account.days.set(row.postedOn, day);

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

import type { AccountKind } from '@picture/contract';

export interface AccountsTables {
  accounts: {
    household_id: string;
    id: string;
    name: string;
    kind: AccountKind;
    currency: string;
    institution: string | null;
    opened_on: string;
    opening_balance_minor: number;
    /** The first day the account has a balance: `opened_on`, or its earliest transaction's day. */
    starting_on: string;
    /** The balance it starts with, such that `opened_on` begins with the opening balance. */
    starting_minor: number;
    credit_limit_minor: number | null;
    interest_rate: string | null;
    minimum_payment_minor: number | null;
    hidden_from_net_worth: number;
    owner_user_id: string | null;
    is_private: number;
    closed_on: string | null;
    position: number;
    transaction_count: number;
    review_count: number;
    version: number;
    created_at: string;
  };
  /** One row for each day on which the account's balance or spending changed. */
  account_days: {
    household_id: string;
    account_id: string;
    on_day: string;
    /** The sum of the day's amounts; on `starting_on` the starting balance too. */
    delta_minor: number;
    /** What of the day counts as spending: positive is money spent, a refund is negative. */
    spending_minor: number;
    /** At the end of the day. */
    balance_minor: number;
  };
  /** Private accounts that are no more: what still tells of them is as hidden as they were. */
  gone_private_accounts: {
    household_id: string;
    account_id: string;
    /** Null when their owner is no more: then nobody is shown it. */
    owner_user_id: string | null;
  };
  exchange_rates: {
    household_id: string;
    currency: string;
    home_currency: string;
    on_day: string;
    rate: string;
  };
}

export type AccountRow = AccountsTables['accounts'];

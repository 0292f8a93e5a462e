import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'accounts', {
    columns: {
      household_id: 'id',
      id: 'id',
      name: 'name(120)',
      kind: 'code(20)',
      currency: 'code(3)',
      institution: 'name(120)?',
      opened_on: 'day',
      opening_balance_minor: 'integer',
      starting_on: 'day',
      starting_minor: 'integer',
      credit_limit_minor: 'integer?',
      interest_rate: 'code(32)?',
      minimum_payment_minor: 'integer?',
      hidden_from_net_worth: 'flag',
      closed_on: 'day?',
      position: 'integer',
      transaction_count: 'integer',
      review_count: 'integer',
      version: 'integer',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'account_days', {
    columns: {
      household_id: 'id',
      account_id: 'id',
      on_day: 'day',
      delta_minor: 'integer',
      spending_minor: 'integer',
      balance_minor: 'integer',
    },
    primaryKey: ['household_id', 'account_id', 'on_day'],
  });
  await createTable(db, 'exchange_rates', {
    columns: {
      household_id: 'id',
      currency: 'code(3)',
      home_currency: 'code(3)',
      on_day: 'day',
      rate: 'code(32)',
    },
    primaryKey: ['household_id', 'currency', 'home_currency', 'on_day'],
  });
}

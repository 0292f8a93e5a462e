import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'categories', {
    columns: {
      household_id: 'id',
      id: 'id',
      key_name: 'code(40)?',
      name: 'name(120)?',
      type: 'code(10)',
      parent_id: 'id?',
      icon: 'code(40)',
      colour: 'integer',
      position: 'integer',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
    unique: { categories_key: ['household_id', 'key_name'] },
  });
  await createTable(db, 'category_rules', {
    columns: {
      household_id: 'id',
      id: 'id',
      position: 'integer',
      contains: 'name(120)',
      account_id: 'id?',
      direction: 'code(3)?',
      category_id: 'id',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'merchant_choices', {
    columns: {
      household_id: 'id',
      merchant_key: 'name(120)',
      direction: 'code(3)',
      category_id: 'id',
      times: 'integer',
      chosen_at: 'instant',
    },
    primaryKey: ['household_id', 'merchant_key', 'direction'],
  });
  await createTable(db, 'descriptors', {
    columns: {
      household_id: 'id',
      id: 'code(22)',
      payee: 'name(200)',
      original_payee: 'name(500)?',
      memo: 'name(1000)?',
      search_text: 'text',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'transactions', {
    columns: {
      household_id: 'id',
      id: 'id',
      account_id: 'id',
      kind: 'code(10)',
      posted_on: 'day',
      amount_minor: 'integer',
      descriptor_id: 'code(22)',
      category_id: 'id',
      category_source: 'code(10)',
      confidence: 'integer?',
      review_on: 'day?',
      check_number: 'name(40)?',
      import_id: 'id?',
      import_key: 'code(32)?',
      transfer_id: 'id?',
      created_at: 'instant',
      version: 'integer',
    },
    primaryKey: ['household_id', 'id'],
    indexes: {
      transactions_posted: ['household_id', 'posted_on', 'id'],
      transactions_account: ['household_id', 'account_id', 'posted_on', 'id'],
      transactions_category: ['household_id', 'category_id', 'posted_on', 'id'],
      transactions_descriptor: ['household_id', 'descriptor_id', 'posted_on', 'id'],
      transactions_review: ['household_id', 'review_on', 'id'],
      transactions_transfer: ['household_id', 'transfer_id', 'id', 'account_id'],
      transactions_import: ['household_id', 'import_id', 'id'],
      transactions_import_key: ['household_id', 'account_id', 'import_key'],
    },
  });
  await createTable(db, 'monthly_totals', {
    columns: {
      household_id: 'id',
      month: 'month',
      account_id: 'id',
      category_id: 'id',
      currency: 'code(3)',
      amount_minor: 'integer',
      transaction_count: 'integer',
    },
    primaryKey: ['household_id', 'month', 'account_id', 'category_id'],
  });
  await createTable(db, 'account_values', {
    columns: {
      household_id: 'id',
      account_id: 'id',
      on_day: 'day',
      value_minor: 'integer',
      transaction_id: 'id',
    },
    primaryKey: ['household_id', 'account_id', 'on_day'],
  });
  await createTable(db, 'hidden_batches', {
    columns: { household_id: 'id', batch_id: 'id', created_at: 'instant' },
    primaryKey: ['household_id', 'batch_id'],
  });
}

import type { Kysely } from 'kysely';
import { addColumns, createTable } from '../src/platform/db/index.ts';

/** Notes, tags, splits, and rows that wait at the bank or are left out of income and spending. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'descriptors', { note: { kind: 'name(1000)?' } });
  await addColumns(db, 'transactions', {
    is_pending: { kind: 'flag', initial: 0 },
    is_hidden: { kind: 'flag', initial: 0 },
  });
  await createTable(db, 'split_lines', {
    columns: { household_id: 'id', transaction_id: 'id', split_id: 'id', position: 'integer' },
    primaryKey: ['household_id', 'transaction_id'],
    indexes: { split_lines_split: ['household_id', 'split_id', 'position'] },
  });
  await createTable(db, 'tags', {
    columns: {
      household_id: 'id',
      id: 'id',
      name: 'name(60)',
      colour: 'integer',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'transaction_tags', {
    columns: { household_id: 'id', transaction_id: 'id', tag_id: 'id' },
    primaryKey: ['household_id', 'transaction_id', 'tag_id'],
    indexes: { transaction_tags_tag: ['household_id', 'tag_id', 'transaction_id'] },
  });
}

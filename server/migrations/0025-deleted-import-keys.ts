import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Rows of banks that are not to come again: deleted by a person, or booked under another key. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'deleted_import_keys', {
    columns: {
      household_id: 'id',
      account_id: 'id',
      import_key: 'code(32)',
      became_id: 'id?',
      deleted_at: 'instant',
    },
    primaryKey: ['household_id', 'account_id', 'import_key'],
  });
}

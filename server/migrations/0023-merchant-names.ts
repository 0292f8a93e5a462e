import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** What a household calls its merchants, by what the bank calls them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'merchant_names', {
    columns: {
      household_id: 'id',
      merchant_key: 'name(120)',
      name: 'name(200)',
      named_at: 'instant',
    },
    primaryKey: ['household_id', 'merchant_key'],
  });
}

import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Pairs that were said to be no transfer. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'refused_transfers', {
    columns: { household_id: 'id', out_id: 'id', in_id: 'id', refused_at: 'instant' },
    primaryKey: ['household_id', 'out_id', 'in_id'],
  });
}

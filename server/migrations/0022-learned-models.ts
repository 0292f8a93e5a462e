import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** What each household's own choices of categories taught, as it was learned last. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'learned_models', {
    columns: {
      household_id: 'id',
      trained_at: 'instant',
      knows_until: 'instant',
      example_count: 'integer',
      model_bytes: 'bytes',
    },
    primaryKey: ['household_id'],
  });
}

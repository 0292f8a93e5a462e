import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'saved_searches', {
    columns: {
      household_id: 'id',
      id: 'id',
      user_id: 'code(36)',
      name: 'name(60)',
      search: 'name(400)',
      position: 'integer',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
    indexes: { saved_searches_user: ['household_id', 'user_id', 'position'] },
  });
}

import type { Kysely } from 'kysely';
import { addColumns, createTable } from '../src/platform/db/index.ts';

/** The day a household's months begin, and people's pictures. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'households', { first_day_of_month: { kind: 'integer', initial: 1 } });
  await createTable(db, 'user_pictures', {
    columns: {
      user_id: 'code(36)',
      content_type: 'code(20)',
      content_hash: 'code(64)',
      bytes: 'bytes',
    },
    primaryKey: ['user_id'],
  });
}

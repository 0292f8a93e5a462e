import type { Kysely } from 'kysely';
import { addColumns } from '../src/platform/db/index.ts';

/** When a category was archived: it keeps what is in it, and is not offered any more. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'categories', { archived_at: { kind: 'instant?' } });
}

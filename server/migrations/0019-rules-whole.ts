import type { Kysely } from 'kysely';
import { addColumns } from '../src/platform/db/index.ts';

/** Rules that look at more than words, and do more than choose a category. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'category_rules', {
    is_active: { kind: 'flag', initial: 1 },
    more_json: { kind: 'text?' },
  });
}

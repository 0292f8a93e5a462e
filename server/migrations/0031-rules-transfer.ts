import type { Kysely } from 'kysely';
import { addColumns } from '../src/platform/db/index.ts';

/** Rules that say what is a transfer, and with which own account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'category_rules', { transfer_to: { kind: 'id?' } });
}

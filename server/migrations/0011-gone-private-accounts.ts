import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/**
 * Private accounts that are no more: deleted, or gone with who left. What still tells of them, in the
 * audit log and in files that were imported, stays as hidden as they were.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'gone_private_accounts', {
    columns: { household_id: 'id', account_id: 'id', owner_user_id: 'code(36)?' },
    primaryKey: ['household_id', 'account_id'],
  });
}

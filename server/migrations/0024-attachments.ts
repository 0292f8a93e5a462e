import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Files of transactions: what is known of them. The files themselves are in the file store. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'attachments', {
    columns: {
      household_id: 'id',
      id: 'id',
      transaction_id: 'id',
      name: 'name(200)',
      media_type: 'code(40)',
      bytes: 'integer',
      sha256: 'code(64)',
      has_thumbnail: 'flag',
      created_at: 'instant',
      created_by: 'code(36)?',
    },
    primaryKey: ['household_id', 'id'],
    indexes: {
      attachments_transaction: ['household_id', 'transaction_id'],
      attachments_id: ['id'],
    },
  });
}

import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Refunds tied to the purchase they undo, and pairs that were said not to belong together. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'refunds', {
    columns: { household_id: 'id', transaction_id: 'id', purchase_id: 'id' },
    primaryKey: ['household_id', 'transaction_id'],
    indexes: { refunds_purchase: ['household_id', 'purchase_id'] },
  });
  await createTable(db, 'refused_links', {
    columns: {
      household_id: 'id',
      kind: 'code(16)',
      out_id: 'id',
      in_id: 'id',
      refused_at: 'instant',
    },
    primaryKey: ['household_id', 'kind', 'out_id', 'in_id'],
  });
}

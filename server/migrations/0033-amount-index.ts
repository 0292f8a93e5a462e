import type { Kysely } from 'kysely';
import { addIndex, dropIndex } from '../src/platform/db/index.ts';

/**
 * The order of amounts. On SQLite two indexes, of which hardly a row has a value, leave out the rows
 * without: writing a row costs no more than before, and the file grows less. InnoDB writes nulls cheaply.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addIndex(db, 'transactions', 'transactions_amount', ['household_id', 'amount_minor', 'id']);
  const seldom = {
    transactions_waiting: ['household_id', 'review_on', 'id'],
    transactions_linked: ['household_id', 'transfer_id', 'id', 'account_id'],
  };
  for (const [index, columns] of Object.entries(seldom)) {
    await addIndex(db, 'transactions', index, columns, columns[1]);
  }
  await dropIndex(db, 'transactions', 'transactions_review');
  await dropIndex(db, 'transactions', 'transactions_transfer');
}

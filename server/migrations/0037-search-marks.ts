import { type Kysely, sql } from 'kysely';
import { addIndex, createTable, dropIndex } from '../src/platform/db/index.ts';

/**
 * Which texts have rows in a category, on an account, in or out, hidden or pending. The index of texts
 * has to be made with it: it is made anew when something is searched first. Rows by their day have
 * their amount too: of those that are too small, or go the other way, the rows need not be read. Nor need
 * texts be, of which only the ids are asked.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'search_marks', {
    columns: { household_id: 'id', mark: 'id', segment: 'integer', texts: 'bytes' },
    primaryKey: ['household_id', 'mark', 'segment'],
  });
  await dropIndex(db, 'transactions', 'transactions_days');
  await addIndex(db, 'transactions', 'transactions_days', [
    'household_id',
    'posted_on',
    'id',
    'descriptor_id',
    'amount_minor',
  ]);
  await dropIndex(db, 'descriptors', 'descriptors_number');
  await addIndex(db, 'descriptors', 'descriptors_number', ['household_id', 'search_number', 'id']);
  await sql`delete from search_grams`.execute(db);
  await sql`update descriptors set search_number = null where search_number is not null`.execute(
    db,
  );
}

import { type Kysely, sql } from 'kysely';
import { addIndex, dropIndex } from '../src/platform/db/index.ts';

/**
 * Rows by their text, with what searches mostly ask of rows: to tell which of a text's rows match, and
 * what they add up to, the rows themselves need not be read (46 bytes for each). Rows by their day, with
 * their text, for the same reason (23 bytes). What texts hold which letters is kept in another form now:
 * it is indexed anew when it is searched first.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addIndex(db, 'transactions', 'transactions_text', [
    'household_id',
    'descriptor_id',
    'posted_on',
    'id',
    'category_id',
    'amount_minor',
    'account_id',
  ]);
  await addIndex(db, 'transactions', 'transactions_days', [
    'household_id',
    'posted_on',
    'id',
    'descriptor_id',
  ]);
  await dropIndex(db, 'transactions', 'transactions_descriptor');
  await dropIndex(db, 'transactions', 'transactions_posted');
  await sql`delete from search_grams`.execute(db);
  await sql`update descriptors set search_number = null where search_number is not null`.execute(
    db,
  );
}

import { type Kysely, sql } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';
import { newId } from '../src/platform/ids.ts';

/** Loan payments divided into what repays and what is paid for borrowing. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'loan_payments', {
    columns: {
      household_id: 'id',
      transaction_id: 'id',
      loan_account_id: 'id',
      counter_id: 'id?',
      is_made: 'flag',
    },
    primaryKey: ['household_id', 'transaction_id'],
    indexes: { loan_payments_counter: ['household_id', 'counter_id'] },
  });
  await createTable(db, 'loan_habits', {
    columns: {
      household_id: 'id',
      merchant_key: 'name(120)',
      account_id: 'id',
      loan_account_id: 'id',
      is_refused: 'flag',
      amount_minor: 'integer',
      escrow_minor: 'integer',
      interest_category_id: 'id?',
      escrow_category_id: 'id?',
      decided_at: 'instant',
    },
    primaryKey: ['household_id', 'merchant_key', 'account_id', 'loan_account_id'],
  });
  await plantInterest(db);
}

/** New households have these categories; the others get them here, behind their group's own. */
async function plantInterest(db: Kysely<unknown>): Promise<void> {
  const { rows: groups } = await sql<{ household_id: string; id: string; position: number }>`
    select household_id, id, position from categories where key_name = 'financial'`.execute(db);
  for (const group of groups) {
    for (const [key, icon] of [
      ['loan_interest', 'percentage'],
      ['mortgage_interest', 'home-dollar'],
    ]) {
      const { rows: there } = await sql`select id from categories
        where household_id = ${group.household_id} and key_name = ${key}`.execute(db);
      if (there.length > 0) continue;
      await sql`insert into categories (household_id, id, key_name, name, type, parent_id, icon,
        colour, position, created_at) values (${group.household_id}, ${newId()}, ${key}, null,
        'expense', ${group.id}, ${icon}, 2, ${group.position}, ${new Date().toISOString()})`.execute(
        db,
      );
    }
  }
}

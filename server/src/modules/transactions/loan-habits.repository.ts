import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { LoanHabitRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** What was decided of merchants and loans. */
export const listHabits = (db: Db<Own>, householdId: string): Promise<LoanHabitRow[]> =>
  db.selectFrom('loan_habits').selectAll().where('household_id', '=', householdId).execute();

const KEY = ['household_id', 'merchant_key', 'account_id', 'loan_account_id'] as const;
const REST = [
  'is_refused',
  'amount_minor',
  'escrow_minor',
  'interest_category_id',
  'escrow_category_id',
  'decided_at',
] as const;

export const saveHabit = (tx: Tx<Own>, row: LoanHabitRow): Promise<void> =>
  bulkInsert(
    tx,
    'loan_habits',
    [...KEY, ...REST],
    [[...KEY, ...REST].map((column) => row[column])],
    {
      key: KEY,
      set: REST,
    },
  );

export async function forgetHabit(tx: Tx<Own>, row: LoanHabitRow): Promise<void> {
  let query = tx.deleteFrom('loan_habits');
  for (const column of KEY) query = query.where(column, '=', row[column]);
  await query.execute();
}

/** What was decided of payments from or to these accounts. */
export const forgetHabitsOf = (tx: Tx<Own>, householdId: string, accountIds: readonly string[]) =>
  tx
    .deleteFrom('loan_habits')
    .where('household_id', '=', householdId)
    .where((eb) =>
      eb.or([eb('account_id', 'in', accountIds), eb('loan_account_id', 'in', accountIds)]),
    )
    .execute();

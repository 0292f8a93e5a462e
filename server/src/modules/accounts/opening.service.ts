import type { Transaction } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { accountDeleted } from './accounts.events.ts';
import { deleteAccountRows, insertAccount, rememberGone, saveDays } from './accounts.repository.ts';
import type { AccountRow, AccountsTables } from './accounts.tables.ts';

type Told = Pick<
  AccountRow,
  'household_id' | 'id' | 'name' | 'kind' | 'currency' | 'owner_user_id' | 'position' | 'created_at'
>;

/** An account as it is when nothing has moved on it. */
export const newAccountRow = (
  told: Told,
  opening: { on: string; balanceMinor: number },
): AccountRow => ({
  ...told,
  opened_on: opening.on,
  opening_balance_minor: opening.balanceMinor,
  starting_on: opening.on,
  starting_minor: opening.balanceMinor,
  institution: null,
  credit_limit_minor: null,
  interest_rate: null,
  minimum_payment_minor: null,
  hidden_from_net_worth: 0,
  is_private: 0,
  closed_on: null,
  transaction_count: 0,
  review_count: 0,
  version: 1,
});

/** Writes a new account with its first day. */
export async function insertOpened(tx: Tx<AccountsTables>, row: AccountRow): Promise<void> {
  await insertAccount(tx, row);
  await saveDays(tx, row.household_id, row.id, [
    {
      on: row.opened_on,
      deltaMinor: row.opening_balance_minor,
      spendingMinor: 0,
      balanceMinor: row.opening_balance_minor,
    },
  ]);
}

type Remover = { householdId: string; userId: string | null };

/** Takes an account away with all that belongs to it. */
export async function removeAccount(
  tx: Tx<AccountsTables>,
  who: Remover,
  row: AccountRow,
): Promise<void> {
  const { householdId } = who;
  await accountDeleted.emit(tx as unknown as Transaction<unknown>, {
    householdId,
    accountId: row.id,
  });
  await dropAccount(tx, who, row);
}

/** Takes the account alone; `accountDeleted` tells the others afterwards. */
export async function dropAccount(
  tx: Tx<AccountsTables>,
  { householdId, userId }: Remover,
  row: AccountRow,
): Promise<void> {
  await deleteAccountRows(tx, householdId, row.id);
  if (row.is_private === 1 && userId !== null) {
    await rememberGone(tx, { householdId, userId }, [row.id]);
  }
}

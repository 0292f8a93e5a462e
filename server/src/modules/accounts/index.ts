/**
 * Accounts of every kind, their running daily balances, and the exchange rates typed by hand.
 * Owns accounts, account_days and exchange_rates. Invariants: a row of account_days ends with the
 * starting balance plus all amounts up to its day; `opened_on` begins with the opening balance a
 * person told, whatever older transactions are added. The transactions module reports changes with
 * `postAccountChange`; nobody else moves a balance. An amount in a currency without a rate is never
 * converted: it stays out of totals and is said to.
 */
import type { Transaction } from 'kysely';
import { memberLeaving } from '../settings/index.ts';
import { accountsMoved } from './accounts.events.ts';
import { listAccountRows, moveAccounts, rememberGone } from './accounts.repository.ts';
import type { AccountsTables } from './accounts.tables.ts';

export { accountDeleted, accountsMoved } from './accounts.events.ts';
export {
  balanceBefore,
  findVisibleAccount,
  listAccountRows,
  listBalancesOn,
  listDays,
  listHiddenAccountIds,
  listRates,
  listVisibleAccounts,
} from './accounts.repository.ts';
export { accountsRoutes } from './accounts.routes.ts';
export { type Accounts, createAccounts } from './accounts.service.ts';
export type { AccountRow, AccountsTables } from './accounts.tables.ts';
export { converter } from './exchange.ts';
export { postAccountChange } from './ledger-days.service.ts';
export { dropAccount, insertOpened, newAccountRow } from './opening.service.ts';

/** Ties the accounts to what happens further left; once per process. */
export function listenForAccounts(): void {
  memberLeaving.on(async (tx, { householdId, userId, makeHome }) => {
    const own = tx as Transaction<AccountsTables>;
    const accountIds = (await listAccountRows(own, householdId))
      .filter((row) => row.is_private === 1 && row.owner_user_id === userId)
      .map((row) => row.id);
    if (accountIds.length === 0) return;
    const home = await makeHome();
    await moveAccounts(own, householdId, home, accountIds);
    await rememberGone(own, { householdId, userId }, accountIds);
    await accountsMoved.emit(tx, { from: householdId, to: home, accountIds });
  });
}

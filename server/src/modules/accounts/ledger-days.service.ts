import type { Tx } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import {
  addCounts,
  balanceBefore,
  deleteDays,
  findAccountRow,
  listDays,
  saveDays,
  updateAccount,
} from './accounts.repository.ts';
import type { AccountsTables } from './accounts.tables.ts';
import {
  applyChanges,
  type DayChange,
  type Opening,
  restart,
  withRestart,
} from './running-balance.ts';

/** How the transactions of one account changed, summed by day. */
export interface AccountChange {
  accountId: string;
  days: ReadonlyMap<string, DayChange>;
  transactions: number;
  review: number;
}

/**
 * Brings an account's running balances and counts up to date, in the transaction that changed its
 * transactions. The caller holds the household (changeHousehold), so nobody else reads or writes
 * these rows meanwhile.
 */
export async function postAccountChange(
  tx: Tx<AccountsTables>,
  householdId: string,
  change: AccountChange,
): Promise<void> {
  const account = await findAccountRow(tx, householdId, change.accountId);
  if (!account) throw notFound('account');
  const before: Opening = {
    openedOn: account.opened_on,
    startingOn: account.starting_on,
    startingMinor: account.starting_minor,
  };
  await moveStart(
    tx,
    householdId,
    change.accountId,
    before,
    restart(before, change.days),
    change.days,
  );
  if (change.transactions !== 0 || change.review !== 0) {
    await addCounts(tx, householdId, change.accountId, change);
  }
}

/** Writes the days that differ once these changes and a new start are applied. */
export async function moveStart(
  tx: Tx<AccountsTables>,
  householdId: string,
  accountId: string,
  before: Opening,
  after: Opening,
  changes: ReadonlyMap<string, DayChange>,
): Promise<void> {
  const moved =
    before.startingOn !== after.startingOn || before.startingMinor !== after.startingMinor;
  const all = moved ? withRestart(changes, before, after) : changes;
  const first = [...all.keys()].reduce<string | null>(
    (least, day) => (least === null || day < least ? day : least),
    null,
  );
  if (first === null) return;
  const rows = await listDays(tx, householdId, accountId, first);
  const beforeMinor = await balanceBefore(tx, householdId, accountId, first);
  const days = applyChanges(beforeMinor, rows, all);
  // A day that nothing moves any more has no row: an account was last active when something did.
  const empty = days.filter(
    ({ on, deltaMinor, spendingMinor }) =>
      deltaMinor === 0 && spendingMinor === 0 && on !== after.startingOn && on !== after.openedOn,
  );
  await saveDays(
    tx,
    householdId,
    accountId,
    days.filter((day) => !empty.includes(day)),
  );
  await deleteDays(
    tx,
    householdId,
    accountId,
    empty.map((day) => day.on),
  );
  if (moved) {
    await updateAccount(tx, householdId, accountId, {
      opened_on: after.openedOn,
      starting_on: after.startingOn,
      starting_minor: after.startingMinor,
    });
  }
}

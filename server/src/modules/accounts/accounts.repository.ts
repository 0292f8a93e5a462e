import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { AccountRow, AccountsTables } from './accounts.tables.ts';
import type { DayRow } from './running-balance.ts';

type Own = AccountsTables;

export const listAccountRows = (db: Db<Own>, householdId: string): Promise<AccountRow[]> =>
  db
    .selectFrom('accounts')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('position')
    .orderBy('id')
    .execute();

/** The accounts this person may know of. */
export const listVisibleAccounts = async (db: Db<Own>, reader: Reader): Promise<AccountRow[]> =>
  (await listAccountRows(db, reader.householdId)).filter(
    (row) => !reader.hiddenAccountIds.includes(row.id),
  );

export const findVisibleAccount = async (
  db: Db<Own>,
  reader: Reader,
  id: string,
): Promise<AccountRow | undefined> =>
  reader.hiddenAccountIds.includes(id) ? undefined : findAccountRow(db, reader.householdId, id);

/** Accounts that are private to somebody else than this person, or were as long as they were here. */
export const listHiddenAccountIds = async (
  db: Db<Own>,
  householdId: string,
  userId: string,
): Promise<string[]> => {
  const rows = await db
    .selectFrom('accounts')
    .select('id')
    .where('household_id', '=', householdId)
    .where('is_private', '=', 1)
    .where((eb) => eb.or([eb('owner_user_id', '<>', userId), eb('owner_user_id', 'is', null)]))
    .unionAll(
      db
        .selectFrom('gone_private_accounts')
        .select('account_id as id')
        .where('household_id', '=', householdId)
        .where((eb) => eb.or([eb('owner_user_id', '<>', userId), eb('owner_user_id', 'is', null)])),
    )
    .execute();
  return rows.map((row) => row.id);
};

/** These private accounts of a person are no more in this household. */
export const rememberGone = (
  tx: Tx<Own>,
  { householdId, userId }: { householdId: string; userId: string },
  accountIds: readonly string[],
) =>
  tx
    .insertInto('gone_private_accounts')
    .values(
      accountIds.map((id) => ({
        household_id: householdId,
        account_id: id,
        owner_user_id: userId,
      })),
    )
    .execute();

export const findAccountRow = (
  db: Db<Own>,
  householdId: string,
  id: string,
): Promise<AccountRow | undefined> =>
  db
    .selectFrom('accounts')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

export const insertAccount = (tx: Tx<Own>, row: AccountRow) =>
  tx.insertInto('accounts').values(row).execute();

export const updateAccount = (
  tx: Tx<Own>,
  householdId: string,
  id: string,
  change: Partial<AccountRow>,
) =>
  tx
    .updateTable('accounts')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

export const setPosition = (tx: Tx<Own>, householdId: string, id: string, position: number) =>
  tx
    .updateTable('accounts')
    .set({ position })
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

export const addCounts = (
  tx: Tx<Own>,
  householdId: string,
  id: string,
  counts: { transactions: number; review: number },
) =>
  tx
    .updateTable('accounts')
    .set((eb) => ({
      transaction_count: eb('transaction_count', '+', counts.transactions),
      review_count: eb('review_count', '+', counts.review),
    }))
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

export async function deleteAccountRows(
  tx: Tx<Own>,
  householdId: string,
  id: string,
): Promise<void> {
  await tx
    .deleteFrom('account_days')
    .where('household_id', '=', householdId)
    .where('account_id', '=', id)
    .execute();
  await tx
    .deleteFrom('accounts')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();
}

/**
 * The balance of each account at the end of a day: one index seek each. Scalar subqueries, because
 * SQLite would else read every day of every account.
 */
export const listBalancesOn = async (db: Db<Own>, householdId: string, day: string) => {
  const rows = await db
    .selectFrom('accounts as account')
    .select((eb) => {
      const latest = eb
        .selectFrom('account_days as day')
        .whereRef('day.household_id', '=', 'account.household_id')
        .whereRef('day.account_id', '=', 'account.id')
        .where('day.on_day', '<=', day)
        .orderBy('day.on_day', 'desc')
        .limit(1);
      return [
        'account.id as accountId',
        latest.select('day.balance_minor').as('balanceMinor'),
        latest.select('day.on_day').as('on'),
      ];
    })
    .where('account.household_id', '=', householdId)
    .execute();
  return rows.flatMap(({ accountId, balanceMinor, on }) =>
    balanceMinor === null || on === null ? [] : [{ accountId, balanceMinor, on }],
  );
};

export function listDays(
  db: Db<Own>,
  householdId: string,
  accountId: string,
  from?: string,
  to?: string,
): Promise<DayRow[]> {
  let query = db
    .selectFrom('account_days')
    .select([
      'on_day as on',
      'delta_minor as deltaMinor',
      'spending_minor as spendingMinor',
      'balance_minor as balanceMinor',
    ])
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId);
  if (from !== undefined) query = query.where('on_day', '>=', from);
  if (to !== undefined) query = query.where('on_day', '<=', to);
  return query.orderBy('on_day').execute();
}

export const balanceBefore = async (
  db: Db<Own>,
  householdId: string,
  accountId: string,
  day: string,
): Promise<number> => {
  const row = await db
    .selectFrom('account_days')
    .select('balance_minor')
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('on_day', '<', day)
    .orderBy('on_day', 'desc')
    .executeTakeFirst();
  return row?.balance_minor ?? 0;
};

export const saveDays = (
  tx: Tx<Own>,
  householdId: string,
  accountId: string,
  days: readonly DayRow[],
): Promise<void> =>
  bulkInsert(
    tx,
    'account_days',
    ['household_id', 'account_id', 'on_day', 'delta_minor', 'spending_minor', 'balance_minor'],
    days.map((day) => [
      householdId,
      accountId,
      day.on,
      day.deltaMinor,
      day.spendingMinor,
      day.balanceMinor,
    ]),
    {
      key: ['household_id', 'account_id', 'on_day'],
      set: ['delta_minor', 'spending_minor', 'balance_minor'],
    },
  );

export async function deleteDays(
  tx: Tx<Own>,
  householdId: string,
  accountId: string,
  days: readonly string[],
): Promise<void> {
  if (days.length === 0) return;
  await tx
    .deleteFrom('account_days')
    .where('household_id', '=', householdId)
    .where('account_id', '=', accountId)
    .where('on_day', 'in', days)
    .execute();
}

export const listRates = (db: Db<Own>, householdId: string, homeCurrency: string) =>
  db
    .selectFrom('exchange_rates')
    .select(['currency', 'on_day as on', 'rate'])
    .where('household_id', '=', householdId)
    .where('home_currency', '=', homeCurrency)
    .orderBy('on_day', 'desc')
    .orderBy('currency')
    .execute();

export const saveRate = (tx: Tx<Own>, row: Own['exchange_rates']): Promise<void> =>
  bulkInsert(
    tx,
    'exchange_rates',
    ['household_id', 'currency', 'home_currency', 'on_day', 'rate'],
    [[row.household_id, row.currency, row.home_currency, row.on_day, row.rate]],
    { key: ['household_id', 'currency', 'home_currency', 'on_day'], set: ['rate'] },
  );

/** Takes accounts and their balances into another household, with the exchange rates they need. */
export async function moveAccounts(
  tx: Tx<Own>,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<void> {
  for (const { table, key } of [
    { table: 'accounts', key: 'id' },
    { table: 'account_days', key: 'account_id' },
  ] as const) {
    await tx
      .updateTable(table)
      .set({ household_id: to })
      .where('household_id', '=', from)
      .where(key as 'id', 'in', ids)
      .execute();
  }
  const columns = ['currency', 'home_currency', 'on_day', 'rate'] as const;
  await tx
    .insertInto('exchange_rates')
    .columns(['household_id', ...columns])
    .expression((eb) =>
      eb
        .selectFrom('exchange_rates')
        .select((one) => [one.val(to).as('household_id'), ...columns])
        .where('household_id', '=', from),
    )
    .execute();
}

export async function removeRate(
  tx: Tx<Own>,
  row: Omit<Own['exchange_rates'], 'rate'>,
): Promise<boolean> {
  const result = await tx
    .deleteFrom('exchange_rates')
    .where('household_id', '=', row.household_id)
    .where('currency', '=', row.currency)
    .where('home_currency', '=', row.home_currency)
    .where('on_day', '=', row.on_day)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { bulkInsert, type Db, inGroups, type Tx } from '../../platform/db/index.ts';
import { type AccountsTables, postAccountChange } from '../accounts/index.ts';
import { type AccountTotals, keepToldValues, type LedgerTotals } from './ledger-totals.ts';
import type { DescriptorRow, TransactionRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables & AccountsTables;

const TRANSACTION_COLUMNS = [
  'household_id',
  'id',
  'account_id',
  'kind',
  'posted_on',
  'amount_minor',
  'descriptor_id',
  'category_id',
  'category_source',
  'confidence',
  'review_on',
  'check_number',
  'import_id',
  'import_key',
  'transfer_id',
  'is_pending',
  'is_hidden',
  'created_at',
  'version',
] as const satisfies readonly (keyof TransactionRow)[];

export const MONTHLY_COLUMNS = [
  'household_id',
  'month',
  'account_id',
  'category_id',
  'currency',
  'amount_minor',
  'transaction_count',
] as const;

export const insertTransactions = (
  db: Db<TransactionsTables>,
  rows: readonly TransactionRow[],
): Promise<void> =>
  bulkInsert(
    db,
    'transactions',
    TRANSACTION_COLUMNS,
    rows.map((row) => TRANSACTION_COLUMNS.map((column) => row[column])),
  );

/** Writes rows that are there as they are given, each with values of its own. */
export const rewriteTransactions = (
  tx: Tx<TransactionsTables>,
  rows: readonly TransactionRow[],
): Promise<void> =>
  bulkInsert(
    tx,
    'transactions',
    TRANSACTION_COLUMNS,
    rows.map((row) => TRANSACTION_COLUMNS.map((column) => row[column])),
    {
      key: ['household_id', 'id'],
      set: TRANSACTION_COLUMNS.filter((column) => column !== 'household_id' && column !== 'id'),
    },
  );

export const DESCRIPTOR_COLUMNS = [
  'household_id',
  'id',
  'payee',
  'original_payee',
  'memo',
  'note',
  'search_text',
  'payee_length',
  'note_length',
] as const satisfies readonly (keyof DescriptorRow)[];

export const insertDescriptors = (
  db: Db<TransactionsTables>,
  rows: readonly DescriptorRow[],
): Promise<void> =>
  bulkInsert(
    db,
    'descriptors',
    DESCRIPTOR_COLUMNS,
    rows.map((row) => DESCRIPTOR_COLUMNS.map((column) => row[column])),
    'ignore',
  );

const IDS_AT_ONCE = 500;

/** Of these texts the ones that are kept. */
export const listDescriptorIds = async (
  db: Db<TransactionsTables>,
  householdId: string,
  ids: readonly string[],
): Promise<string[]> => {
  const found = await inGroups(ids, (some) =>
    db
      .selectFrom('descriptors')
      .select('id')
      .where('household_id', '=', householdId)
      .where('id', 'in', some)
      .execute(),
  );
  return found.map((row) => row.id);
};

/** These texts. */
export const listDescriptors = (
  db: Db<TransactionsTables>,
  householdId: string,
  ids: readonly string[],
): Promise<DescriptorRow[]> =>
  inGroups(ids, (some) =>
    db
      .selectFrom('descriptors')
      .selectAll()
      .where('household_id', '=', householdId)
      .where('id', 'in', some)
      .execute(),
  );

export async function updateTransactions(
  tx: Tx<TransactionsTables>,
  householdId: string,
  ids: readonly string[],
  change: Partial<TransactionRow>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    await tx
      .updateTable('transactions')
      .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
      .where('household_id', '=', householdId)
      .where('id', 'in', ids.slice(at, at + IDS_AT_ONCE))
      .execute();
    await nextTurn();
  }
}

export async function deleteTransactionRows(
  tx: Tx<TransactionsTables>,
  householdId: string,
  ids: readonly string[],
): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    await tx
      .deleteFrom('transactions')
      .where('household_id', '=', householdId)
      .where('id', 'in', ids.slice(at, at + IDS_AT_ONCE))
      .execute();
  }
}

/**
 * Brings balances, monthly totals and told values up to date with a set of changes, in the
 * transaction that made them. This and the rows themselves are the one write path to the ledger.
 */
export async function postTotals(
  tx: Tx<Own>,
  householdId: string,
  totals: LedgerTotals,
): Promise<void> {
  for (const [accountId, account] of totals.accounts) {
    await correctToldValues(tx, householdId, accountId, account, totals);
    await postAccountChange(tx, householdId, { accountId, ...account });
  }
  const months = [...totals.months.values()].filter(
    (total) => total.amountMinor !== 0 || total.transactions !== 0,
  );
  await bulkInsert(
    tx,
    'monthly_totals',
    MONTHLY_COLUMNS,
    months.map((total) => [
      householdId,
      total.month,
      total.accountId,
      total.categoryId,
      total.currency,
      total.amountMinor,
      total.transactions,
    ]),
    {
      key: ['household_id', 'month', 'account_id', 'category_id'],
      add: ['amount_minor', 'transaction_count'],
    },
  );
  await dropEmptyMonths(
    tx,
    householdId,
    months.filter((total) => total.transactions < 0).map((total) => total.month),
  );
}

/** A month of a category without transactions has no row, so that a rebuilt table is the same. */
async function dropEmptyMonths(
  tx: Tx<TransactionsTables>,
  householdId: string,
  months: readonly string[],
): Promise<void> {
  if (months.length === 0) return;
  await tx
    .deleteFrom('monthly_totals')
    .where('household_id', '=', householdId)
    .where('month', 'in', [...new Set(months)])
    .where('transaction_count', '=', 0)
    .execute();
}

/** A told value's own row takes back what changed before it, so that the value stays true. */
async function correctToldValues(
  tx: Tx<Own>,
  householdId: string,
  accountId: string,
  account: AccountTotals,
  totals: LedgerTotals,
): Promise<void> {
  const values = await tx
    .selectFrom('account_values as told')
    .innerJoin('transactions as row', (join) =>
      join
        .onRef('row.household_id', '=', 'told.household_id')
        .onRef('row.id', '=', 'told.transaction_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 'told.household_id')
        .onRef('account.id', '=', 'told.account_id'),
    )
    .select([
      'told.on_day as on',
      'told.transaction_id as transactionId',
      'row.category_id as categoryId',
      'account.currency',
      'account.opened_on as openedOn',
    ])
    .where('told.household_id', '=', householdId)
    .where('told.account_id', '=', accountId)
    .orderBy('told.on_day')
    .execute();
  const openedOn = values[0]?.openedOn ?? '';
  // What lies before the opening day is balanced by the starting balance, not by a told value.
  const since = new Map([...account.days].filter(([day]) => day >= openedOn));
  for (const { value, changeMinor } of keepToldValues(values, since)) {
    const { on, categoryId, currency } = value as (typeof values)[number];
    await tx
      .updateTable('transactions')
      .set((eb) => ({
        amount_minor: eb('amount_minor', '+', changeMinor),
        version: eb('version', '+', 1),
      }))
      .where('household_id', '=', householdId)
      .where('id', '=', value.transactionId)
      .execute();
    totals.addSum(
      { accountId, currency, postedOn: on, categoryId, categoryType: 'transfer', isHidden: 0 },
      changeMinor,
      0,
      0,
    );
  }
}

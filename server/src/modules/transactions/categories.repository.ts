import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { isVisible } from './transactions.repository.ts';
import type { CategoryRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

export const listCategoryRows = (db: Db<Own>, householdId: string): Promise<CategoryRow[]> =>
  db
    .selectFrom('categories')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export const insertCategories = (tx: Tx<Own>, rows: readonly CategoryRow[]): Promise<void> => {
  const columns = [
    'household_id',
    'id',
    'key_name',
    'name',
    'type',
    'parent_id',
    'icon',
    'colour',
    'position',
    'created_at',
  ] as const satisfies readonly (keyof CategoryRow)[];
  return bulkInsert(
    tx,
    'categories',
    columns,
    rows.map((row) => columns.map((column) => row[column])),
  );
};

export const updateCategory = (
  tx: Tx<Own>,
  householdId: string,
  id: string,
  change: Partial<CategoryRow>,
) =>
  tx
    .updateTable('categories')
    .set(change)
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

export const deleteCategoryRow = (tx: Tx<Own>, householdId: string, id: string) =>
  tx
    .deleteFrom('categories')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();

/** Everything but transactions that names a category names another from now on. */
export async function repointCategory(
  tx: Tx<Own>,
  householdId: string,
  from: string,
  to: string,
): Promise<void> {
  for (const table of ['category_rules', 'merchant_choices'] as const) {
    await tx
      .updateTable(table)
      .set({ category_id: to })
      .where('household_id', '=', householdId)
      .where('category_id', '=', from)
      .execute();
  }
}

export const moveTransactions = (tx: Tx<Own>, householdId: string, from: string, to: string) =>
  tx
    .updateTable('transactions')
    .set((eb) => ({ category_id: to, version: eb('version', '+', 1) }))
    .where('household_id', '=', householdId)
    .where('category_id', '=', from)
    .execute();

/** A category's transactions summed by account and day: what a change of its type or place moves. */
export const sumCategoryDays = (
  db: Db<Own & Pick<AccountsTables, 'accounts'>>,
  householdId: string,
  categoryId: string,
) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .select((eb) => [
      't.account_id as accountId',
      't.posted_on as postedOn',
      'account.currency',
      eb.fn.sum<number>('t.amount_minor').as('amountMinor'),
      eb.fn.countAll<number>().as('transactions'),
      eb.fn.count<number>('t.review_on').as('review'),
    ])
    .where('t.household_id', '=', householdId)
    .where('t.category_id', '=', categoryId)
    .where(isVisible)
    .groupBy(['t.account_id', 't.posted_on', 'account.currency'])
    .execute();

export const listRuleRows = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('category_rules')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export const insertRule = (tx: Tx<Own>, row: Own['category_rules']) =>
  tx.insertInto('category_rules').values(row).execute();

export async function deleteRuleRow(tx: Tx<Own>, householdId: string, id: string) {
  const result = await tx
    .deleteFrom('category_rules')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

export const listChoices = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('merchant_choices')
    .select(['merchant_key', 'direction', 'category_id'])
    .where('household_id', '=', householdId)
    .execute();

export const saveChoice = (tx: Tx<Own>, row: Own['merchant_choices']): Promise<void> =>
  bulkInsert(
    tx,
    'merchant_choices',
    ['household_id', 'merchant_key', 'direction', 'category_id', 'times', 'chosen_at'],
    [
      [
        row.household_id,
        row.merchant_key,
        row.direction,
        row.category_id,
        row.times,
        row.chosen_at,
      ],
    ],
    {
      key: ['household_id', 'merchant_key', 'direction'],
      add: ['times'],
      set: ['category_id', 'chosen_at'],
    },
  );

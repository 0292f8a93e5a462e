import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
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
    'archived_at',
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

export const listChoicesFor = (db: Db<Own>, householdId: string, categoryIds: readonly string[]) =>
  db
    .selectFrom('merchant_choices')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('category_id', 'in', categoryIds)
    .execute();

/** Whether anything would be left without its category. */
export async function isCategoryUsed(tx: Tx<Own>, householdId: string, id: string) {
  const using = [
    ['transactions', 'category_id'],
    ['category_rules', 'category_id'],
    ['merchant_choices', 'category_id'],
    ['categories', 'parent_id'],
  ] as const;
  for (const [table, column] of using) {
    const found = await tx
      .selectFrom(table as 'categories')
      .select('household_id')
      .where('household_id', '=', householdId)
      .where(column as 'parent_id', '=', id)
      .limit(1)
      .executeTakeFirst();
    if (found) return true;
  }
  return false;
}

/** What was chosen for merchants is another category from now on. */
export const repointChoices = (
  tx: Tx<Own>,
  householdId: string,
  from: readonly string[],
  to: string,
) =>
  tx
    .updateTable('merchant_choices')
    .set({ category_id: to })
    .where('household_id', '=', householdId)
    .where('category_id', 'in', from)
    .execute();

/** How many transactions each category has, of those this person sees. */
export function countByCategory(
  db: Db<Own>,
  { householdId, hiddenAccountIds }: Reader,
): Promise<{ categoryId: string; transactions: number }[]> {
  let query = db
    .selectFrom('transactions as t')
    .select((eb) => ['t.category_id as categoryId', eb.fn.countAll<number>().as('transactions')])
    .where('t.household_id', '=', householdId)
    .where(isVisible)
    .groupBy('t.category_id');
  if (hiddenAccountIds.length > 0) query = query.where('t.account_id', 'not in', hiddenAccountIds);
  return query.execute();
}

export const countChoices = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('merchant_choices')
    .select((eb) => ['category_id as categoryId', eb.fn.countAll<number>().as('choices')])
    .where('household_id', '=', householdId)
    .groupBy('category_id')
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
      't.is_hidden as isHidden',
      'account.currency',
      eb.fn.sum<number>('t.amount_minor').as('amountMinor'),
      eb.fn.countAll<number>().as('transactions'),
      eb.fn.count<number>('t.review_on').as('review'),
    ])
    .where('t.household_id', '=', householdId)
    .where('t.category_id', '=', categoryId)
    .where(isVisible)
    .groupBy(['t.account_id', 't.posted_on', 't.is_hidden', 'account.currency'])
    .execute();

export const listChoices = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('merchant_choices')
    .select(['merchant_key', 'direction', 'category_id', 'chosen_at'])
    .where('household_id', '=', householdId)
    .execute();

export async function listChoicesOf(
  db: Db<Own>,
  householdId: string,
  merchants: readonly string[],
): Promise<Own['merchant_choices'][]> {
  const found = [];
  for (let at = 0; at < merchants.length; at += KEYS_AT_ONCE) {
    const rows = await db
      .selectFrom('merchant_choices')
      .selectAll()
      .where('household_id', '=', householdId)
      .where('merchant_key', 'in', merchants.slice(at, at + KEYS_AT_ONCE))
      .execute();
    found.push(...rows);
  }
  return found;
}

const KEYS_AT_ONCE = 500;

export const saveChoices = (
  tx: Tx<Own>,
  rows: readonly Own['merchant_choices'][],
): Promise<void> => {
  const columns = [
    'household_id',
    'merchant_key',
    'direction',
    'category_id',
    'times',
    'chosen_at',
  ] as const;
  return bulkInsert(
    tx,
    'merchant_choices',
    columns,
    rows.map((row) => columns.map((column) => row[column])),
    {
      key: ['household_id', 'merchant_key', 'direction'],
      set: ['category_id', 'times', 'chosen_at'],
    },
  );
};

export async function forgetChoices(
  tx: Tx<Own>,
  householdId: string,
  rows: readonly Own['merchant_choices'][],
): Promise<void> {
  for (const direction of ['in', 'out'] as const) {
    const keys = rows.filter((row) => row.direction === direction).map((row) => row.merchant_key);
    for (let at = 0; at < keys.length; at += KEYS_AT_ONCE) {
      await tx
        .deleteFrom('merchant_choices')
        .where('household_id', '=', householdId)
        .where('direction', '=', direction)
        .where('merchant_key', 'in', keys.slice(at, at + KEYS_AT_ONCE))
        .execute();
    }
  }
}

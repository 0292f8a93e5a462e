import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import { isVisible } from './transactions.repository.ts';
import type { TagRow, TransactionsTables, TransactionTagRow } from './transactions.tables.ts';

type Own = TransactionsTables;

export const listTagRows = (db: Db<Own>, householdId: string): Promise<TagRow[]> =>
  db
    .selectFrom('tags')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('name')
    .orderBy('id')
    .execute();

/** How many transactions carry each tag, as far as this person sees them. */
export async function countTagged(
  db: Db<Own>,
  householdId: string,
  hiddenAccountIds: readonly string[],
): Promise<Map<string, number>> {
  let query = db
    .selectFrom('transaction_tags as tagged')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'tagged.household_id')
        .onRef('t.id', '=', 'tagged.transaction_id'),
    )
    .select((eb) => ['tagged.tag_id', eb.fn.countAll<number>().as('count')])
    .where('tagged.household_id', '=', householdId)
    .where(isVisible)
    .groupBy('tagged.tag_id');
  if (hiddenAccountIds.length > 0) query = query.where('t.account_id', 'not in', hiddenAccountIds);
  return new Map((await query.execute()).map((row) => [row.tag_id, row.count]));
}

export const insertTag = (tx: Tx<Own>, row: TagRow) => tx.insertInto('tags').values(row).execute();

export const updateTag = (tx: Tx<Own>, { household_id, id, name, colour }: TagRow) =>
  tx
    .updateTable('tags')
    .set({ name, colour })
    .where('household_id', '=', household_id)
    .where('id', '=', id)
    .execute();

export const deleteTagRow = (tx: Tx<Own>, householdId: string, id: string) =>
  tx.deleteFrom('tags').where('household_id', '=', householdId).where('id', '=', id).execute();

/** All that carry a tag, with the account of each. */
export const listTagged = (
  db: Db<Own>,
  householdId: string,
  tagId: string,
): Promise<(TransactionTagRow & { account_id: string })[]> =>
  db
    .selectFrom('transaction_tags as tagged')
    .innerJoin('transactions as t', (join) =>
      join
        .onRef('t.household_id', '=', 'tagged.household_id')
        .onRef('t.id', '=', 'tagged.transaction_id'),
    )
    .selectAll('tagged')
    .select('t.account_id')
    .where('tagged.household_id', '=', householdId)
    .where('tagged.tag_id', '=', tagId)
    .execute();

const TAGGED_COLUMNS = ['household_id', 'transaction_id', 'tag_id'] as const;

export const insertTagged = (tx: Tx<Own>, rows: readonly TransactionTagRow[]): Promise<void> =>
  bulkInsert(
    tx,
    'transaction_tags',
    TAGGED_COLUMNS,
    rows.map((row) => TAGGED_COLUMNS.map((column) => row[column])),
    'ignore',
  );

export const isTagUsed = async (tx: Tx<Own>, householdId: string, tagId: string) =>
  (await tx
    .selectFrom('transaction_tags')
    .select('tag_id')
    .where('household_id', '=', householdId)
    .where('tag_id', '=', tagId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/** What carries a tag carries another, which none of it had. */
export const repointTagged = (tx: Tx<Own>, householdId: string, from: string, to: string) =>
  tx
    .updateTable('transaction_tags')
    .set({ tag_id: to })
    .where('household_id', '=', householdId)
    .where('tag_id', '=', from)
    .execute();

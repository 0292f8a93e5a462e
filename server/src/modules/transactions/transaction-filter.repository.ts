import { type SelectQueryBuilder, sql } from 'kysely';
import type { Reader } from '../../platform/http/who.ts';
import { findTexts, type MatchingTexts, textHolds } from './matching-texts.repository.ts';
import type { TextWish } from './search-index.repository.ts';
import { MARKS } from './search-marks.repository.ts';
import {
  type Condition,
  type Lead,
  type Read,
  rowsBy,
  valueLead,
  WAITING,
} from './transaction-leads.repository.ts';
import type { ReadTables } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

export interface TransactionFilter {
  accountIds?: readonly string[] | undefined;
  categoryIds?: readonly string[] | undefined;
  /** All must be so of the text. */
  texts: readonly TextWish[];
  /** Of each of these lists one holds of the row, which `conditions` say too: its text is marked so. */
  marks?: readonly (readonly string[])[] | undefined;
  /** What else can lead to the rows, of which `conditions` hold too. */
  leads?: readonly Lead[] | undefined;
  /** What else holds of a row `t`. */
  conditions?: readonly Condition[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  minMinor?: number | undefined;
  maxMinor?: number | undefined;
  direction?: 'in' | 'out' | undefined;
  needsReview?: boolean | undefined;
  importId?: string | undefined;
}

export type Rows = SelectQueryBuilder<ReadTables & { t: TransactionRow }, 't', { id: string }>;

/** What a query of rows is made of. */
export interface Search {
  db: Read;
  reader: Reader;
  filter: TransactionFilter;
  /** Batches that nobody sees. */
  hidden: readonly string[];
}

/** What a page can be sorted by. */
export type OrderColumn = 't.posted_on' | 't.review_on' | 't.amount_minor';

/** The texts that can be those of the rows; null where they would be no help. */
export async function textsOf(
  db: Read,
  householdId: string,
  { texts, marks = [], categoryIds, accountIds, direction }: TransactionFilter,
): Promise<MatchingTexts | null> {
  const all = [...marks, categoryIds, accountIds, direction && [direction]].filter(
    (any) => any !== undefined,
  );
  const isSeldom = marks.flat().some((mark) => mark === MARKS.hidden || mark === MARKS.pending);
  return texts.length > 0 || isSeldom ? findTexts(db, householdId, texts, all) : null;
}

/** Where the texts that match lead, nothing is asked of them row by row. */
export const withoutTexts = <T extends Search>(search: T): T => ({
  ...search,
  filter: { ...search.filter, texts: [] },
});

/** What can lead to the rows wanted, beside their texts. */
export function leadsOf({ leads, categoryIds, accountIds, needsReview }: TransactionFilter) {
  const all = [...(leads ?? [])];
  if (needsReview) all.push(WAITING);
  if (categoryIds) all.push(valueLead('category_id', categoryIds));
  if (accountIds) all.push(valueLead('account_id', accountIds));
  return all;
}

/** The bounds that an order's own index knows. */
export function inBounds(query: Rows, filter: TransactionFilter, column: OrderColumn): Rows {
  const { from, to, minMinor, maxMinor } = filter;
  let bound = query;
  if (column === 't.amount_minor') {
    if (minMinor !== undefined) bound = bound.where(column, '>=', minMinor);
    if (maxMinor !== undefined) bound = bound.where(column, '<=', maxMinor);
    return bound;
  }
  if (from !== undefined) bound = bound.where(column, '>=', from);
  if (to !== undefined) bound = bound.where(column, '<=', to);
  if (column === 't.review_on') bound = bound.where(column, 'is not', null);
  return bound;
}

/** Batches that are being written or taken away now: as long as there are none, no row is asked. */
export async function listHiddenBatches(db: Read, householdId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('hidden_batches')
    .select('batch_id')
    .where('household_id', '=', householdId)
    .execute();
  return rows.map((row) => row.batch_id);
}

/** The rows an index leads to of which all that is asked for holds. */
export function narrowed({ db, reader, filter, hidden }: Search, index: string | null): Rows {
  let query: Rows = rowsBy(db, reader.householdId, index).select('t.id');
  if (hidden.length > 0) query = query.where(sql`coalesce(t.import_id, '')`, 'not in', hidden);
  const { hiddenAccountIds } = reader;
  if (hiddenAccountIds.length > 0) {
    query = query.where(sql`coalesce(t.account_id, '')`, 'not in', hiddenAccountIds);
  }
  const { categoryIds, accountIds } = filter;
  if (categoryIds) query = query.where(sql`coalesce(t.category_id, '')`, 'in', categoryIds);
  if (accountIds) query = query.where(sql`coalesce(t.account_id, '')`, 'in', accountIds);
  query = inBounds(inBounds(query, filter, 't.posted_on'), filter, 't.amount_minor');
  if (filter.direction === 'in') query = query.where('t.amount_minor', '>', 0);
  if (filter.direction === 'out') query = query.where('t.amount_minor', '<', 0);
  if (filter.needsReview === true) query = query.where('t.review_on', 'is not', null);
  if (filter.needsReview === false) query = query.where('t.review_on', 'is', null);
  for (const condition of filter.conditions ?? []) query = query.where(condition);
  if (filter.importId !== undefined) query = query.where('t.import_id', '=', filter.importId);
  // Last, as its text is looked up for each row.
  if (filter.texts.length > 0) query = query.where(textHolds(db, filter.texts));
  return query;
}

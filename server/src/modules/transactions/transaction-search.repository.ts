import { type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { matchingTexts, type TextWish, textHolds } from './matching-texts.repository.ts';
import { isVisible, type ReadTables } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

export type Read = Db<ReadTables>;

/** An index whose values hold all rows that are wanted. */
export interface Lead {
  column: 't.id' | 't.descriptor_id' | 't.category_id' | 't.account_id';
  values: readonly string[];
}

export interface TransactionFilter {
  accountIds?: readonly string[] | undefined;
  categoryIds?: readonly string[] | undefined;
  /** All must be in the text. */
  texts: readonly TextWish[];
  /** What else can lead to the rows, of which `conditions` hold too. */
  leads?: readonly Lead[] | undefined;
  /** What else holds of a row `t`. */
  conditions?: readonly RawBuilder<SqlBool>[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  minMinor?: number | undefined;
  maxMinor?: number | undefined;
  direction?: 'in' | 'out' | undefined;
  needsReview?: boolean | undefined;
  importId?: string | undefined;
}

export interface PageWish {
  sort: 'postedOn' | 'amount';
  order: 'asc' | 'desc';
  after: { key: string | number; id: string } | null;
  limit: number;
}

export interface PageEntry {
  id: string;
  posted_on: string;
  amount_minor: number;
}

export type Rows = SelectQueryBuilder<ReadTables & { t: TransactionRow }, 't', PageEntry>;

/** Up to so many values, each one's own index order is merged. */
const MERGED_VALUES = 12;
/** Up to so many rows are found by their index and sorted; with more, the sorted index is walked. */
const SORTED_ROWS = 5000;
const IDS_AT_ONCE = 1000;
/** After so many rows in order without a full page, what was asked for lies elsewhere or is rare. */
const WALKED_ROWS = 10_000;

/**
 * One page of a household's transactions as ids. Which index leads is decided here and not left to
 * the engine, which knows neither how rare a word nor how long a household's history is; either way
 * the work stays near the size of the page at a million rows.
 */
export async function listPage(
  db: Kysely<ReadTables>,
  reader: Reader,
  filter: TransactionFilter,
  page: PageWish,
): Promise<PageEntry[]> {
  const { leads, texts } = await gatherLeads(db, reader.householdId, filter);
  if (leads.some(({ values }) => values.length === 0)) return [];
  const base = (lead?: Lead) =>
    narrowed(db, reader, { ...filter, textIds: texts, driver: lead?.column });
  const few = leads.filter(({ values }) => values.length <= MERGED_VALUES);
  const inDays = page.sort === 'postedOn';
  const [only] = leads.length === 1 && inDays ? few : [];
  if (only) return mergeOrders(only, base, filter, page);

  const [rarest] = await followLeads(db, reader.householdId, leads);
  if (rarest && rarest.ids.length <= SORTED_ROWS) {
    const found: PageEntry[] = [];
    for (let at = 0; at < rarest.ids.length; at += IDS_AT_ONCE) {
      const part = rarest.ids.slice(at, at + IDS_AT_ONCE);
      found.push(...(await base(rarest.lead).where('t.id', 'in', part).execute()));
    }
    return found.filter(isAfter(page)).sort(byPage(page)).slice(0, page.limit);
  }
  const [walked] = inDays ? few : [];
  if (walked) return mergeOrders(walked, base, filter, page);
  const known = leads.find(({ column }) => column === 't.descriptor_id');
  return walk(db, base, { filter, page, texts: known }, reader.householdId);
}

/** The order of each value's own index, merged. */
async function mergeOrders(
  lead: Lead,
  base: (lead: Lead) => Rows,
  filter: TransactionFilter,
  page: PageWish,
): Promise<PageEntry[]> {
  const parts = await Promise.all(
    lead.values.map((value) =>
      inOrder(base(lead).where(lead.column, '=', value), filter, page).execute(),
    ),
  );
  return parts.flat().sort(byPage(page)).slice(0, page.limit);
}

/**
 * Follows the order wanted until the page is full. What is not found in the first rows is far away
 * or rare: where the texts are known they are asked for all their rows, else the walk goes on.
 */
async function walk(
  db: Kysely<ReadTables>,
  base: (lead?: Lead) => Rows,
  { filter, page, texts }: { filter: TransactionFilter; page: PageWish; texts: Lead | undefined },
  householdId: string,
): Promise<PageEntry[]> {
  if (!texts || filter.needsReview) return inOrder(base(), filter, page).execute();
  const rows = db.selectFrom('transactions as t').select(['t.id', 't.posted_on', 't.amount_minor']);
  const column = page.sort === 'amount' ? 't.amount_minor' : 't.posted_on';
  const end = await inOrder(rows.where('t.household_id', '=', householdId), filter, page)
    .clearSelect()
    .select(column)
    .clearLimit()
    .limit(1)
    .offset(WALKED_ROWS)
    .executeTakeFirst();
  if (!end) return inOrder(base(), filter, page).execute();
  const reach = page.order === 'asc' ? '<=' : '>=';
  const near = base().where(column, reach, keyOf(page, end as PageEntry));
  const found = await inOrder(near, filter, page).execute();
  if (found.length === page.limit) return found;
  return inOrder(base(texts).where(texts.column, 'in', texts.values), filter, page).execute();
}

/** What can lead to the rows wanted, and the texts among it; no texts where too many match. */
export async function gatherLeads(
  db: Read,
  householdId: string,
  filter: TransactionFilter,
): Promise<{ leads: Lead[]; texts: string[] | null }> {
  const { categoryIds, accountIds } = filter;
  const texts = await matchingTexts(db, householdId, filter.texts);
  const leads: Lead[] = [...(filter.leads ?? [])];
  if (texts) leads.push({ column: 't.descriptor_id', values: texts });
  if (categoryIds) leads.push({ column: 't.category_id', values: categoryIds });
  if (accountIds) leads.push({ column: 't.account_id', values: accountIds });
  return { leads, texts };
}

/** The rows each leads to, by its index alone and no further than matters; the fewest first. */
async function followLeads(
  db: Read,
  householdId: string,
  leads: readonly Lead[],
): Promise<{ lead: Lead; ids: string[] }[]> {
  const followed = leads.map(async (lead) => {
    const rows = await ledBy(db, householdId, lead)
      .limit(SORTED_ROWS + 1)
      .execute();
    return { lead, ids: rows.map((row) => row.id) };
  });
  return (await Promise.all(followed)).sort((a, b) => a.ids.length - b.ids.length);
}

/**
 * Ids of the rows a lead has, which its index holds. Asked for more than that, SQLite would rather
 * read the whole household than look up a few values.
 */
export const ledBy = (db: Read, householdId: string, { column, values }: Lead) =>
  db
    .selectFrom('transactions as t')
    .select('t.id')
    .where('t.household_id', '=', householdId)
    .where(column, 'in', values);

export function narrowed(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  filter: TransactionFilter & {
    textIds: readonly string[] | null;
    driver: Lead['column'] | undefined;
  },
): Rows {
  let query: Rows = db
    .selectFrom('transactions as t')
    .select(['t.id', 't.posted_on', 't.amount_minor'])
    .where('t.household_id', '=', householdId)
    .where(isVisible);
  if (filter.textIds !== null && filter.driver !== 't.descriptor_id') {
    query = query.where(sql`coalesce(t.descriptor_id, '')`, 'in', filter.textIds);
  }
  if (filter.texts.length > 0 && filter.textIds === null) {
    query = query.where(textHolds(db, filter.texts));
  }
  if (hiddenAccountIds.length > 0) {
    query = query.where(sql`coalesce(t.account_id, '')`, 'not in', hiddenAccountIds);
  }
  const { driver, categoryIds, accountIds, from, to, minMinor, maxMinor } = filter;
  if (categoryIds && driver !== 't.category_id') {
    query = query.where(sql`coalesce(t.category_id, '')`, 'in', categoryIds);
  }
  if (accountIds && driver !== 't.account_id') {
    query = query.where(sql`coalesce(t.account_id, '')`, 'in', accountIds);
  }
  if (from !== undefined) query = query.where('t.posted_on', '>=', from);
  if (to !== undefined) query = query.where('t.posted_on', '<=', to);
  if (minMinor !== undefined) query = query.where('t.amount_minor', '>=', minMinor);
  if (maxMinor !== undefined) query = query.where('t.amount_minor', '<=', maxMinor);
  if (filter.direction === 'in') query = query.where('t.amount_minor', '>', 0);
  if (filter.direction === 'out') query = query.where('t.amount_minor', '<', 0);
  if (filter.needsReview === true) query = query.where('t.review_on', 'is not', null);
  if (filter.needsReview === false) query = query.where('t.review_on', 'is', null);
  for (const condition of filter.conditions ?? []) query = query.where(condition);
  if (filter.importId !== undefined) query = query.where('t.import_id', '=', filter.importId);
  return query;
}

function inOrder(query: Rows, filter: TransactionFilter, page: PageWish): Rows {
  // While it waits for review, review_on is the posted date: the short index serves the same order.
  const byReview = filter.needsReview === true && page.sort === 'postedOn';
  const column =
    page.sort === 'amount' ? 't.amount_minor' : byReview ? 't.review_on' : 't.posted_on';
  let ordered = query;
  if (page.after) {
    const { key, id } = page.after;
    const [beyond, reach] = page.order === 'asc' ? (['>', '>='] as const) : (['<', '<='] as const);
    ordered = ordered
      .where(column, reach, key)
      .where((eb) => eb.or([eb(column, beyond, key), eb('t.id', beyond, id)]));
  }
  return ordered.orderBy(column, page.order).orderBy('t.id', page.order).limit(page.limit);
}

const keyOf = (page: PageWish, entry: PageEntry): string | number =>
  page.sort === 'amount' ? entry.amount_minor : entry.posted_on;

function compare(page: PageWish, a: { key: string | number; id: string }, b: typeof a): number {
  const direction = page.order === 'asc' ? 1 : -1;
  if (a.key !== b.key) return a.key < b.key ? -direction : direction;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -direction : direction;
}

const byPage = (page: PageWish) => (a: PageEntry, b: PageEntry) =>
  compare(page, { key: keyOf(page, a), id: a.id }, { key: keyOf(page, b), id: b.id });

const isAfter = (page: PageWish) => (entry: PageEntry) =>
  page.after === null || compare(page, { key: keyOf(page, entry), id: entry.id }, page.after) > 0;

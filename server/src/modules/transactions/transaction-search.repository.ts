import { type Kysely, type RawBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { foldText } from './descriptor.ts';
import { isVisible, type ReadTables } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

export type Read = Db<ReadTables>;

/** A word in the texts of transactions; of the payee or the note alone where that is said. */
export interface TextWish {
  /** Folded. */
  word: string;
  of?: 'payee' | 'note' | undefined;
}

export interface TransactionFilter {
  accountIds?: readonly string[] | undefined;
  categoryIds?: readonly string[] | undefined;
  /** All must be in the text. */
  texts: readonly TextWish[];
  /** The rows of which these are all there are, where something rare is asked for. */
  ids?: readonly string[] | undefined;
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
type DrivingColumn = 't.id' | 't.descriptor_id' | 't.category_id' | 't.account_id';

/** Up to so many values, each one's own index order is merged; beyond, rows are counted first. */
const MERGED_VALUES = 12;
/** Up to so many rows are found by their index and sorted; with more, the sorted index is walked. */
const SORTED_ROWS = 5000;
/** With more texts than this a search matches so much that walking finds a page soon. */
const SEARCHED_TEXTS = 2000;

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
  const texts = await matchingTexts(db, reader.householdId, filter.texts);
  if (texts?.length === 0 || filter.ids?.length === 0) return [];
  const driver = chooseDriver(filter, texts);
  const rest = { ...filter, textIds: texts, driver: driver?.column };
  const base = () => narrowed(db, reader, rest);
  if (!driver) return inOrder(base(), filter, page).execute();

  const { column, values } = driver;
  const [only] = values;
  if (page.sort === 'postedOn' && values.length === 1 && only !== undefined) {
    return inOrder(base().where(column, '=', only), filter, page).execute();
  }
  if (page.sort === 'postedOn' && values.length <= MERGED_VALUES) {
    const parts = await Promise.all(
      values.map((value) => inOrder(base().where(column, '=', value), filter, page).execute()),
    );
    return parts.flat().sort(byPage(page)).slice(0, page.limit);
  }
  const found = await base()
    .where(column, 'in', values)
    .limit(SORTED_ROWS + 1)
    .execute();
  if (found.length <= SORTED_ROWS) {
    return found.filter(isAfter(page)).sort(byPage(page)).slice(0, page.limit);
  }
  // An expression instead of the column keeps both engines from leading with its index.
  const walked = base().where(sql`coalesce(${sql.ref(column)}, '')`, 'in', values);
  return inOrder(walked, filter, page).execute();
}

/** Ids of the texts that hold all words; null when there are no words or too many texts match. */
export async function matchingTexts(
  db: Read,
  householdId: string,
  texts: readonly TextWish[],
): Promise<string[] | null> {
  if (texts.length === 0) return null;
  const exact = texts.filter(({ of }) => of !== undefined);
  let query = db
    .selectFrom('descriptors')
    .select(exact.length > 0 ? ['id', 'payee', 'note'] : ['id'])
    .where('household_id', '=', householdId);
  for (const { word } of texts) query = query.where(holds('search_text', word));
  // Folded texts are kept of the whole only: which part of it a word is in is seen row by row.
  if (exact.length > 0) {
    const rows = await query.execute();
    return rows.filter((row) => exact.every((wish) => isIn(row, wish))).map((row) => row.id);
  }
  const rows = await query.limit(SEARCHED_TEXTS + 1).execute();
  return rows.length > SEARCHED_TEXTS ? null : rows.map((row) => row.id);
}

const isIn = (row: { payee?: string; note?: string | null }, { word, of }: TextWish): boolean =>
  of === undefined || foldText(row[of] ?? '').includes(word);

export function chooseDriver(
  filter: TransactionFilter,
  texts: readonly string[] | null,
): { column: DrivingColumn; values: readonly string[] } | null {
  if (filter.ids) return { column: 't.id', values: filter.ids };
  if (texts) return { column: 't.descriptor_id', values: texts };
  if (filter.categoryIds) return { column: 't.category_id', values: filter.categoryIds };
  if (filter.accountIds) return { column: 't.account_id', values: filter.accountIds };
  return null;
}

export function narrowed(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  filter: TransactionFilter & {
    textIds: readonly string[] | null;
    driver: DrivingColumn | undefined;
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
    query = query.where(({ exists, selectFrom }) => {
      let text = selectFrom('descriptors as text')
        .select(sql`1`.as('one'))
        .whereRef('text.household_id', '=', 't.household_id')
        .whereRef('text.id', '=', 't.descriptor_id');
      for (const { word } of filter.texts) text = text.where(holds('text.search_text', word));
      return exists(text);
    });
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

const holds = (column: string, word: string) =>
  sql<boolean>`instr(${sql.ref(column)}, ${word}) > 0`;

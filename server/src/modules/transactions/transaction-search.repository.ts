import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type SqlBool, sql } from 'kysely';
import { engineOf } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listTexts, type MatchingTexts } from './matching-texts.repository.ts';
import {
  inBounds,
  leadsOf,
  listHiddenBatches,
  narrowed,
  type OrderColumn,
  type Rows,
  type Search,
  type TransactionFilter,
  textsOf,
  withoutTexts,
} from './transaction-filter.repository.ts';
import {
  areFew,
  type Condition,
  type Lead,
  READ_ROWS,
  type Read,
  rarestLead,
  rowsBy,
  rowsFor,
  SORTED_ROWS,
  TEXT_INDEX,
  textLead,
  textParts,
  textsAmong,
} from './transaction-leads.repository.ts';
import type { ReadTables } from './transactions.repository.ts';

export interface PageWish {
  sort: 'postedOn' | 'amount';
  order: 'asc' | 'desc';
  after: { key: string | number; id: string } | null;
  limit: number;
}

/** A row by its day, or its amount, as the page is sorted. */
export interface PageEntry {
  id: string;
  key: Key;
}

type Key = string | number;

/** Up to so many texts are listed one by one. */
const LISTED_TEXTS = 5000;
/** To look a text up takes as long as to pass so many rows by their texts on the way; so does each of its rows. */
const ROWS_PASSED = { sqlite: 25, mysql: 7 } as const;
/** On the way along days or amounts so many rows are looked at, then others have their turn. */
const LEAST_ROWS = 2000;
const ROWS_AT_ONCE = 20_000;

interface PageSearch extends Search {
  page: PageWish;
}

/**
 * One page of a household's transactions as ids. The work stays near the size of the page at a million
 * rows: what is rare is looked up, what is common is met soon on the way along the days or amounts,
 * and what is neither is looked for a part of the way at a time.
 */
export async function listPage(
  db: Kysely<ReadTables>,
  reader: Reader,
  filter: TransactionFilter,
  page: PageWish,
): Promise<PageEntry[]> {
  const { householdId } = reader;
  const leads = leadsOf(filter);
  if (leads.some(({ parts }) => parts.length === 0)) return [];
  const search = { db, reader, filter, page, hidden: await listHiddenBatches(db, householdId) };
  const texts = await textsOf(db, householdId, filter);
  const ids = texts ? await listTexts(texts, LISTED_TEXTS) : null;
  if (ids?.length === 0) return [];
  const isLed = texts && ids && !isDense(db, texts, ids, page);
  const led = isLed ? textLead(ids, texts.rowsEach) : null;
  const all = led ? [...leads, led] : leads;
  const rarest = await rarestLead(db, householdId, all, SORTED_ROWS, texts);
  if (rarest) {
    const among = ids && rarest !== led ? [textsAmong(ids)] : [];
    return follow(ids ? withoutTexts(search) : search, rarest, among);
  }
  if (ids) return walk(withoutTexts(search), null, texts, ids);
  const byDay = page.sort === 'postedOn' ? leads.find((lead) => lead.isByDay) : undefined;
  return walk(search, byDay ?? null, texts, null);
}

/** Of texts like these there are so many that a page of their rows is met sooner on the way. */
const isDense = (
  db: Read,
  { of, rowsEach }: MatchingTexts,
  ids: readonly string[],
  { limit }: PageWish,
) => ids.length ** 2 * (ROWS_PASSED[engineOf(db)] + rowsEach) > of * limit;

/** The first rows of a lead, or without one of the order itself. */
async function follow(
  search: PageSearch,
  lead: { index: string | null; parts: Iterable<Condition> | AsyncIterable<Condition> } | null,
  within: readonly Condition[] = [],
): Promise<PageEntry[]> {
  const order = lead ? plainOrder(search.page) : ownOrder(search);
  const found: PageEntry[] = [];
  for await (const part of lead ? lead.parts : [sql<SqlBool>`1 = 1`]) {
    const rows = narrowed(search, lead ? lead.index : order.index).where(part);
    const query = within.reduce((some, condition) => some.where(condition), rows);
    found.push(...(await inOrder(query, order.column, search.page).execute()));
    await nextTurn();
  }
  return found.sort(byPage(search.page)).slice(0, search.page.limit);
}

/**
 * Follows the order wanted, a part of the way at a time, until the page is full. Where it is not soon,
 * something that is asked for is rare or far away: then it leads to all that is left, or the texts do, by
 * an index that holds what is mostly asked of rows.
 */
async function walk(
  search: PageSearch,
  lead: Lead | null,
  texts: MatchingTexts | null,
  ids: readonly string[] | null,
): Promise<PageEntry[]> {
  const { page } = search;
  const found: PageEntry[] = [];
  let reached: Key | null = null;
  let looked = false;
  const among = ids ? [textsAmong(ids)] : [];
  const isQuick = ids !== null || leadsOf(search.filter).some((one) => one.isSeenByDay);
  let rows = texts ? expectedRows(texts, page) : LEAST_ROWS;
  for (let passed = rows; ; passed += rows) {
    const end: Key | null = await keyAfter(search, reached, rows);
    const rest = (): PageSearch => ({
      ...search,
      page: { ...page, limit: page.limit - found.length },
    });
    const way = [...among, ...between(search, reached, end)];
    found.push(...(await follow(rest(), lead, way)));
    if (found.length === page.limit || end === null) return found;
    reached = end;
    // So many rows lie on the way if it goes on like this.
    const ahead = ((page.limit - found.length) / found.length) * passed;
    const isSample = isQuick && passed < ROWS_AT_ONCE;
    rows = atOnce(1.5 * ahead);
    const cost = isQuick ? ahead / 8 : ahead;
    if (looked || isSample || cost < ROWS_AT_ONCE) continue;
    looked = true;
    const short = await shortcut(search, texts, cost);
    if (!short) continue;
    const isByText = short.index === TEXT_INDEX;
    const left = between(search, reached, null);
    const others = await follow(
      isByText ? withoutTexts(rest()) : rest(),
      short,
      isByText ? left : [...among, ...left],
    );
    return [...found, ...others];
  }
}

/** What leads to all that is left, where that is shorter than the way, on which so many rows lie. */
async function shortcut(
  { db, reader, filter }: PageSearch,
  texts: MatchingTexts | null,
  ahead: number,
) {
  const rarest = await rarestLead(db, reader.householdId, leadsOf(filter), READ_ROWS, texts);
  if (rarest) return rarest;
  const isShorter = texts && areFew(texts) && rowsFor(texts) < ahead;
  return isShorter ? { index: TEXT_INDEX, parts: textParts(texts) } : null;
}

/** Among so many rows a page of these texts should be. */
const expectedRows = ({ most, of }: MatchingTexts, { limit }: PageWish): number =>
  atOnce((2 * limit * of) / (most + 1));

const atOnce = (rows: number): number =>
  Math.min(ROWS_AT_ONCE, Math.max(LEAST_ROWS, Math.round(rows)));

interface Order {
  column: OrderColumn;
  index: string;
}

const dayOrder: Order = { column: 't.posted_on', index: 'transactions_days' };
const amountOrder: Order = { column: 't.amount_minor', index: 'transactions_amount' };
const plainOrder = (page: PageWish): Order => (page.sort === 'amount' ? amountOrder : dayOrder);

/** While it waits for review, review_on is the posted date: the short index serves the same order. */
const ownOrder = ({ filter, page }: PageSearch): Order =>
  filter.needsReview && page.sort === 'postedOn'
    ? { column: 't.review_on', index: 'transactions_waiting' }
    : plainOrder(page);

/** How far so many rows in order go beyond what was reached; null where they go to the end. */
async function keyAfter(search: PageSearch, reached: Key | null, rows: number) {
  const { db, reader, page } = search;
  const { column, index } = ownOrder(search);
  const query = inBounds(
    rowsBy(db, reader.householdId, index).select('t.id'),
    search.filter,
    column,
  );
  const beyond = between(search, reached, null).reduce((some, one) => some.where(one), query);
  const end = await inOrder(beyond, column, page)
    .clearLimit()
    .limit(1)
    .offset(rows)
    .executeTakeFirst();
  return end?.key ?? null;
}

/** Of the rows in order those after what was reached, up to this end. */
function between(search: PageSearch, reached: Key | null, end: Key | null): Condition[] {
  const column = sql.ref(plainOrder(search.page).column);
  const [beyond, upTo] = search.page.order === 'asc' ? ['>', '<='] : ['<', '>='];
  return [
    ...(reached === null ? [] : [sql<SqlBool>`${column} ${sql.raw(beyond)} ${reached}`]),
    ...(end === null ? [] : [sql<SqlBool>`${column} ${sql.raw(upTo)} ${end}`]),
  ];
}

function inOrder(query: Rows, column: Order['column'], page: PageWish) {
  let ordered = query.select(sql<Key>`${sql.ref(column)}`.as('key'));
  if (page.after) {
    const { key, id } = page.after;
    const [beyond, reach] = page.order === 'asc' ? (['>', '>='] as const) : (['<', '<='] as const);
    ordered = ordered
      .where(column, reach, key)
      .where((eb) => eb.or([eb(column, beyond, key), eb('t.id', beyond, id)]));
  }
  return ordered.orderBy(column, page.order).orderBy('t.id', page.order).limit(page.limit);
}

/** By a page's order; ids tell rows of one day or amount apart. */
const byPage = (page: PageWish) => (a: PageEntry, b: PageEntry) => {
  const isBefore = a.key === b.key ? a.id < b.id : a.key < b.key;
  return isBefore === (page.order === 'asc') ? -1 : 1;
};

import { type Kysely, type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { AccountsTables } from '../accounts/index.ts';
import type { TransactionRow, TransactionsTables } from './transactions.tables.ts';

export type ReadTables = TransactionsTables & Pick<AccountsTables, 'accounts'>;
type Read = Db<ReadTables>;

/** A row `t` of a batch that is being written or taken away is seen by nobody. */
export const isVisible = sql<boolean>`not exists (select 1 from hidden_batches as hidden
  where hidden.household_id = t.household_id and hidden.batch_id = t.import_id)`;

const selectFull = (db: Read, householdId: string) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .leftJoin('transactions as peer', (join) =>
      join
        .onRef('peer.household_id', '=', 't.household_id')
        .onRef('peer.transfer_id', '=', 't.transfer_id')
        .onRef('peer.id', '<>', 't.id'),
    )
    .selectAll('t')
    .select([
      'text.payee',
      'text.original_payee',
      'text.memo',
      'text.note',
      'account.currency',
      'account.is_private',
      'peer.id as peer_id',
      'peer.account_id as peer_account_id',
    ])
    .where('t.household_id', '=', householdId)
    .where(isVisible);

export type FullTransaction = Awaited<
  ReturnType<ReturnType<typeof selectFull>['executeTakeFirstOrThrow']>
>;

export const findTransaction = async (
  db: Read,
  reader: Reader,
  id: string,
): Promise<FullTransaction | undefined> => (await listTransactionsById(db, reader, [id]))[0];

const IDS_AT_ONCE = 500;

/** In the order of `ids`; what is not there, or not there for this person, is left out. */
export async function listTransactionsById(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  ids: readonly string[],
): Promise<FullTransaction[]> {
  const rows: FullTransaction[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
    const part = ids.slice(at, at + IDS_AT_ONCE);
    rows.push(...(await selectFull(db, householdId).where('t.id', 'in', part).execute()));
  }
  const seen = rows.filter((row) => !hiddenAccountIds.includes(row.account_id));
  const byId = new Map(seen.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Everything in a category, whoever may see it: for what changes the category itself. */
export const listTransactionsOf = (
  db: Read,
  householdId: string,
  categoryId: string,
): Promise<FullTransaction[]> =>
  selectFull(db, householdId).where('t.category_id', '=', categoryId).execute();

export interface TransactionFilter {
  accountIds?: readonly string[] | undefined;
  categoryIds?: readonly string[] | undefined;
  /** Folded words that must all be in the text. */
  words: readonly string[];
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

type Rows = SelectQueryBuilder<ReadTables & { t: TransactionRow }, 't', PageEntry>;
type DrivingColumn = 't.descriptor_id' | 't.category_id' | 't.account_id';

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
  const texts = await matchingTexts(db, reader.householdId, filter.words);
  if (texts?.length === 0) return [];
  const driver = chooseDriver(filter, texts);
  const rest = { ...filter, texts, driver: driver?.column };
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
async function matchingTexts(
  db: Read,
  householdId: string,
  words: readonly string[],
): Promise<string[] | null> {
  if (words.length === 0) return null;
  let query = db.selectFrom('descriptors').select('id').where('household_id', '=', householdId);
  for (const word of words) query = query.where(holds('search_text', word));
  const rows = await query.limit(SEARCHED_TEXTS + 1).execute();
  return rows.length > SEARCHED_TEXTS ? null : rows.map((row) => row.id);
}

function chooseDriver(
  filter: TransactionFilter,
  texts: readonly string[] | null,
): { column: DrivingColumn; values: readonly string[] } | null {
  if (texts) return { column: 't.descriptor_id', values: texts };
  if (filter.categoryIds) return { column: 't.category_id', values: filter.categoryIds };
  if (filter.accountIds) return { column: 't.account_id', values: filter.accountIds };
  return null;
}

function narrowed(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  filter: TransactionFilter & {
    texts: readonly string[] | null;
    driver: DrivingColumn | undefined;
  },
): Rows {
  let query: Rows = db
    .selectFrom('transactions as t')
    .select(['t.id', 't.posted_on', 't.amount_minor'])
    .where('t.household_id', '=', householdId)
    .where(isVisible);
  if (filter.words.length > 0 && filter.texts === null) {
    query = query.where(({ exists, selectFrom }) => {
      let text = selectFrom('descriptors as text')
        .select(sql`1`.as('one'))
        .whereRef('text.household_id', '=', 't.household_id')
        .whereRef('text.id', '=', 't.descriptor_id');
      for (const word of filter.words) text = text.where(holds('text.search_text', word));
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

/** Rows that could be the other side: opposite amount, another account, within a few days. */
export function listOppositeRows(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  row: Pick<TransactionRow, 'account_id' | 'amount_minor'>,
  from: string,
  to: string,
) {
  return selectFull(db, householdId)
    .where('t.amount_minor', '=', -row.amount_minor)
    .where('t.account_id', 'not in', [row.account_id, ...hiddenAccountIds])
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .limit(50)
    .execute();
}

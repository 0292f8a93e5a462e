import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Db, ledBy } from '../../platform/db/index.ts';
import type { MatchingTexts } from './matching-texts.repository.ts';
import type { ReadTables } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

export type Read = Db<ReadTables>;
export type Condition = RawBuilder<SqlBool>;

/** An index by which all rows that are wanted, and perhaps others, are found. */
export interface Lead {
  /** None where the key itself leads. */
  index: string | null;
  /** What to look up in it, one after another; no row is in two. */
  parts: readonly Condition[];
  /** Each part is in the order of days. */
  isByDay: boolean;
  /** The order of days holds what it asks for: rows without it are passed quickly on that way too. */
  isSeenByDay?: boolean;
  /** A small part of all, which tells enough of how many rows there are, and how often it is in all. */
  sample?: { part: Condition; times: number };
}

/** Up to so many values, each one's own order in its index is merged. */
const MERGED_VALUES = 12;
const VALUES_AT_ONCE = 5000;
/** Texts are looked up so many at a time that about so many rows are found. */
const ROWS_OF_TEXTS = 5000;
const TEXTS_AT_ONCE = { fewest: 50, most: 2000 };
/** Of many texts so many tell enough. */
const TEXTS_COUNTED = 100;
/** Up to so many rows are found by their lead and sorted; with more, an order is followed. */
export const SORTED_ROWS = 5000;
/** Up to so many rows are read where a lead finds them, if else all rows of many texts were looked at. */
export const READ_ROWS = 20_000;

/** It holds all that rows are mostly asked for, so that they themselves need not be read. */
export const TEXT_INDEX = 'transactions_text';

/** Rows with these texts, each of which has about so many. */
export function textLead(ids: readonly string[], rowsEach: number): Lead {
  const wanted = Math.round(ROWS_OF_TEXTS / rowsEach);
  const atOnce = Math.min(Math.max(wanted, TEXTS_AT_ONCE.fewest), TEXTS_AT_ONCE.most);
  return {
    index: TEXT_INDEX,
    parts: grouped('descriptor_id', ids, atOnce),
    isByDay: ids.length <= 1,
    ...(ids.length > TEXTS_COUNTED && {
      sample: {
        part: isOneOf('descriptor_id', ids.slice(0, TEXTS_COUNTED)),
        times: ids.length / TEXTS_COUNTED,
      },
    }),
  };
}

/** That a row has one of these texts; looked at where something else leads. */
export const textsAmong = (ids: readonly string[]): Condition =>
  sql`coalesce(t.descriptor_id, '') in (${sql.join(ids)})`;

export const rowLead = (ids: readonly string[]): Lead => ({
  index: null,
  parts: grouped('id', ids),
  isByDay: false,
});

/** Rows of any of these categories or accounts. */
export function valueLead(column: 'category_id' | 'account_id', ids: readonly string[]): Lead {
  const index = column === 'category_id' ? 'transactions_category' : 'transactions_account';
  const own = [...new Set(ids)];
  if (own.length > MERGED_VALUES) return { index, parts: grouped(column, own), isByDay: false };
  const parts = own.map((id) => sql<SqlBool>`t.${sql.ref(column)} = ${id}`);
  return { index, parts, isByDay: true };
}

/** With more rows than this, what is seen by day is better looked for there; the rarer its text, the farther that is. */
const ROWS_SEEN = 2000;
function rowsSeen(texts: MatchingTexts | null): number {
  const share = texts && texts.of > 0 ? Math.max(texts.most, 1) / texts.of : 1;
  return Math.round(Math.min(ROWS_SEEN / Math.sqrt(share), 2 * SORTED_ROWS));
}

/** Rows with an amount in one of these ranges, which do not touch. */
export const amountLead = (ranges: readonly (readonly [number, number])[]): Lead => ({
  index: 'transactions_amount',
  parts: ranges.map(([from, to]) => sql`t.amount_minor >= ${from} and t.amount_minor <= ${to}`),
  isByDay: false,
  isSeenByDay: true,
});

/** As `textLead`, of texts that are listed on the way. */
export async function* textParts(texts: MatchingTexts): AsyncGenerator<Condition> {
  for await (const ids of texts.pieces()) yield* textLead(ids, texts.rowsEach).parts;
}

/** To look the rows of texts up takes as long as to look at so many rows on the way. */
export const rowsFor = ({ most, rowsEach }: MatchingTexts): number => most * (6 + rowsEach / 5);

/** Up to so many texts, or half of all, are rather looked up one by one than every row. */
const FEW_TEXTS = 20_000;
export const areFew = ({ most, of }: MatchingTexts): boolean => most <= Math.max(FEW_TEXTS, of / 2);

/** Rows that wait for somebody's review, and those that are linked to others. */
export const WAITING: Lead = {
  index: 'transactions_waiting',
  parts: [sql`t.review_on is not null`],
  isByDay: false,
};
export const LINKED: Lead = {
  index: 'transactions_linked',
  parts: [sql`t.transfer_id is not null`],
  isByDay: false,
};

function grouped(
  column: 'descriptor_id' | 'category_id' | 'account_id' | 'id',
  ids: readonly string[],
  atOnce = VALUES_AT_ONCE,
) {
  const parts: Condition[] = [];
  for (let at = 0; at < ids.length; at += atOnce) {
    parts.push(isOneOf(column, ids.slice(at, at + atOnce)));
  }
  return parts;
}

const isOneOf = (column: keyof TransactionRow, ids: readonly string[]): Condition =>
  sql`t.${sql.ref(column)} in (${sql.join(ids)})`;

/**
 * A household's rows `t`, read by this index: which one leads is decided here and not left to the
 * engine, which knows neither how rare a word nor how long a household's history is.
 */
export const rowsBy = (db: Read, householdId: string, index: string | null) =>
  db
    .selectFrom(sql<TransactionRow>`transactions`.as<'t'>(ledBy(db, ['transactions', 't'], index)))
    .where('t.household_id', '=', householdId);

/** Of these leads to rows of such texts the one with the fewest; none where all have more than `limit`. */
export async function rarestLead(
  db: Read,
  householdId: string,
  leads: readonly Lead[],
  limit = SORTED_ROWS,
  texts: MatchingTexts | null = null,
): Promise<Lead | null> {
  let [rarest, fewest]: [Lead | null, number] = [null, Number.POSITIVE_INFINITY];
  for (const lead of leads) {
    const most = Math.min(fewest, (lead.isSeenByDay ? rowsSeen(texts) : limit) + 1);
    const rows = await countRows(db, householdId, lead, most);
    if (rows < most) [rarest, fewest] = [lead, rows];
  }
  return rarest;
}

/** About how many rows a lead has, up to a limit. */
async function countRows(
  db: Read,
  householdId: string,
  { index, parts, sample }: Lead,
  limit: number,
) {
  let rows = 0;
  for (const part of sample ? [sample.part] : parts) {
    if (rows >= limit) break;
    const some = rowsBy(db, householdId, index)
      .select('t.id')
      .where(part)
      .limit(limit - rows);
    const { count } = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    rows += Number(count);
  }
  return rows * (sample?.times ?? 1);
}

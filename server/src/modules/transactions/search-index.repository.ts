import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { bulkInsert, type Database, type Db, type Tx } from '../../platform/db/index.ts';
import { holdHousehold, type SettingsTables } from '../settings/index.ts';
import {
  alsoIn,
  type Bitmap,
  countBits,
  type GramsWish,
  gramsOf,
  numbersOf,
  type PairRow,
  packSegment,
  SEGMENT_TEXTS,
  textsIn,
} from './search-grams.ts';
import { areMarked, forgetMarks, markRows, markSegment } from './search-marks.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** Letters in the texts of transactions; in the payee or the note alone where that is said. */
export interface TextWish {
  /** Folded. */
  word: string;
  of?: 'payee' | 'note' | undefined;
  /** That the text is without them. */
  not?: boolean | undefined;
}

/** Indexed texts that can be what is asked for. */
export interface IndexedTexts {
  /** By segment. */
  bitmaps: Bitmap[];
  count: number;
  /** Of so many that are indexed. */
  of: number;
  /** None needs to be looked at: they all are. */
  isSure: boolean;
}

/** A letter that begins more rows than this is in so many texts that reading them is no help. */
const MOST_ROWS = 2000;
const NUMBERS_AT_ONCE = 250;
const TEXTS_AT_ONCE = 1000;
/** Fewer texts than this are rather looked through than indexed. */
const WAITING_TEXTS = 1024;

/** Of each list of marks a text has one, or had it. */
export async function findIndexed(
  db: Db<Own>,
  householdId: string,
  wishes: readonly TextWish[],
  marks: readonly (readonly string[])[],
): Promise<IndexedTexts> {
  const segments = await nextSegment(db, householdId);
  const asked = (segments === 0 ? [] : wishes).map(({ word, of, not = false }) => {
    const { grams, isExact } = gramsOf(word);
    return { grams, not, tells: isExact && of === undefined };
  });
  // Of a text that holds all grams of a longer word it is not known that it holds the word.
  const helpful = asked.filter(({ not, tells }) => tells || !not);
  const { rows, tooMany } = await readPairs(
    db,
    householdId,
    segments,
    helpful.flatMap(({ grams }) => grams),
  );
  const used = helpful.filter(({ grams }) => !grams.some((gram) => tooMany.has(gram)));
  const isSure = used.length === asked.length && used.every(({ tells }) => tells);
  let bitmaps = textsIn(segments, used, rows);
  for (const any of segments === 0 ? [] : marks) {
    const marked = Map.groupBy(
      await markRows(db, householdId, any).execute(),
      (row) => row.segment,
    );
    bitmaps = bitmaps.map((bitmap, segment) =>
      alsoIn(bitmap, marked.get(segment)?.map((row) => row.texts) ?? []),
    );
  }
  const count = bitmaps.reduce((sum, bitmap) => sum + countBits(bitmap), 0);
  return { bitmaps, count, of: segments * SEGMENT_TEXTS, isSure };
}

/** What is known of these grams, but of single letters that are in too much of it. */
async function readPairs(
  db: Db<Own>,
  householdId: string,
  segments: number,
  grams: GramsWish['grams'],
): Promise<{ rows: PairRow[]; tooMany: ReadonlySet<GramsWish['grams'][number]> }> {
  const rows = new Map<string, PairRow>();
  const tooMany = new Set<GramsWish['grams'][number]>();
  const keep = (found: readonly PairRow[]) => {
    for (const row of found) rows.set(`${row.segment} ${row.pair}`, row);
  };
  const exact = grams.filter((wish) => wish.fromPair === wish.toPair);
  const within = pairRows(db, householdId).where('segment', 'in', [...Array(segments).keys()]);
  if (exact.length > 0) {
    const pairs = [...new Set(exact.map((wish) => wish.fromPair))];
    keep(await within.where('pair', 'in', pairs).execute());
  }
  for (const gram of grams.filter((wish) => wish.fromPair !== wish.toPair)) {
    const found = await within
      .where('pair', '>=', gram.fromPair)
      .where('pair', '<=', gram.toPair)
      .limit(MOST_ROWS)
      .execute();
    if (found.length === MOST_ROWS) tooMany.add(gram);
    else keep(found);
  }
  return { rows: [...rows.values()], tooMany };
}

const pairRows = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('search_grams')
    .select(['segment', 'pair', 'grams'])
    .where('household_id', '=', householdId);

/** The numbers of these texts, some at a time. */
export function* numbersIn({ bitmaps }: IndexedTexts): Generator<number[]> {
  let some: number[] = [];
  for (const [segment, bitmap] of bitmaps.entries()) {
    some.push(...numbersOf(segment, bitmap));
    if (some.length < TEXTS_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}

/** How many texts have no number yet, counted up to a whole segment. */
async function countWaiting(db: Db<Own>, householdId: string): Promise<number> {
  const rows = await db
    .selectFrom('descriptors')
    .select('id')
    .where('household_id', '=', householdId)
    .where('search_number', 'is', null)
    .limit(SEGMENT_TEXTS)
    .execute();
  return rows.length;
}

/**
 * Gives numbers to texts that have none, a segment at a time, and indexes their grams. The last segment is
 * made anew with what came since, until it is full. What is left over is little, and looked through by
 * search one by one. The household is held meanwhile: of two processes that do it at once each does its part.
 */
export async function indexTexts(
  database: Database<Own & SettingsTables>,
  householdId: string,
): Promise<void> {
  while ((await countWaiting(database.read, householdId)) >= WAITING_TEXTS) {
    await database.write(async (tx) => {
      await holdHousehold(tx, householdId);
      await indexSegment(tx, householdId);
    });
    await nextTurn();
  }
}

async function indexSegment(tx: Tx<Own>, householdId: string): Promise<void> {
  const last = await lastNumber(tx, householdId);
  // No number is given twice: who reads meanwhile would take one text for another.
  const segment = segmentAfter(last);
  const isFull = last === null || (last + 1) % SEGMENT_TEXTS === 0;
  if (!isFull) await forgetIndexed(tx, householdId, [last]);
  const texts = await tx
    .selectFrom('descriptors')
    .select(['id', 'search_text'])
    .where('household_id', '=', householdId)
    .where('search_number', 'is', null)
    .orderBy('id')
    .limit(SEGMENT_TEXTS)
    .execute();
  const rows = [...packSegment(texts.map((text) => text.search_text))];
  await bulkInsert(
    tx,
    'search_grams',
    ['household_id', 'segment', 'pair', 'grams'],
    rows.map(([pair, grams]) => [householdId, segment, pair, grams]),
  );
  const ids = texts.map((text) => text.id);
  await numberTexts(tx, householdId, ids, segment * SEGMENT_TEXTS);
  await markSegment(tx, householdId, ids, segment * SEGMENT_TEXTS);
}

async function lastNumber(db: Db<Own>, householdId: string): Promise<number | null> {
  const last = await db
    .selectFrom('descriptors')
    .select('search_number')
    .where('household_id', '=', householdId)
    .where('search_number', 'is not', null)
    .orderBy('search_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? Number(last.search_number) : null;
}

const segmentAfter = (last: number | null): number =>
  last === null ? 0 : Math.floor(last / SEGMENT_TEXTS) + 1;

const nextSegment = async (db: Db<Own>, householdId: string): Promise<number> =>
  segmentAfter(await lastNumber(db, householdId));

async function numberTexts(
  tx: Tx<Own>,
  householdId: string,
  ids: readonly string[],
  first: number,
): Promise<void> {
  for (let at = 0; at < ids.length; at += NUMBERS_AT_ONCE) {
    const part = ids.slice(at, at + NUMBERS_AT_ONCE);
    const cases = part.map((id, place) => sql`when ${id} then ${first + at + place}`);
    await tx
      .updateTable('descriptors')
      .set({ search_number: sql<number>`case id ${sql.join(cases, sql` `)} end` })
      .where('household_id', '=', householdId)
      .where('id', 'in', part)
      .execute();
  }
}

/** Takes the segments of texts that go out of the index: the rest of them wait to be indexed again. */
export async function forgetIndexed(
  tx: Tx<Own>,
  householdId: string,
  numbers: readonly number[],
): Promise<void> {
  for (const segment of new Set(numbers.map((one) => Math.floor(one / SEGMENT_TEXTS)))) {
    await tx
      .deleteFrom('search_grams')
      .where('household_id', '=', householdId)
      .where('segment', '=', segment)
      .execute();
    await forgetMarks(tx, householdId, segment);
    await tx
      .updateTable('descriptors')
      .set({ search_number: null })
      .where('household_id', '=', householdId)
      .where('search_number', '>=', segment * SEGMENT_TEXTS)
      .where('search_number', '<', (segment + 1) * SEGMENT_TEXTS)
      .execute();
  }
}

/** Of each segment of the index whether its grams are those of its texts: a sentence where not. */
export async function examineIndex(db: Db<Own>, householdId: string): Promise<string[]> {
  const findings: string[] = [];
  const end = await nextSegment(db, householdId);
  const beyond = await pairRows(db, householdId).where('segment', '>=', end).limit(1).execute();
  if (beyond.length > 0) findings.push('the search index has more than there are texts');
  for (let segment = 0; segment < end; segment += 1) {
    const texts = await db
      .selectFrom('descriptors')
      .select(['id', 'search_number', 'search_text'])
      .where('household_id', '=', householdId)
      .where('search_number', '>=', segment * SEGMENT_TEXTS)
      .where('search_number', '<', (segment + 1) * SEGMENT_TEXTS)
      .execute();
    const places = new Array<string>(SEGMENT_TEXTS).fill('');
    for (const text of texts) {
      places[Number(text.search_number) % SEGMENT_TEXTS] = text.search_text;
    }
    const expected = packSegment(places);
    const kept = await pairRows(db, householdId).where('segment', '=', segment).execute();
    const same =
      kept.length === expected.size &&
      kept.every(({ pair, grams }) => Buffer.compare(grams, expected.get(pair) ?? EMPTY) === 0);
    if (!same) findings.push(`part ${segment} of the search index is not what its texts say`);
    const numbers = new Map(texts.map((text) => [text.id, Number(text.search_number)]));
    if (!(await areMarked(db, householdId, segment, numbers))) {
      findings.push(`part ${segment} of the search index does not know what all its rows are`);
    }
  }
  return findings;
}

const EMPTY = new Uint8Array();

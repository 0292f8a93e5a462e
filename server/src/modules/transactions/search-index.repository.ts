import { crc32 } from 'node:zlib';
import { sql } from 'kysely';
import { bulkInsert, type Database, type Db, type Tx } from '../../platform/db/index.ts';
import {
  type GramRange,
  type GramRow,
  gramsOf,
  numbersIn,
  packSegment,
  SEGMENT_TEXTS,
} from './search-grams.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** A short word that begins more grams than this is in so many texts that reading them is no help. */
const MOST_GRAM_ROWS = 5000;
const NUMBERS_AT_ONCE = 250;
const GRAM_ROWS_AT_ONCE = 20_000;

/**
 * The numbers of the indexed texts that can hold all these words, segment by segment; null where the
 * words are too short or too common to tell any apart. Texts without a number are not among them.
 */
export async function findNumbers(
  db: Db<Own>,
  householdId: string,
  words: readonly string[],
): Promise<Iterable<number[]> | null> {
  const all = words.flatMap(gramsOf);
  const exact = all.filter(({ from, to }) => from === to).map(({ from }) => from);
  const used: GramRange[] = all.filter(({ from, to }) => from === to);
  const rows: GramRow[] =
    exact.length === 0
      ? []
      : await gramRows(db, householdId)
          .where('gram', 'in', [...new Set(exact)])
          .execute();
  for (const range of all.filter(({ from, to }) => from !== to)) {
    const found = await gramRows(db, householdId)
      .where('gram', '>=', range.from)
      .where('gram', '<=', range.to)
      .limit(MOST_GRAM_ROWS)
      .execute();
    if (found.length === MOST_GRAM_ROWS) continue;
    used.push(range);
    rows.push(...found);
  }
  return used.length === 0 ? null : numbersIn(used, rows);
}

const gramRows = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('search_grams')
    .select(['gram', 'segment', 'places'])
    .where('household_id', '=', householdId);

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
 * Gives numbers to texts that have none, a whole segment at a time, and indexes their grams. Texts
 * that are left over are fewer than a segment and looked through by search one by one. Two processes
 * may do it at once: of two that number the same segment one fails on its keys, and the work is done.
 */
export async function indexTexts(database: Database<Own>, householdId: string): Promise<void> {
  while ((await countWaiting(database.read, householdId)) === SEGMENT_TEXTS) {
    const segment = await nextSegment(database.read, householdId);
    const texts = await database.read
      .selectFrom('descriptors')
      .select(['id', 'search_text'])
      .where('household_id', '=', householdId)
      .where('search_number', 'is', null)
      .orderBy('id')
      .limit(SEGMENT_TEXTS)
      .execute();
    await breathe();
    const grams = [...packSegment(texts.map((text) => text.search_text))];
    await breathe();
    const done = await database.write(async (tx) => {
      if ((await nextSegment(tx, householdId)) !== segment) return false;
      await bulkInsert(
        tx,
        'search_grams',
        ['household_id', 'gram', 'segment', 'places'],
        grams.map(([gram, places]) => [householdId, gram, segment, places]),
      );
      await numberTexts(
        tx,
        householdId,
        texts.map((text) => text.id),
        segment * SEGMENT_TEXTS,
      );
      return true;
    });
    if (!done) return;
    await breathe();
  }
}

/** Whoever waits for this thread has its turn. */
const breathe = () => new Promise<void>((resolve) => setImmediate(resolve));

async function nextSegment(db: Db<Own>, householdId: string): Promise<number> {
  const last = await db
    .selectFrom('descriptors')
    .select('search_number')
    .where('household_id', '=', householdId)
    .where('search_number', 'is not', null)
    .orderBy('search_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last ? Math.floor(Number(last.search_number) / SEGMENT_TEXTS) + 1 : 0;
}

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
  const sums = new Map<number, number>();
  const count = (gram: number, segment: number, places: Uint8Array) =>
    // Order does not matter in a sum, and a row that differs changes it.
    sums.set(segment, (sums.get(segment) ?? 0) + crc32(places, crc32(String(gram))));
  let after = { gram: -1, segment: -1 };
  for (;;) {
    const rows = await gramRows(db, householdId)
      .where('gram', '>=', after.gram)
      .where((eb) => eb.or([eb('gram', '>', after.gram), eb('segment', '>', after.segment)]))
      .orderBy('gram')
      .orderBy('segment')
      .limit(GRAM_ROWS_AT_ONCE)
      .execute();
    for (const { gram, segment, places } of rows) count(gram, segment, places);
    const last = rows.at(-1);
    if (!last || rows.length < GRAM_ROWS_AT_ONCE) break;
    after = last;
  }
  const kept = new Map(sums);
  sums.clear();
  for (let segment = 0; segment < (await nextSegment(db, householdId)); segment += 1) {
    const texts = await db
      .selectFrom('descriptors')
      .select(['search_number', 'search_text'])
      .where('household_id', '=', householdId)
      .where('search_number', '>=', segment * SEGMENT_TEXTS)
      .where('search_number', '<', (segment + 1) * SEGMENT_TEXTS)
      .execute();
    const byPlace = new Array<string>(SEGMENT_TEXTS).fill('');
    for (const text of texts) {
      byPlace[Number(text.search_number) % SEGMENT_TEXTS] = text.search_text;
    }
    for (const [gram, places] of packSegment(byPlace)) count(gram, segment, places);
  }
  return [...new Set([...kept.keys(), ...sums.keys()])]
    .filter((segment) => kept.get(segment) !== sums.get(segment))
    .map((segment) => `part ${segment} of the search index is not what its texts say`);
}

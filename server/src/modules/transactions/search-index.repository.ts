import { sql } from 'kysely';
import { bulkInsert, type Database, type Db, type Tx } from '../../platform/db/index.ts';
import {
  type GramWish,
  gramsOf,
  numbersIn,
  type PairRow,
  packSegment,
  SEGMENT_TEXTS,
} from './search-grams.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** A letter that begins more rows than this is in so many texts that reading them is no help. */
const MOST_ROWS = 5000;
const NUMBERS_AT_ONCE = 250;

/**
 * The numbers of the indexed texts that can hold all these words, segment by segment; null where the
 * words are too short and common to tell any apart. Texts without a number are not among them.
 */
export async function findNumbers(
  db: Db<Own>,
  householdId: string,
  words: readonly string[],
): Promise<Iterable<number[]> | null> {
  const segments = [...Array(await nextSegment(db, householdId)).keys()];
  if (segments.length === 0) return [];
  const used: GramWish[] = [];
  const rows: PairRow[] = [];
  const [exact, ranges] = split(words.flatMap(gramsOf));
  if (exact.length > 0) {
    const pairs = [...new Set(exact.map((wish) => wish.fromPair))];
    used.push(...exact);
    rows.push(
      ...(await pairRows(db, householdId)
        .where('segment', 'in', segments)
        .where('pair', 'in', pairs)
        .execute()),
    );
  }
  for (const wish of ranges) {
    const found = await pairRows(db, householdId)
      .where('segment', 'in', segments)
      .where('pair', '>=', wish.fromPair)
      .where('pair', '<=', wish.toPair)
      .limit(MOST_ROWS)
      .execute();
    if (found.length === MOST_ROWS) continue;
    used.push(wish);
    rows.push(...found);
  }
  return used.length === 0 ? null : numbersIn(used, rows);
}

/** Those of one pair, and those of all pairs that begin with a letter. */
const split = (wishes: readonly GramWish[]): [GramWish[], GramWish[]] => [
  wishes.filter((wish) => wish.fromPair === wish.toPair),
  wishes.filter((wish) => wish.fromPair !== wish.toPair),
];

const pairRows = (db: Db<Own>, householdId: string) =>
  db
    .selectFrom('search_grams')
    .select(['segment', 'pair', 'grams'])
    .where('household_id', '=', householdId);

/** The texts with these numbers, or without one: by the index alone. */
export async function listNumbered(
  db: Db<Own>,
  householdId: string,
  numbers: readonly number[] | null,
): Promise<string[]> {
  const query = db.selectFrom('descriptors').select('id').where('household_id', '=', householdId);
  const rows = await (numbers === null
    ? query.where('search_number', 'is', null)
    : query.where('search_number', 'in', numbers)
  ).execute();
  return rows.map((row) => row.id);
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
    const rows = [...packSegment(texts.map((text) => text.search_text))];
    await breathe();
    const done = await database.write(async (tx) => {
      if ((await nextSegment(tx, householdId)) !== segment) return false;
      await bulkInsert(
        tx,
        'search_grams',
        ['household_id', 'segment', 'pair', 'grams'],
        rows.map(([pair, grams]) => [householdId, segment, pair, grams]),
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
  const findings: string[] = [];
  const end = await nextSegment(db, householdId);
  const beyond = await pairRows(db, householdId).where('segment', '>=', end).limit(1).execute();
  if (beyond.length > 0) findings.push('the search index has more than there are texts');
  for (let segment = 0; segment < end; segment += 1) {
    const texts = await db
      .selectFrom('descriptors')
      .select(['search_number', 'search_text'])
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
  }
  return findings;
}

const EMPTY = new Uint8Array();

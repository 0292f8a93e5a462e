import { sql } from 'kysely';
import { bulkInsert, type Db, inGroups, ledBy, type Tx } from '../../platform/db/index.ts';
import { SEGMENT_TEXTS } from './search-grams.ts';
import type { TransactionRow, TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

/** Of a row what marks its text: its category, its account, and what it is. */
export type MarkedRow = Pick<
  TransactionRow,
  | 'descriptor_id'
  | 'account_id'
  | 'category_id'
  | 'kind'
  | 'amount_minor'
  | 'is_hidden'
  | 'is_pending'
>;

/** The marks a text has, beside the ids of categories and accounts. */
export const MARKS = { in: 'in', out: 'out', hidden: 'hidden', pending: 'pending' } as const;

/** A told value's own row changes its sign as rows before it come and go. */
function marksOf(row: MarkedRow): string[] {
  const isValue = row.kind === 'valuation';
  return [
    row.category_id,
    row.account_id,
    ...(row.amount_minor > 0 || isValue ? [MARKS.in] : []),
    ...(row.amount_minor < 0 || isValue ? [MARKS.out] : []),
    ...(row.is_hidden === 1 ? [MARKS.hidden] : []),
    ...(row.is_pending === 1 ? [MARKS.pending] : []),
  ];
}

/** Texts by their ids, and the marks they are to have. */
export class NewMarks {
  readonly byText = new Map<string, Set<string>>();

  static of(rows: readonly MarkedRow[]): NewMarks {
    const marks = new NewMarks();
    for (const row of rows) marks.add(row);
    return marks;
  }

  /** What a row has that its text may not know of. */
  add(row: MarkedRow, before?: MarkedRow): void {
    const known = before?.descriptor_id === row.descriptor_id ? marksOf(before) : [];
    const fresh = marksOf(row).filter((mark) => !known.includes(mark));
    if (fresh.length === 0) return;
    const marks = this.byText.get(row.descriptor_id);
    if (marks) for (const mark of fresh) marks.add(mark);
    else this.byText.set(row.descriptor_id, new Set(fresh));
  }
}

/**
 * Marks those of these texts that are indexed: all others get their marks when they are. The household must
 * be held meanwhile, as marks are kept many texts together. None is taken away before its text goes out of
 * the index: of what was once so the rows are asked.
 */
export async function keepMarks(
  tx: Tx<Own>,
  householdId: string,
  { byText }: NewMarks,
): Promise<void> {
  const texts = await inGroups([...byText.keys()], (some) =>
    tx
      .selectFrom('descriptors')
      .select(['id', 'search_number'])
      .where('household_id', '=', householdId)
      .where('search_number', 'is not', null)
      .where('id', 'in', some)
      .execute(),
  );
  await addMarks(
    tx,
    householdId,
    texts.flatMap(({ id, search_number: number }) =>
      [...(byText.get(id) ?? [])].map((mark) => ({ mark, number: Number(number) })),
    ),
  );
}

/** Marks the texts of a segment that have just been numbered in this order, by all their rows. */
export async function markSegment(
  tx: Tx<Own>,
  householdId: string,
  ids: readonly string[],
  first: number,
): Promise<void> {
  const numbers = new Map(ids.map((id, place) => [id, first + place]));
  const rows = await listMarked(tx, householdId, ids);
  await addMarks(
    tx,
    householdId,
    rows.flatMap((row) =>
      marksOf(row).map((mark) => ({ mark, number: numbers.get(row.descriptor_id) ?? first })),
    ),
  );
}

/** What rows of these texts are, each only once. */
export const listMarked = (db: Db<Own>, householdId: string, ids: readonly string[]) =>
  inGroups(ids, (some) =>
    db
      .selectFrom(
        sql<TransactionRow>`transactions`.as<'t'>(
          ledBy(db, ['transactions', 't'], 'transactions_text'),
        ),
      )
      .select(['t.descriptor_id', 't.account_id', 't.category_id', 't.kind'])
      .select(['t.is_hidden', 't.is_pending'])
      .select(sql<number>`sign(t.amount_minor)`.as('amount_minor'))
      .distinct()
      .where('t.household_id', '=', householdId)
      .where('t.descriptor_id', 'in', some)
      .execute(),
  );

const segmentOf = (number: number): number => Math.floor(number / SEGMENT_TEXTS);

async function addMarks(
  tx: Tx<Own>,
  householdId: string,
  marked: readonly { mark: string; number: number }[],
): Promise<void> {
  if (marked.length === 0) return;
  const segments = new Set(marked.map(({ number }) => segmentOf(number)));
  const byMark = Map.groupBy(marked, ({ mark }) => mark);
  const known = await markRows(tx, householdId, [...byMark.keys()])
    .where('segment', 'in', [...segments])
    .execute();
  const kept = new Map(known.map((row) => [`${row.mark} ${row.segment}`, row.texts]));
  const rows: [string, string, number, Uint8Array][] = [];
  for (const [mark, own] of byMark) {
    for (const [segment, some] of Map.groupBy(own, ({ number }) => segmentOf(number))) {
      const before = kept.get(`${mark} ${segment}`);
      const texts = before ? Uint8Array.from(before) : new Uint8Array(SEGMENT_TEXTS / 8);
      for (const { number } of some) addText(texts, number % SEGMENT_TEXTS);
      if (!before || Buffer.compare(before, texts) !== 0) {
        rows.push([householdId, mark, segment, texts]);
      }
    }
  }
  await bulkInsert(tx, 'search_marks', ['household_id', 'mark', 'segment', 'texts'], rows, {
    key: ['household_id', 'mark', 'segment'],
    set: ['texts'],
  });
}

/** Whether each of a segment's texts, by number, has the marks of all its rows: what only the doctor asks. */
export async function areMarked(
  db: Db<Own>,
  householdId: string,
  segment: number,
  texts: ReadonlyMap<string, number>,
): Promise<boolean> {
  const kept = await db
    .selectFrom('search_marks')
    .select(['mark', 'texts'])
    .where('household_id', '=', householdId)
    .where('segment', '=', segment)
    .execute();
  const byMark = new Map(kept.map((row) => [row.mark, row.texts]));
  const rows = await listMarked(db, householdId, [...texts.keys()]);
  return rows.every((row) => {
    const place = (texts.get(row.descriptor_id) ?? 0) % SEGMENT_TEXTS;
    return marksOf(row).every((mark) => (byMark.get(mark)?.[place >> 3] ?? 0) & (1 << (place & 7)));
  });
}

function addText(texts: Uint8Array, place: number): void {
  texts[place >> 3] = (texts[place >> 3] ?? 0) | (1 << (place & 7));
}

/** The rows of any of these marks: a bit for each text of a segment. */
export const markRows = (db: Db<Own>, householdId: string, marks: readonly string[]) =>
  db
    .selectFrom('search_marks')
    .select(['mark', 'segment', 'texts'])
    .where('household_id', '=', householdId)
    .where('mark', 'in', marks);

/** Takes a segment's marks away, as its texts go out of the index. */
export const forgetMarks = (tx: Tx<Own>, householdId: string, segment: number) =>
  tx
    .deleteFrom('search_marks')
    .where('household_id', '=', householdId)
    .where('segment', '=', segment)
    .execute();

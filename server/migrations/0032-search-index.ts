import { type Kysely, sql } from 'kysely';
import { addColumns, addIndex, createTable } from '../src/platform/db/index.ts';

const ROWS_AT_ONCE = 5000;

/** Which texts hold which letters. What is there already is indexed when it is searched first. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'descriptors', {
    search_number: { kind: 'integer?' },
    payee_length: { kind: 'integer?' },
    note_length: { kind: 'integer?' },
  });
  await addIndex(db, 'descriptors', 'descriptors_number', ['household_id', 'search_number']);
  await createTable(db, 'search_grams', {
    columns: { household_id: 'id', segment: 'integer', pair: 'integer', grams: 'bytes' },
    primaryKey: ['household_id', 'segment', 'pair'],
  });
  await fillLengths(db);
}

interface Text {
  household_id: string;
  id: string;
  payee: string;
  note: string | null;
}

/** Only of texts that are longer or shorter when they are folded: a few letters in a thousand. */
async function fillLengths(db: Kysely<unknown>): Promise<void> {
  let after = { household_id: '', id: '' };
  for (;;) {
    const { rows } = await sql<Text>`select household_id, id, payee, note from descriptors
      where household_id >= ${after.household_id}
      and (household_id > ${after.household_id} or id > ${after.id})
      order by household_id, id limit ${sql.lit(ROWS_AT_ONCE)}`.execute(db);
    for (const row of rows) {
      const [payee, note] = [foldedLength(row.payee), foldedLength(row.note ?? '')];
      if (payee === null && note === null) continue;
      await sql`update descriptors set payee_length = ${payee}, note_length = ${note}
        where household_id = ${row.household_id} and id = ${row.id}`.execute(db);
    }
    const last = rows.at(-1);
    if (!last || rows.length < ROWS_AT_ONCE) return;
    after = last;
  }
}

/** As descriptor.ts folds today. */
function foldedLength(text: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is ASCII keeps its length.
  if (/^[\x00-\x7f]*$/.test(text)) return null;
  const folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
  const length = Array.from(folded).length;
  return length === Array.from(text).length ? null : length;
}

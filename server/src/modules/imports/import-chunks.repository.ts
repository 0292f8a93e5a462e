import type { Db, Tx } from '../../platform/db/index.ts';
import type { StagedRow } from './findings.ts';
import type { ImportsTables } from './imports.tables.ts';
import { tallyOf } from './row-decisions.ts';

type Own = ImportsTables;

type ChunkOf = Pick<Own['import_chunks'], 'household_id' | 'import_id' | 'seq'>;

export const insertChunk = (tx: Tx<Own>, chunk: ChunkOf, rows: readonly StagedRow[]) =>
  tx
    .insertInto('import_chunks')
    .values({ ...chunk, ...asKept(rows) })
    .execute();

export const updateChunk = (tx: Tx<Own>, chunk: ChunkOf, rows: readonly StagedRow[]) =>
  tx
    .updateTable('import_chunks')
    .set(asKept(rows))
    .where('household_id', '=', chunk.household_id)
    .where('import_id', '=', chunk.import_id)
    .where('seq', '=', chunk.seq)
    .execute();

function asKept(rows: readonly StagedRow[]) {
  const tally = tallyOf(rows);
  return {
    add_count: tally.add,
    duplicate_count: tally.duplicate,
    confirm_count: tally.confirm,
    look_count: tally.look,
    skip_count: tally.skip,
    rows_json: JSON.stringify(rows),
  };
}

/** The chunks of a file, or of what its commits left, stand apart by so many numbers. */
export const CHUNKS_OF_ONE = 1_000_000;

/** Deletes the chunks of a file's rows from one number on, or up to one. */
export async function deleteChunks(
  tx: Tx<Own>,
  householdId: string,
  importId: string,
  which: '<' | '>=',
  seq: number,
): Promise<void> {
  await tx
    .deleteFrom('import_chunks')
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .where('seq', which, seq)
    .execute();
}

export const listChunkCounts = (
  db: Db<Own>,
  householdId: string,
  importId: string,
  from: number = 0,
) =>
  db
    .selectFrom('import_chunks')
    .select([
      'seq',
      'add_count as add',
      'duplicate_count as duplicate',
      'confirm_count as confirm',
      'look_count as look',
      'skip_count as skip',
    ])
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .where('seq', '>=', from)
    .where('seq', '<', from + CHUNKS_OF_ONE)
    .orderBy('seq')
    .execute();

export async function readChunk(
  db: Db<Own>,
  householdId: string,
  importId: string,
  seq: number,
): Promise<StagedRow[]> {
  const chunk = await db
    .selectFrom('import_chunks')
    .select('rows_json')
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return chunk ? JSON.parse(chunk.rows_json) : [];
}

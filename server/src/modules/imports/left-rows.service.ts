import type { Database, Tx } from '../../platform/db/index.ts';
import type { ImportFindings, StagedRow } from './findings.ts';
import {
  CHUNKS_OF_ONE,
  deleteChunks,
  insertChunk,
  listChunkCounts,
  readChunk,
  updateChunk,
} from './import-chunks.repository.ts';
import { listCommitted, updateImport } from './imports.repository.ts';
import type { ImportRowRecord, ImportsTables } from './imports.tables.ts';
import { listTakenBy } from './match-rows.repository.ts';
import { rowMatcher } from './match-rows.service.ts';
import { CHUNK_ROWS, type ImportTables, type Task } from './read.service.ts';
import { decisionOf, exchanged, matchOf, tallyOf } from './row-decisions.ts';

/** Where the rows of an import stand that are still to be added: all of the file, or what is left. */
export const firstChunk = (findings: ImportFindings | null): number => findings?.leftFrom ?? 0;

/**
 * Keeps, while a commit goes through the rows, those nobody decided on, under numbers of their own:
 * until the commit is shown, the rows it began with stand as they stood, and a process that died
 * in between begins anew.
 */
export async function leftKeeper(
  database: Database<ImportTables>,
  { household_id, id: import_id }: ImportRowRecord,
  findings: ImportFindings,
) {
  const from = firstChunk(findings) + CHUNKS_OF_ONE;
  await forgetKept(database, { householdId: household_id, importId: import_id }, findings);
  let tally = tallyOf([]);
  let waiting: StagedRow[] = [];
  let seq = from;

  async function flush(): Promise<void> {
    const rows = waiting;
    waiting = [];
    if (rows.length === 0) return;
    tally = exchanged(tally, null, tallyOf(rows));
    await database.write((tx) => insertChunk(tx, { household_id, import_id, seq }, rows));
    seq += 1;
  }

  async function take(rows: readonly StagedRow[]): Promise<void> {
    for (const row of rows) {
      if (decisionOf(row) !== 'look') continue;
      waiting.push({ ...row, seq: seq * CHUNK_ROWS + waiting.length });
      if (waiting.length === CHUNK_ROWS) await flush();
    }
  }

  /** What the import says of it from the moment it is shown. */
  async function finish(): Promise<Pick<ImportFindings, 'left' | 'leftFrom'>> {
    await flush();
    return { left: tally, leftFrom: from };
  }

  return { take, finish };
}

/** Takes away what a commit kept that never came to its end. */
export async function forgetKept(
  database: Database<ImportTables>,
  { householdId, importId }: Task,
  findings: ImportFindings,
): Promise<void> {
  const from = firstChunk(findings) + CHUNKS_OF_ONE;
  await database.write((tx) => deleteChunks(tx, householdId, importId, '>=', from));
}

/**
 * Looks again whether what a person said of rows that were left can still be done. What has come in
 * under the same key meanwhile is there already; of the others only what was said is believed, since
 * likeness would now find the rows that came in with them.
 */
export async function leftChecker(
  database: Database<ImportTables>,
  { household_id: householdId, id: importId }: ImportRowRecord,
  findings: ImportFindings,
) {
  const accountOf = (statement: number) => findings.statements[statement]?.accountId ?? null;
  const matcher = await rowMatcher(database, { householdId, importId }, accountOf);
  return async (rows: readonly StagedRow[]): Promise<void> => {
    const probes = structuredClone([...rows]);
    await matcher.mark(probes);
    const matches = probes.flatMap((row) => matchOf(row) ?? []);
    const taken = await listTakenBy(database.read, householdId, importId, matches);
    for (const [index, row] of rows.entries()) {
      const probe = probes[index];
      delete row.chosen;
      if (!probe) continue;
      const match = matchOf(probe);
      if (probe.chosen && !(match !== null && taken.has(match))) row.chosen = probe.chosen;
      else if (!probe.chosen && probe.decision === 'duplicate') {
        Object.assign(row, { decision: 'duplicate', matchIds: probe.matchIds });
      }
    }
  };
}

/** The statements of rows that were left and somebody wants in by now. */
export async function listLeftStatements(
  tx: Tx<ImportsTables>,
  { household_id: householdId, id }: ImportRowRecord,
  findings: ImportFindings,
): Promise<Set<number>> {
  const found = new Set<number>();
  for (const { seq } of await listChunkCounts(tx, householdId, id, firstChunk(findings))) {
    for (const row of await readChunk(tx, householdId, id, seq)) {
      if (decisionOf(row) === 'add' || decisionOf(row) === 'confirm') found.add(row.statement);
    }
  }
  return found;
}

/** What was left of files for accounts that go can no longer come in. */
export async function forgetLeft(
  tx: Tx<ImportsTables>,
  household_id: string,
  accountIds: readonly string[],
): Promise<void> {
  for (const record of await listCommitted(tx, household_id)) {
    const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
    const isGone = (statement: number) =>
      accountIds.includes(findings.statements[statement]?.accountId ?? '');
    if (!findings.left?.total || !findings.statements.some((one) => isGone(one.index))) continue;
    let left = tallyOf([]);
    for (const { seq } of await listChunkCounts(tx, household_id, record.id, findings.leftFrom)) {
      const rows = await readChunk(tx, household_id, record.id, seq);
      const staying = rows.filter((row) => !isGone(row.statement));
      left = exchanged(left, null, tallyOf(staying));
      await updateChunk(tx, { household_id, import_id: record.id, seq }, staying);
    }
    const look = findings.counts.look - findings.left.total + left.total;
    const result = { ...findings, left, counts: { ...findings.counts, look } };
    await updateImport(tx, household_id, record.id, { result_json: JSON.stringify(result) });
  }
}

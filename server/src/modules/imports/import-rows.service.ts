import type { Body, decideImportRows, ImportRow, listImportRows, Query } from '@picture/contract';
import type { Db, Tx } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listVisibleAccounts } from '../accounts/index.ts';
import { listTransactionsById, presentAll } from '../transactions/index.ts';
import { meaningOf } from './chosen-rows.service.ts';
import type { ImportFindings, StagedRow } from './findings.ts';
import { listChunkCounts, readChunk, updateChunk } from './import-chunks.repository.ts';
import { presentRow } from './import-view.ts';
import { updateImport } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { firstChunk } from './left-rows.service.ts';
import {
  forgetChoices,
  listChunksNaming,
  listTakenBy,
  saveChoices,
} from './match-rows.repository.ts';
import { CHUNK_ROWS, type ImportTables } from './read.service.ts';
import { decisionOf, exchanged, matchOf, tallyOf } from './row-decisions.ts';

/** A file's rows as they were decided, with the ledger's rows beside them. */
export async function listRows(
  db: Db<ImportTables>,
  who: Reader,
  record: ImportRowRecord,
  query: Query<typeof listImportRows>,
): Promise<{ items: ImportRow[]; nextCursor: string | null }> {
  const findings: ImportFindings | null = JSON.parse(record.result_json ?? 'null');
  if (!findings) return { items: [], nextCursor: null };
  const after = Number(query.cursor ?? -1);
  const found: StagedRow[] = [];
  const from = firstChunk(findings);
  for (const { seq, ...counts } of await listChunkCounts(db, who.householdId, record.id, from)) {
    if (query.decision !== undefined && counts[query.decision] === 0) continue;
    if ((seq + 1) * CHUNK_ROWS <= after) continue;
    for (const row of await readChunk(db, who.householdId, record.id, seq)) {
      const fits = query.decision === undefined || decisionOf(row) === query.decision;
      if (fits && row.seq > after && isOpenTo(who, findings, row)) found.push(row);
    }
    if (found.length > query.limit) break;
  }
  const page = found.slice(0, query.limit);
  const last = found.length > query.limit ? page.at(-1) : undefined;
  return {
    items: await presentRows(db, who, findings, page),
    nextCursor: last ? String(last.seq) : null,
  };
}

/** Whose account a row goes into decides on it, also once the account is private to somebody. */
const isOpenTo = (who: Reader, { statements }: ImportFindings, { statement }: StagedRow): boolean =>
  !who.hiddenAccountIds.includes(statements[statement]?.accountId ?? '');

async function presentRows(
  db: Db<ImportTables>,
  who: Reader,
  findings: ImportFindings,
  rows: readonly StagedRow[],
): Promise<ImportRow[]> {
  const accounts = await listVisibleAccounts(db, who);
  const held = await listTransactionsById(db, who, [...new Set(idsOf(rows))]);
  const byId = new Map((await presentAll(db, who, held)).map((one) => [one.id, one]));
  return rows.map((row) => presentRow(row, findings, accounts, byId));
}

const idsOf = (rows: readonly StagedRow[]): string[] =>
  rows.flatMap((row) => [row.chosen?.transactionId ?? [], row.matchIds ?? []].flat());

type Wish = Body<typeof decideImportRows>;
type RowWish = NonNullable<Wish['rows']>[number];

/** Writes what a person says of rows, and gives the counts after that. */
export async function decideRows(
  tx: Tx<ImportTables>,
  who: Reader,
  record: ImportRowRecord,
  wish: Wish,
): Promise<ImportFindings> {
  const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
  const chunks = await chunksOf(tx, record, findings, wish);
  const before = new Map([...chunks].map(([seq, rows]) => [seq, tallyOf(rows)]));
  const rows = [...chunks.values()].flat().filter((row) => isOpenTo(who, findings, row));
  const wishes = wish.rows ?? toLookAt(rows, wish.allToLookAt ?? 'skip');
  const changed = await apply(tx, who, findings, rows, wishes);
  await assertNotTaken(tx, record, chunks, changed);
  for (const [seq, own] of chunks) {
    const [was, is] = [before.get(seq) ?? null, tallyOf(own)];
    // What is said of rows that were left changes no ledger yet.
    if (findings.left) findings.left = exchanged(findings.left, was, is);
    else findings.counts = exchanged(findings.counts, was, is);
    const chunk = { household_id: record.household_id, import_id: record.id, seq };
    await updateChunk(tx, chunk, own);
  }
  await keepChoices(tx, record, changed);
  const result_json = JSON.stringify(findings);
  await updateImport(tx, record.household_id, record.id, { result_json });
  return findings;
}

/** The rows spoken of, with their neighbours in the same thousand. */
async function chunksOf(
  tx: Tx<ImportTables>,
  { household_id: householdId, id }: ImportRowRecord,
  findings: ImportFindings,
  wish: Wish,
): Promise<Map<number, StagedRow[]>> {
  const seqs = wish.rows
    ? new Set(wish.rows.map((row) => Math.floor(row.seq / CHUNK_ROWS)))
    : new Set(
        (await listChunkCounts(tx, householdId, id, firstChunk(findings)))
          .filter((chunk) => chunk.look > 0)
          .map((chunk) => chunk.seq),
      );
  const chunks = new Map<number, StagedRow[]>();
  for (const seq of seqs) chunks.set(seq, await readChunk(tx, householdId, id, seq));
  return chunks;
}

const toLookAt = (rows: readonly StagedRow[], decision: 'add' | 'skip'): RowWish[] =>
  rows.filter((row) => decisionOf(row) === 'look').map(({ seq }) => ({ seq, decision }));

/** Gives the rows that were spoken of, changed. */
async function apply(
  tx: Tx<ImportTables>,
  who: Reader,
  findings: ImportFindings,
  rows: readonly StagedRow[],
  wishes: readonly RowWish[],
): Promise<StagedRow[]> {
  const bySeq = new Map(rows.map((row) => [row.seq, row]));
  const changed = [];
  const named = [];
  for (const wish of wishes) {
    const row = bySeq.get(wish.seq);
    if (!row) throw notFound('row');
    changed.push(row);
    delete row.chosen;
    if (wish.decision === 'add' || wish.decision === 'skip') {
      row.chosen = { decision: wish.decision };
    } else if (wish.decision === 'confirm') {
      const accountId = findings.statements[row.statement]?.accountId ?? null;
      named.push({ row, accountId, transactionId: wish.transactionId });
    }
  }
  const meanings = await meaningOf(tx, who, named);
  for (const [index, { row }] of named.entries()) {
    const meaning = meanings[index];
    if (!meaning) {
      throw new AppError(
        'import_match_unfit',
        'A row is only a transaction of the same account and, unless that is pending, amount.',
      );
    }
    row.chosen = meaning;
  }
  return changed;
}

/** No transaction is two rows of a file. */
async function assertNotTaken(
  tx: Tx<ImportTables>,
  { household_id: householdId, id }: ImportRowRecord,
  chunks: ReadonlyMap<number, StagedRow[]>,
  changed: readonly StagedRow[],
): Promise<void> {
  const matches = changed.flatMap((row) => matchOf(row) ?? []);
  const landed = await listTakenBy(tx, householdId, id, matches);
  for (const row of changed) {
    const match = matchOf(row);
    if (match === null) continue;
    if (landed.has(match)) throw matchTaken();
    const naming = await listChunksNaming(tx, householdId, id, match);
    for (const seq of new Set([...naming, ...chunks.keys()])) {
      const others = chunks.get(seq) ?? (await readChunk(tx, householdId, id, seq));
      if (others.some((other) => other.seq !== row.seq && matchOf(other) === match)) {
        throw matchTaken();
      }
    }
  }
}

const matchTaken = () =>
  new AppError('import_match_taken', 'Another row of this file is that transaction already.');

async function keepChoices(
  tx: Tx<ImportTables>,
  { household_id, id: import_id }: ImportRowRecord,
  changed: readonly StagedRow[],
): Promise<void> {
  const said = changed.flatMap((row) => {
    if (!row.chosen) return [];
    const { decision, transactionId = null } = row.chosen;
    return {
      household_id,
      import_id,
      statement: row.statement,
      import_key: row.importKey,
      decision: decision === 'duplicate' ? ('confirm' as const) : decision,
      transaction_id: transactionId,
      over_key: row.decision === 'duplicate' ? 1 : 0,
    };
  });
  await saveChoices(tx, said);
  const unsaid = changed.filter((row) => !row.chosen);
  for (const [statement, own] of Map.groupBy(unsaid, (row) => row.statement)) {
    const keys = own.map((row) => row.importKey);
    await forgetChoices(tx, household_id, import_id, statement, keys);
  }
}

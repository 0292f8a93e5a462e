import type { CsvMapping } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { type AccountRow, listHiddenAccountIds, listVisibleAccounts } from '../accounts/index.ts';
import { gatherKnowledge, type LedgerTables, learnFromHousehold } from '../transactions/index.ts';
import { openFileCategories } from './file-categories.service.ts';
import { accountFinder, emptyFindings, note } from './file-findings.ts';
import type { ImportChoices, ImportFindings, StagedRow } from './findings.ts';
import {
  readStatements,
  type StatementEvent,
  UnreadableStatement,
  WHOLE_HISTORIES,
} from './formats/index.ts';
import {
  insertChunk,
  listChunkCounts,
  readChunk,
  updateChunk,
} from './import-chunks.repository.ts';
import {
  deleteImportRows,
  findImport,
  findMapping,
  listMatches,
  readBlobs,
  updateImport,
} from './imports.repository.ts';
import type { ImportRowRecord, ImportsTables } from './imports.tables.ts';
import { rowMatcher } from './match-rows.service.ts';
import { exchanged, noCounts, tallyOf } from './row-decisions.ts';
import { rowStager } from './stage-rows.ts';

export type ImportTables = LedgerTables & ImportsTables;

export interface Task {
  householdId: string;
  importId: string;
}

export const CHUNK_ROWS = 1000;

/** Reads a file, decides on each row, and leaves all of it to be looked at. Changes no ledger. */
export async function readImport(
  database: Database<ImportTables>,
  task: Task,
  clock: Clock,
): Promise<void> {
  const record = await findImport(database.read, task.householdId, task.importId);
  if (record?.status !== 'reading') return;
  await database.write((tx) =>
    deleteImportRows(tx, task.householdId, task.importId, ['import_chunks']),
  );
  const ledgerVersion = await versionOf(database, task.householdId);
  try {
    const findings = await stageFile(database, record, clock);
    await updateImport(database.read, task.householdId, task.importId, {
      status: 'ready',
      progress_done: record.size_bytes,
      result_json: JSON.stringify(findings),
      error_json: null,
      ledger_version: ledgerVersion,
    });
  } catch (error) {
    if (!(error instanceof UnreadableStatement)) throw error;
    await updateImport(database.read, task.householdId, task.importId, {
      status: 'failed',
      error_json: JSON.stringify({
        code: error.code,
        params: error.params,
        message: error.message,
      }),
    });
  }
}

/** Decides again what becomes of the rows: the ledger changed since. What a person said holds. */
export async function decideAgain(
  database: Database<ImportTables>,
  { household_id: householdId, id: importId }: ImportRowRecord,
  findings: ImportFindings,
  ledgerVersion: number,
): Promise<void> {
  const accountOf = (statement: number) => findings.statements[statement]?.accountId ?? null;
  const matcher = await rowMatcher(database, { householdId, importId }, accountOf);
  let counts = noCounts(findings.counts.problems);
  for (const { seq } of await listChunkCounts(database.read, householdId, importId)) {
    const rows = await readChunk(database.read, householdId, importId, seq);
    const before = JSON.stringify(rows);
    await matcher.mark(rows);
    counts = exchanged(counts, null, tallyOf(rows));
    if (JSON.stringify(rows) === before) continue;
    const chunk = { household_id: householdId, import_id: importId, seq };
    await database.write((tx) => updateChunk(tx, chunk, rows));
  }
  findings.counts = await matcher.finish(counts);
  await updateImport(database.read, householdId, importId, {
    result_json: JSON.stringify(findings),
    ledger_version: ledgerVersion,
  });
}

/** Reading failed again and again for a reason that is ours: say so instead of reading for ever. */
export async function failRead(database: Database<ImportTables>, task: Task): Promise<void> {
  await updateImport(database.read, task.householdId, task.importId, {
    status: 'failed',
    error_json: JSON.stringify({
      code: 'internal',
      params: {},
      message: 'Something failed on our side while reading this file.',
    }),
  });
}

export async function versionOf(
  database: Database<ImportTables>,
  householdId: string,
): Promise<number> {
  const household = await database.read
    .selectFrom('households')
    .select('version')
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  return household.version;
}

async function stageFile(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  clock: Clock,
): Promise<ImportFindings> {
  const { household_id: householdId, id: importId } = record;
  const choices: ImportChoices = record.mapping_json
    ? JSON.parse(record.mapping_json)
    : { csv: null, accounts: {} };
  const accounts = await listVisibleAccounts(database.read, {
    householdId,
    hiddenAccountIds: await listHiddenAccountIds(database.read, householdId, record.user_id),
  });
  const matches = await listMatches(database.read, householdId);
  const place = accountFinder(record, choices, accounts, matches);
  await learnFromHousehold(database, householdId, clock, 0);
  const categories = await openFileCategories(database.read, householdId, choices.categories ?? []);
  const stage = rowStager(await gatherKnowledge(database.read, householdId), categories);
  const mapping = choices.csv ?? (await rememberedMapping(database, record, accounts));
  const findings = emptyFindings(choices.csv === null && mapping !== null);
  const accountOf = (statement: number) => findings.statements[statement]?.accountId ?? null;
  const matcher = await rowMatcher(database, { householdId, importId }, accountOf);
  let pending: StagedRow[] = [];
  let chunk = 0;

  const save = async (bytesRead: number) => {
    const rows = pending;
    pending = [];
    await matcher.mark(rows);
    findings.counts = exchanged(findings.counts, null, tallyOf(rows));
    await database.write(async (tx) => {
      await insertChunk(tx, { household_id: householdId, import_id: importId, seq: chunk }, rows);
      await updateImport(tx, householdId, importId, { progress_done: bytesRead });
    });
    chunk += 1;
  };

  for await (const event of readStatements(sourceOf(database, record), {
    ...(mapping && { csv: mapping }),
    currency:
      accounts.find((account) => account.id === record.account_id)?.currency ??
      choices.newAccounts?.[0]?.currency ??
      'USD',
  })) {
    if (event.kind !== 'transactions') {
      note(findings, event, place);
      if (event.kind === 'format') categories.byDefault = isWholeHistory(event) ? 'make' : 'ignore';
      continue;
    }
    const statement = findings.statements[event.index];
    for (const row of event.rows) {
      pending.push(
        stage(row, event.index, statement?.accountId ?? statement?.newAccount?.id ?? null),
      );
      if (pending.length === CHUNK_ROWS) await save(event.bytesRead);
    }
    if (statement) statement.transactionCount += event.rows.length;
  }
  if (pending.length > 0) await save(record.size_bytes);
  findings.counts = await matcher.finish(findings.counts);
  findings.categories = categories.finish();
  return findings;
}

/** The owner's own names of categories, not a bank's. */
const isWholeHistory = (event: Extract<StatementEvent, { kind: 'format' }>): boolean =>
  event.format === 'qif' || WHOLE_HISTORIES.has(event.profile ?? '');

const sourceOf = (database: Database<ImportTables>, record: ImportRowRecord) => ({
  name: record.file_name,
  sizeBytes: record.size_bytes,
  open: () => readBlobs(database.read, record.household_id, record.id),
});

/** The mapping somebody corrected before for this account and this make of file. */
async function rememberedMapping(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  accounts: readonly AccountRow[],
): Promise<CsvMapping | null> {
  const accountId = record.account_id;
  if (accountId === null || !accounts.some((account) => account.id === accountId)) return null;
  for await (const event of readStatements(sourceOf(database, record), {})) {
    if (event.kind !== 'format' || event.csv === null) return null;
    const found = await findMapping(
      database.read,
      record.household_id,
      accountId,
      event.csv.fingerprint,
    );
    return found ? JSON.parse(found.mapping_json) : null;
  }
  return null;
}

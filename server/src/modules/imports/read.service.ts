import { createHash } from 'node:crypto';
import type { CsvMapping } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { type AccountRow, listHiddenAccountIds, listVisibleAccounts } from '../accounts/index.ts';
import { gatherKnowledge, type LedgerTables, learnFromHousehold } from '../transactions/index.ts';
import { openFileCategories } from './file-categories.service.ts';
import type {
  ImportChoices,
  ImportFindings,
  NewAccount,
  StagedRow,
  StatementFinding,
} from './findings.ts';
import {
  type Investments,
  readStatements,
  type StatementEvent,
  UnreadableStatement,
  WHOLE_HISTORIES,
} from './formats/index.ts';
import {
  deleteImportRows,
  findImport,
  findMapping,
  insertChunk,
  listChunkCounts,
  listMatches,
  readBlobs,
  readChunk,
  updateChunk,
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
const PROBLEMS_KEPT = 1000;
const INVESTMENTS_KEPT = 2000;

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

type Place = Pick<StatementFinding, 'accountId' | 'newAccount'>;

/** Finds the account of a statement: as chosen, as remembered, by name, or as the upload said. */
function accountFinder(
  record: ImportRowRecord,
  choices: ImportChoices,
  accounts: readonly AccountRow[],
  matches: readonly { statement_key: string; account_id: string }[],
) {
  const remembered = new Map(matches.map((match) => [match.statement_key, match.account_id]));
  const known = (id: string | null | undefined) =>
    accounts.find((account) => account.id === id)?.id ?? null;
  const planned = new Map<string, NewAccount>();
  return (index: number, key: string | null, name: string | null): Place => {
    const chosen = known(choices.accounts[index]);
    // Statements of one account in the file go into one that is made for it.
    const made = choices.newAccounts?.[index] ?? (key === null ? undefined : planned.get(key));
    if (made && chosen === null) {
      if (key !== null) planned.set(key, made);
      const before = known(key === null ? null : remembered.get(key));
      return { accountId: null, newAccount: { ...made, ...(before && { insteadOf: before }) } };
    }
    const byName = name && accounts.find((a) => a.name.toLowerCase() === name.toLowerCase())?.id;
    const accountId =
      chosen ??
      (index === 0 ? known(record.account_id) : null) ??
      known(key === null ? null : remembered.get(key)) ??
      known(byName);
    return { accountId };
  };
}

function note(
  findings: ImportFindings,
  event: Exclude<StatementEvent, { kind: 'transactions' }>,
  place: ReturnType<typeof accountFinder>,
): void {
  if (event.kind === 'format') {
    findings.format = event.format;
    findings.encoding = event.encoding || null;
    findings.profile = event.profile ?? null;
    findings.layout = event.csv;
  } else if (event.kind === 'statement') {
    const key = statementKey(event.account);
    const finding: StatementFinding = {
      index: event.index,
      key,
      ...event.account,
      currency: event.currency,
      transactionCount: 0,
      ...place(event.index, key, event.account.name),
      closingBalanceMinor: null,
      closingBalanceOn: null,
    };
    findings.statements[event.index] = finding;
  } else if (event.kind === 'investments') {
    const statement = findings.statements[event.index];
    if (statement) keepInvestments(statement, event.investments);
  } else if (event.kind === 'balance') {
    const statement = findings.statements[event.index];
    if (!statement) return;
    statement.closingBalanceMinor = event.closingBalanceMinor;
    statement.closingBalanceOn = event.closingBalanceOn;
  } else {
    findings.counts.problems += event.problem.severity === 'error' ? 1 : 0;
    if (findings.problems.length < PROBLEMS_KEPT) findings.problems.push(event.problem);
  }
}

/** What the file says of investments; past so many trades only the file itself holds the rest. */
function keepInvestments(statement: StatementFinding, found: Investments): void {
  statement.investments ??= { positions: [], trades: [], prices: [] };
  const kept = statement.investments;
  kept.positions.push(...found.positions.slice(0, INVESTMENTS_KEPT - kept.positions.length));
  kept.trades.push(...found.trades.slice(0, INVESTMENTS_KEPT - kept.trades.length));
  kept.prices.push(...found.prices.slice(0, INVESTMENTS_KEPT - kept.prices.length));
}

/** A hash, since an account number has no business in a second place. Null: nothing tells it. */
function statementKey(account: {
  externalId: string | null;
  name: string | null;
  institution: string | null;
}): string | null {
  if (account.externalId === null && account.name === null) return null;
  return createHash('sha256')
    .update(JSON.stringify([account.institution, account.externalId, account.name]))
    .digest('base64url');
}

const emptyFindings = (remembered: boolean): ImportFindings => ({
  format: null,
  encoding: null,
  layout: null,
  remembered,
  statements: [],
  counts: noCounts(),
  problems: [],
});

import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type AccountRow, listAccountRows } from '../accounts/index.ts';
import { changeHousehold, getFirstDayOfMonth } from '../settings/index.ts';
import {
  beginBatch,
  type CategoryKnowledge,
  type CategoryRow,
  categoriesMark,
  type DescriptorRow,
  decide,
  descriptorRow,
  followRules,
  gatherKnowledge,
  indexTexts,
  LedgerTotals,
  landBatch,
  learnFromHousehold,
  liftBatch,
  linkSureTransfers,
  listCategoryRows,
  purgeBatch,
  type TransactionRow,
  writeBatchRows,
} from '../transactions/index.ts';
import type { ImportFindings, StagedRow } from './findings.ts';
import {
  deleteImportRows,
  findImport,
  findKnownKeys,
  listChunkCounts,
  readChunk,
  updateImport,
} from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { type ImportTables, type Task, versionOf } from './read.service.ts';
import { takeBackWorth, tellWorth } from './worth.service.ts';

/** Each step holds SQLite's only writer about so long: an edit made meanwhile waits no longer. */
const STEP_MS = 50;
const FEWEST_ROWS = 500;
const MOST_ROWS = 4000;
/** Texts whose rows are at hand and written already; a household's texts repeat a lot. */
const TEXTS_KEPT = 20_000;

/** Adds what is new to the ledger: hidden rows in short steps, then all of it shown at once. */
export async function commitImport(
  database: Database<ImportTables>,
  task: Task,
  clock: Clock,
): Promise<void> {
  const { householdId, importId } = task;
  const record = await findImport(database.read, householdId, importId);
  // Committed already: a process died when all was shown, and what follows was not done.
  if (record?.status !== 'committing' && record?.status !== 'committed') return;
  const added =
    record.status === 'committing' ? await land(database, record, clock) : record.progress_done;
  await database.write((tx) => deleteImportRows(tx, householdId, importId, ['import_chunks']));
  await followRules(database, clock, actorOf(record), importId);
  await linkFound(database, record, clock);
  // Files that name categories teach them, for the files that do not.
  await learnFromHousehold(database, householdId, clock, added);
  await indexTexts(database, householdId);
}

/** Gives how many rows came in. */
async function land(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  clock: Clock,
): Promise<number> {
  const { household_id: householdId, id: importId } = record;
  const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
  // From here on no account or category can be deleted; what was deleted before is seen below.
  await beginBatch(database, householdId, importId, clock);
  const accounts = await listAccountRows(database.read, householdId);
  const categories = await listCategoryRows(database.read, householdId);
  const categoriesSeen = await categoriesMark(database.read, householdId);
  const knowledge = await gatherKnowledge(database.read, householdId);
  const totals = new LedgerTotals(await getFirstDayOfMonth(database.read, householdId));
  const writer = batchWriter(
    database,
    record,
    findings,
    accounts,
    categories,
    knowledge,
    totals,
    clock,
  );
  const lookAgain = record.ledger_version !== (await versionOf(database, householdId));
  for (const { seq } of await listChunkCounts(database.read, householdId, importId)) {
    const rows = await readChunk(database.read, householdId, importId, seq);
    const fresh = lookAgain ? await stillNew(database, householdId, findings, rows) : rows;
    await writer.write(fresh.filter((row) => !row.duplicate));
  }
  await changeHousehold(database, clock, actorOf(record), async (change) => {
    const { tx, audit } = change;
    await landBatch(change, householdId, importId, totals, categoriesSeen);
    const toldWorth = await tellWorth(change, actorOf(record), findings, accounts);
    await updateImport(tx, householdId, importId, {
      status: 'committed',
      committed_at: clock.now().toISOString(),
      progress_done: writer.written(),
      result_json: JSON.stringify({
        ...findings,
        toldWorth,
        counts: {
          ...findings.counts,
          add: writer.written(),
          duplicate: findings.counts.total - writer.written(),
        },
      }),
    });
    await audit({
      action: 'import.commit',
      entityId: importId,
      after: { added: writer.written(), accountIds: accountsOf(record) },
    });
  });
  return writer.written();
}

/** What came in may be the other side of what is there; left undone, it is still suggested. */
async function linkFound(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  clock: Clock,
): Promise<void> {
  const { household_id: householdId, user_id: userId } = record;
  const days = await database.read
    .selectFrom('transactions')
    .select((eb) => [
      eb.fn.min<string | null>('posted_on').as('from'),
      eb.fn.max<string | null>('posted_on').as('to'),
    ])
    .where('household_id', '=', householdId)
    .where('import_id', '=', record.id)
    .executeTakeFirstOrThrow();
  const { from, to } = days;
  if (from === null || to === null) return;
  const { home_currency: homeCurrency } = await database.read
    .selectFrom('households')
    .select('home_currency')
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  await linkSureTransfers(database, clock, { householdId, userId, homeCurrency }, { from, to });
}

/**
 * What a commit leaves that failed again and again: nothing, and the import ready to be tried. What
 * was shown already stays, whatever failed after that.
 */
export async function abandonCommit(database: Database<ImportTables>, task: Task): Promise<void> {
  const record = await findImport(database.read, task.householdId, task.importId);
  if (record?.status !== 'committing') return;
  await purgeBatch(database, task.householdId, task.importId);
  await updateImport(database.read, task.householdId, task.importId, { status: 'ready' });
}

/** Where the rows of an import are. */
const accountsOf = (record: ImportRowRecord): (string | null)[] => {
  const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
  return findings.statements.map((statement) => statement.accountId);
};

/** Takes a committed import back: out of sight and out of the totals at once, then deleted. */
export async function undoImport(
  database: Database<ImportTables>,
  task: Task,
  clock: Clock,
): Promise<void> {
  const { householdId, importId } = task;
  const record = await findImport(database.read, householdId, importId);
  if (record?.status !== 'undoing') return;
  const hidden = await database.read
    .selectFrom('hidden_batches')
    .select('batch_id')
    .where('household_id', '=', householdId)
    .where('batch_id', '=', importId)
    .executeTakeFirst();
  if (!hidden) {
    const accounts = await listAccountRows(database.read, householdId);
    const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
    await changeHousehold(database, clock, actorOf(record), async (change) => {
      await takeBackWorth(change, actorOf(record), findings, accounts);
      const removed = await liftBatch(change, householdId, importId, clock);
      await change.audit({
        action: 'import.undo',
        entityId: importId,
        before: { removed, accountIds: accountsOf(record) },
      });
    });
  }
  await purgeBatch(database, householdId, importId);
  await updateImport(database.read, householdId, importId, { status: 'undone' });
}

const actorOf = (record: ImportRowRecord) => ({
  householdId: record.household_id,
  userId: record.user_id,
});

/** Looks for duplicates again: the ledger changed since the file was read. */
async function stillNew(
  database: Database<ImportTables>,
  householdId: string,
  findings: ImportFindings,
  rows: readonly StagedRow[],
): Promise<StagedRow[]> {
  const byAccount = Map.groupBy(rows, (row) => findings.statements[row.statement]?.accountId ?? '');
  const known = new Set<string>();
  for (const [accountId, own] of byAccount) {
    const keys = own.map((row) => row.importKey);
    for (const key of (await findKnownKeys(database.read, householdId, accountId, keys)).keys()) {
      known.add(`${accountId} ${key}`);
    }
  }
  return rows.filter(
    (row) => !known.has(`${findings.statements[row.statement]?.accountId} ${row.importKey}`),
  );
}

/** Writes rows in steps whose size follows how long the last one took, and sums what they add. */
function batchWriter(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  findings: ImportFindings,
  accounts: readonly AccountRow[],
  categories: readonly CategoryRow[],
  knowledge: CategoryKnowledge,
  totals: LedgerTotals,
  clock: Clock,
) {
  const types = new Map(categories.map((category) => [category.id, category.type]));
  const currencies = new Map(accounts.map((account) => [account.id, account.currency]));
  const createdAt = clock.now().toISOString();
  const texts = new Map<string, DescriptorRow>();
  let newTexts: DescriptorRow[] = [];
  let stepRows = 2000;
  let written = 0;

  /** The id of a row's text, which is written with the step in which it comes up first. */
  function textId(row: StagedRow): string {
    const key = `${row.payee}\n${row.originalPayee}\n${row.memo}`;
    const known = texts.get(key);
    if (known) return known.id;
    const text = descriptorRow(record.household_id, row);
    if (texts.size >= TEXTS_KEPT) texts.clear();
    texts.set(key, text);
    newTexts.push(text);
    return text.id;
  }

  function asTransaction(row: StagedRow): TransactionRow {
    const accountId = findings.statements[row.statement]?.accountId;
    const currency = accountId ? currencies.get(accountId) : undefined;
    if (!accountId || !currency) throw new Error(`Row ${row.seq} has no account.`);
    // A category may have been deleted since the file was read.
    const category = types.has(row.category.categoryId)
      ? row.category
      : decide(knowledge, {
          accountId,
          postedOn: row.postedOn,
          amountMinor: row.amountMinor,
          payee: row.originalPayee ?? row.payee,
          memo: row.memo,
          fileCategory: null,
        });
    totals.add({
      accountId,
      currency,
      postedOn: row.postedOn,
      amountMinor: row.amountMinor,
      categoryId: category.categoryId,
      categoryType: types.get(category.categoryId) ?? 'expense',
      needsReview: category.needsReview,
      isHidden: 0,
    });
    return {
      household_id: record.household_id,
      id: newId(),
      account_id: accountId,
      kind: 'standard',
      posted_on: row.postedOn,
      amount_minor: row.amountMinor,
      descriptor_id: textId(row),
      category_id: category.categoryId,
      category_source: category.source,
      confidence: Math.round(category.confidence * 1000),
      review_on: category.needsReview ? row.postedOn : null,
      check_number: row.checkNumber,
      import_id: record.id,
      import_key: row.importKey,
      transfer_id: null,
      is_pending: 0,
      is_hidden: 0,
      created_at: createdAt,
      version: 1,
    };
  }

  async function write(rows: readonly StagedRow[]): Promise<void> {
    for (let start = 0; start < rows.length; ) {
      const step = rows.slice(start, start + stepRows).map(asTransaction);
      start += step.length;
      const began = performance.now();
      await writeBatchRows(database, newTexts, step);
      newTexts = [];
      const tookMs = Math.max(performance.now() - began, 1);
      stepRows = Math.round((stepRows + (step.length * STEP_MS) / tookMs) / 2);
      stepRows = Math.min(Math.max(stepRows, FEWEST_ROWS), MOST_ROWS);
      written += step.length;
      // Whoever waits for the writer has its turn now.
      await sleep(1);
    }
    await updateImport(database.read, record.household_id, record.id, { progress_done: written });
  }

  return { write, written: () => written };
}

import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { listAccountRows } from '../accounts/index.ts';
import { changeHousehold, getFirstDayOfMonth } from '../settings/index.ts';
import {
  adoptBatch,
  beginBatch,
  findDays,
  followRules,
  gatherKnowledge,
  indexTexts,
  LedgerTotals,
  landBatch,
  learnFromHousehold,
  liftBatch,
  linkSureTransfers,
  listCategoryRows,
  markOf,
  purgeBatch,
  tieFound,
} from '../transactions/index.ts';
import { batchWriter } from './batch-writer.service.ts';
import type { ImportFindings, Tally } from './findings.ts';
import {
  CHUNKS_OF_ONE,
  deleteChunks,
  listChunkCounts,
  readChunk,
} from './import-chunks.repository.ts';
import { deleteImportRows, findImport, updateImport } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { landConfirmations, settledRows, takeBackLanded } from './land-confirmations.service.ts';
import { firstChunk, forgetKept, leftChecker, leftKeeper } from './left-rows.service.ts';
import { clearMade, madeCategories, make, planMaking, takeBackAccounts } from './making.service.ts';
import { decideAgain, type ImportTables, type Task, versionOf } from './read.service.ts';
import { decisionOf, exchanged, tallyOf } from './row-decisions.ts';
import { takeBackWorth, tellWorth } from './worth.service.ts';

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
  const { leftFrom, landedAt } = await findingsOf(database, task);
  await database.write((tx) =>
    deleteChunks(tx, householdId, importId, '<', leftFrom ?? CHUNKS_OF_ONE),
  );
  await followRules(database, clock, actorOf(record), importId, landedAt);
  await linkFound(database, record, clock, landedAt);
  // Files that name categories teach them, for the files that do not.
  await learnFromHousehold(database, householdId, clock, added);
  await indexTexts(database, householdId);
}

/** Gives how many rows came in: of the file, or of what an earlier commit left. */
async function land(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  clock: Clock,
): Promise<number> {
  const { household_id: householdId, id: importId } = record;
  const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
  const isFirst = record.committed_at === null;
  // What came in before is seen, so that what comes now is written under another id.
  const batchId = (!isFirst && findings.laterBatch) || importId;
  // From here on no account or category can be deleted; what was deleted before is seen below.
  await beginBatch(database, householdId, batchId, clock);
  const accounts = await listAccountRows(database.read, householdId);
  const categories = await listCategoryRows(database.read, householdId);
  const making = await planMaking(database.read, record, findings, accounts, categories, clock);
  accounts.push(...making.accounts);
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
    making,
    batchId,
  );
  const { settled, tally, left } = await goThrough(database, record, findings, writer);
  await changeHousehold(database, clock, actorOf(record), async (change) => {
    const { tx, audit } = change;
    const made = await make(change, findings, making, totals);
    const categoriesSeen = markOf([...categories, ...madeCategories(making)]);
    await landBatch(change, householdId, batchId, totals, categoriesSeen);
    if (!isFirst) await adoptBatch(tx, householdId, batchId, importId);
    const confirmed = await landConfirmations(change, record, settled);
    const toldWorth = isFirst
      ? await tellWorth(change, actorOf(record), findings, accounts)
      : findings.toldWorth;
    await updateImport(tx, householdId, importId, {
      status: 'committed',
      committed_at: record.committed_at ?? clock.now().toISOString(),
      progress_done: writer.written(),
      result_json: JSON.stringify({
        ...asLanded(findings, tally),
        ...left,
        toldWorth,
        landedAt: writer.createdAt,
      }),
    });
    await audit({
      action: isFirst ? 'import.commit' : 'import.decide',
      entityId: importId,
      after: {
        added: writer.written(),
        confirmed,
        there: tally.duplicate,
        leftOut: tally.skip,
        accountIds: accountsOf(findings),
        made,
      },
    });
  });
  return writer.written();
}

/** Writes the rows to be added, keeps those nobody decided on, and gathers what else there is to do. */
async function goThrough(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  findings: ImportFindings,
  writer: ReturnType<typeof batchWriter>,
) {
  const { household_id: householdId, id: importId } = record;
  const keeper = await leftKeeper(database, record, findings);
  const isFirst = record.committed_at === null;
  const version = await versionOf(database, householdId);
  if (isFirst && record.ledger_version !== version) {
    await decideAgain(database, record, findings, version);
  }
  const check = isFirst ? null : await leftChecker(database, record, findings);
  const settled = settledRows(findings);
  const from = firstChunk(findings);
  let tally = tallyOf([]);
  for (const { seq } of await listChunkCounts(database.read, householdId, importId, from)) {
    const rows = await readChunk(database.read, householdId, importId, seq);
    await check?.(rows);
    for (const row of rows) settled.take(row);
    tally = exchanged(tally, null, tallyOf(rows));
    await keeper.take(rows);
    await writer.write(rows.filter((row) => decisionOf(row) === 'add'));
  }
  return { settled, tally, left: await keeper.finish() };
}

/** What came in may be the other side of what is there; left undone, it is still suggested. */
async function linkFound(
  database: Database<ImportTables>,
  record: ImportRowRecord,
  clock: Clock,
  since: string | undefined,
): Promise<void> {
  const { household_id: householdId, user_id: userId } = record;
  const days = await findDays(database.read, householdId, record.id, since);
  if (!days) return;
  const { home_currency: homeCurrency } = await database.read
    .selectFrom('households')
    .select('home_currency')
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  await linkSureTransfers(database, clock, { householdId, userId, homeCurrency }, days);
  await tieFound(database, clock, { householdId, userId }, days);
}

/**
 * What a commit leaves that failed again and again: nothing, and the import ready to be tried. What
 * was shown already stays, whatever failed after that.
 */
export async function abandonCommit(database: Database<ImportTables>, task: Task): Promise<void> {
  const record = await findImport(database.read, task.householdId, task.importId);
  if (record?.status !== 'committing') return;
  const findings = await findingsOf(database, task);
  await purgeBatch(database, task.householdId, findings.laterBatch ?? task.importId);
  await forgetKept(database, task, findings);
  const status = record.committed_at === null ? 'ready' : 'committed';
  await updateImport(database.read, task.householdId, task.importId, { status });
}

/** What an import says once its rows are in: the accounts it opened are there. */
function asLanded(findings: ImportFindings, tally: Tally): ImportFindings {
  const { counts, left, statements } = findings;
  const waited = { ...tallyOf([]), total: left?.total ?? 0, look: left?.total ?? 0 };
  return {
    ...findings,
    counts: left ? exchanged(counts, waited, tally) : { ...tally, problems: counts.problems },
    statements: statements.map(({ newAccount: _, ...statement }) => statement),
  };
}

const findingsOf = async (
  database: Database<ImportTables>,
  { householdId, importId }: Task,
): Promise<ImportFindings> =>
  JSON.parse((await findImport(database.read, householdId, importId))?.result_json ?? '{}');

/** Where the rows of an import are. */
const accountsOf = (findings: ImportFindings): (string | null)[] =>
  findings.statements.map((statement) => statement.accountId);

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
  const findings: ImportFindings = JSON.parse(record.result_json ?? '{}');
  if (!hidden) {
    const accounts = await listAccountRows(database.read, householdId);
    await changeHousehold(database, clock, actorOf(record), async (change) => {
      await takeBackWorth(change, actorOf(record), findings, accounts);
      const notTakenBack = await takeBackLanded(change, record);
      await updateImport(change.tx, householdId, importId, {
        result_json: JSON.stringify({ ...findings, notTakenBack, left: undefined }),
      });
      const removed = await liftBatch(change, householdId, importId, clock);
      await takeBackAccounts(change, record, findings, accounts);
      await change.audit({
        action: 'import.undo',
        entityId: importId,
        before: { removed, accountIds: accountsOf(findings) },
      });
    });
  }
  await purgeBatch(database, householdId, importId);
  await database.write((tx) => deleteImportRows(tx, householdId, importId, ['import_chunks']));
  if (findings.made) {
    await changeHousehold(database, clock, actorOf(record), async (change) => {
      const left = await listAccountRows(change.tx, householdId);
      await clearMade(change, actorOf(record), findings, left);
    });
  }
  await updateImport(database.read, householdId, importId, { status: 'undone' });
}

const actorOf = (record: ImportRowRecord) => ({
  householdId: record.household_id,
  userId: record.user_id,
});

import type { Clock } from '../../platform/clock.ts';
import type { Database, Db, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { type Change, holdHousehold } from '../settings/index.ts';
import { forgetFilesNow } from './attachments.repository.ts';
import { listCategoryRows } from './categories.repository.ts';
import {
  deleteTransactionRows,
  insertDescriptors,
  insertTransactions,
  postTotals,
} from './ledger.repository.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { LedgerTotals } from './ledger-totals.ts';
import {
  deleteLinksOf,
  deleteParts,
  listParts,
  ROW_PARTS,
  saveLines,
} from './row-parts.repository.ts';
import { keepMarks, NewMarks } from './search-marks.repository.ts';
import { insertTagged } from './tags.repository.ts';
import type {
  CategoryRow,
  DescriptorRow,
  SplitLineRow,
  TransactionRow,
  TransactionsTables,
  TransactionTagRow,
} from './transactions.tables.ts';

/**
 * How many transactions come into the ledger, or leave it, as one.
 *
 * Written in one long transaction, a hundred thousand rows would hold SQLite's only writer for a
 * second and more. So the rows are written in short ones while the batch is hidden, and seen by
 * nobody; then one short transaction shows the batch and moves all totals. A process that dies in
 * between leaves hidden rows only, which `purgeBatch` takes away. Undoing goes the same way back:
 * hide and move the totals at once, then delete in short steps.
 */

/** Hides a batch before its first row is written. Anything left of an earlier try is taken away. */
export async function beginBatch(
  database: Database<LedgerTables>,
  householdId: string,
  batchId: string,
  clock: Clock,
): Promise<void> {
  await database.write(async (tx) => {
    await forgetBatch(tx, householdId, batchId);
    await hideBatch(tx, householdId, batchId, clock);
  });
  await deleteRows(database, householdId, batchId);
}

/** One short step: some rows of a hidden batch and their texts. */
export const writeBatchRows = (
  database: Database<LedgerTables>,
  descriptors: readonly DescriptorRow[],
  rows: readonly TransactionRow[],
  parts: BatchParts = NO_PARTS,
): Promise<void> =>
  database.write(async (tx) => {
    const [first] = rows;
    if (first) await holdHousehold(tx, first.household_id);
    await insertDescriptors(tx, descriptors);
    await insertTransactions(tx, rows);
    if (first) await keepMarks(tx, first.household_id, NewMarks.of(rows));
    if (parts.lines.length > 0) await saveLines(tx, parts.lines);
    if (parts.tagged.length > 0) await insertTagged(tx, parts.tagged);
  });

/** What belongs to rows of a batch beside their texts. */
export interface BatchParts {
  lines: readonly SplitLineRow[];
  tagged: readonly TransactionTagRow[];
}

const NO_PARTS: BatchParts = { lines: [], tagged: [] };

type LedgerChange = Pick<Change<LedgerTables>, 'tx' | 'firstDayOfMonth'>;

/**
 * Shows a batch whose rows are all written, and moves the totals: the one moment it happens.
 * `totals` were summed while writing, with the categories (`categoriesSeen`) and the first day of
 * months as they were then; if somebody changed those meanwhile, the sums are taken from the rows
 * again.
 */
export async function landBatch(
  { tx, firstDayOfMonth }: LedgerChange,
  householdId: string,
  batchId: string,
  totals: LedgerTotals,
  categoriesSeen: string,
): Promise<void> {
  const unchanged =
    totals.firstDayOfMonth === firstDayOfMonth &&
    (await categoriesMark(tx, householdId)) === categoriesSeen;
  const fresh = new LedgerTotals(firstDayOfMonth);
  if (!unchanged) await sumBatch(tx, householdId, batchId, 1, fresh);
  await postTotals(tx, householdId, unchanged ? totals : fresh);
  await forgetBatch(tx, householdId, batchId);
}

/** Makes a batch that was shown a part of another one, with which it is lifted. */
export const adoptBatch = (
  tx: Tx<TransactionsTables>,
  householdId: string,
  batchId: string,
  into: string,
) =>
  tx
    .updateTable('transactions')
    .set({ import_id: into })
    .where('household_id', '=', householdId)
    .where('import_id', '=', batchId)
    .execute();

/**
 * Refuses while a batch is being written or taken away: its rows name accounts and categories that
 * must stay until it has landed.
 */
export async function assertNoBatchUnderWay(
  tx: Tx<TransactionsTables>,
  householdId: string,
): Promise<void> {
  const hidden = await tx
    .selectFrom('hidden_batches')
    .select('batch_id')
    .where('household_id', '=', householdId)
    .executeTakeFirst();
  if (hidden) {
    throw new AppError('import_busy', 'An import is being written. Wait for it to end.');
  }
}

/** Tells whether a household's categories are still the same ones with the same types. */
export async function categoriesMark(
  db: Db<TransactionsTables>,
  householdId: string,
): Promise<string> {
  return markOf(await listCategoryRows(db, householdId));
}

/** That of these categories. */
export const markOf = (rows: readonly Pick<CategoryRow, 'id' | 'type'>[]): string =>
  rows
    .map((row) => `${row.id} ${row.type}`)
    .sort()
    .join();

/** Hides a batch and takes it out of the totals. `purgeBatch` then deletes what nobody sees. */
export async function liftBatch(
  { tx, firstDayOfMonth }: LedgerChange,
  householdId: string,
  batchId: string,
  clock: Clock,
): Promise<number> {
  await unlinkPeers(tx, householdId, batchId);
  await deleteLinksOf(tx, householdId, 'import_id', [batchId]);
  const totals = new LedgerTotals(firstDayOfMonth);
  const transactions = await sumBatch(tx, householdId, batchId, -1, totals);
  await hideBatch(tx, householdId, batchId, clock);
  await postTotals(tx, householdId, totals);
  return transactions;
}

/** Deletes a hidden batch's rows in short steps, then forgets that it was hidden. */
export async function purgeBatch(
  database: Database<LedgerTables>,
  householdId: string,
  batchId: string,
): Promise<void> {
  await deleteRows(database, householdId, batchId);
  await database.write((tx) => forgetBatch(tx, householdId, batchId));
}

const ROWS_A_STEP = 1000;

async function deleteRows(
  database: Database<LedgerTables>,
  householdId: string,
  batchId: string,
): Promise<void> {
  for (;;) {
    const rows = await database.read
      .selectFrom('transactions')
      .select('id')
      .where('household_id', '=', householdId)
      .where('import_id', '=', batchId)
      .limit(ROWS_A_STEP)
      .execute();
    if (rows.length === 0) return;
    const ids = rows.map((row) => row.id);
    await database.write(async (tx) => {
      await forgetFilesNow(tx, householdId, await listParts(tx, 'attachments', householdId, ids));
      for (const table of ROW_PARTS) await deleteParts(tx, table, householdId, ids);
      await deleteTransactionRows(tx, householdId, ids);
    });
  }
}

const forgetBatch = (tx: Tx<TransactionsTables>, householdId: string, batchId: string) =>
  tx
    .deleteFrom('hidden_batches')
    .where('household_id', '=', householdId)
    .where('batch_id', '=', batchId)
    .execute();

/** The other sides of the batch's transfers stay, as transactions of their own. */
const unlinkPeers = (tx: Tx<TransactionsTables>, householdId: string, batchId: string) =>
  tx
    .updateTable('transactions')
    .set((eb) => ({ transfer_id: null, version: eb('version', '+', 1) }))
    .where('household_id', '=', householdId)
    .where('transfer_id', 'in', (eb) =>
      eb
        .selectFrom(
          // MySQL reads the table it changes only through a derived one.
          eb
            .selectFrom('transactions as batch')
            .select('batch.transfer_id')
            .where('batch.household_id', '=', householdId)
            .where('batch.import_id', '=', batchId)
            .where('batch.transfer_id', 'is not', null)
            .as('linked'),
        )
        .select('linked.transfer_id'),
    )
    .execute();

const hideBatch = (
  tx: Tx<TransactionsTables>,
  householdId: string,
  batchId: string,
  clock: Clock,
) =>
  tx
    .insertInto('hidden_batches')
    .values({ household_id: householdId, batch_id: batchId, created_at: clock.now().toISOString() })
    .execute();

/** Adds to the totals what the database sums of a batch (1), or takes it away (-1); gives its size. */
async function sumBatch(
  db: Db<TransactionsTables & AccountsTables>,
  householdId: string,
  batchId: string,
  sign: 1 | -1,
  totals: LedgerTotals,
): Promise<number> {
  let transactions = 0;
  const sums = await db
    .selectFrom('transactions as t')
    .innerJoin('categories as category', (join) =>
      join
        .onRef('category.household_id', '=', 't.household_id')
        .onRef('category.id', '=', 't.category_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .select((eb) => [
      't.account_id as accountId',
      't.posted_on as postedOn',
      't.category_id as categoryId',
      'category.type as categoryType',
      't.is_hidden as isHidden',
      'account.currency',
      eb.fn.sum<number>('t.amount_minor').as('amountMinor'),
      eb.fn.countAll<number>().as('transactions'),
      eb.fn.count<number>('t.review_on').as('review'),
    ])
    .where('t.household_id', '=', householdId)
    .where('t.import_id', '=', batchId)
    .groupBy([
      't.account_id',
      't.posted_on',
      't.category_id',
      't.is_hidden',
      'category.type',
      'account.currency',
    ])
    .execute();
  for (const sum of sums) {
    totals.addSum(sum, sign * sum.amountMinor, sign * sum.transactions, sign * sum.review);
    transactions += sum.transactions;
  }
  return transactions;
}

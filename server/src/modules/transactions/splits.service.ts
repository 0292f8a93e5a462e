import type { Body, splitTransaction, Transaction } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold } from '../settings/index.ts';
import { descriptorRow } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { findPaymentOf, untiePayment } from './loan-untie.service.ts';
import { listParts, listSplits } from './row-parts.repository.ts';
import { assignLines } from './splits.ts';
import { setTags } from './tags.service.ts';
import { assertUntied, linkedRefusal } from './tied-rows.service.ts';
import { assertCategory } from './transaction-change.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

type Wish = Body<typeof splitTransaction>;

export type Splits = ReturnType<typeof createSplits>;

/** A booked amount in several lines, each a transaction with a category of its own. */
export function createSplits(database: Database<LedgerTables>, clock: Clock) {
  return {
    get: async (who: Who, id: string): Promise<{ items: Transaction[] }> => ({
      items: await presentAll(database.read, who, await getLines(database.read, who, id)),
    }),

    split: (who: Who, id: string, wish: Wish): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const row = await findTransaction(tx, who, id);
        if (!row) throw notFound('transaction');
        if (row.version !== wish.version) {
          const [current] = await presentAll(tx, who, [row]);
          throw new AppError('stale_version', 'This transaction was changed meanwhile.', {
            current,
          });
        }
        if (row.kind === 'valuation') {
          throw new AppError('invalid_request', 'A told value cannot be split.');
        }
        const split = await splitOf(tx, who, id);
        const splitId = split ?? newId();
        const present = split === undefined ? [row] : await getLines(tx, who, split);
        assertSum(present, wish.lines);
        const ledger = await LedgerEdit.open(change, who);
        const ids = await writeSplit(ledger, splitId, present, wish.lines);
        await ledger.post({ action: 'transaction.split', entityId: id, before: row, after: wish });
        return { items: await presentAll(tx, who, await listTransactionsById(tx, who, ids)) };
      }),

    join: (who: Who, splitId: string): Promise<Transaction> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const lines = await getLines(tx, who, splitId);
        const [first, ...rest] = lines;
        if (!first) throw notFound('split');
        const ledger = await LedgerEdit.open(change, who);
        const payment = await findPaymentOf(
          ledger,
          lines.map((line) => line.id),
        );
        if (payment) {
          const id = await untiePayment(ledger, who, payment);
          await ledger.post({ action: 'loan_payment.join', entityId: id, before: lines });
          return getPresented(tx, who, id);
        }
        assertUnlinked(first);
        await assertUntied(ledger, rest);
        const totalMinor = sumMinor(lines);
        await ledger.handAttachments(rest, first);
        await ledger.deleteAll(rest);
        await ledger.update(first, { amount_minor: totalMinor });
        await ledger.setLines(splitId, [], first.account_id);
        await ledger.post({ action: 'transaction.join', entityId: first.id, before: first });
        return getPresented(tx, who, first.id);
      }),
  };
}

/** Splits a row that is whole; gives the ids of its lines. */
export function splitRow(
  ledger: LedgerEdit,
  row: FullTransaction,
  lines: Wish['lines'],
): Promise<string[]> {
  assertSum([row], lines);
  return writeSplit(ledger, newId(), [row], lines);
}

async function writeSplit(
  ledger: LedgerEdit,
  splitId: string,
  present: readonly FullTransaction[],
  wish: Wish['lines'],
): Promise<string[]> {
  const ids = await writeLines(ledger, present, wish);
  const lines = ids.map((transactionId, position) => ({
    household_id: ledger.householdId,
    transaction_id: transactionId,
    split_id: splitId,
    position,
  }));
  await ledger.setLines(splitId, lines, present[0]?.account_id ?? '');
  return ids;
}

async function getPresented(db: Read, who: Who, id: string): Promise<Transaction> {
  const [found] = await presentAll(db, who, await listTransactionsById(db, who, [id]));
  if (!found) throw notFound('transaction');
  return found;
}

type Read = LedgerEdit['tx'] | Database<LedgerTables>['read'];

const splitOf = async (db: Read, who: Who, id: string): Promise<string | undefined> =>
  (await listParts(db, 'split_lines', who.householdId, [id]))[0]?.split_id;

/** The lines of a split in their order. */
async function getLines(db: Read, who: Who, splitId: string): Promise<FullTransaction[]> {
  const lines = await listSplits(db, who.householdId, [splitId]);
  const ids = lines.map((line) => line.transaction_id);
  const rows = await listTransactionsById(db, who, ids);
  if (rows.length === 0 || rows.length < ids.length) throw notFound('split');
  return rows;
}

const sumMinor = (rows: readonly { amount_minor: number }[]): number =>
  rows.reduce((sum, row) => sum + row.amount_minor, 0);

function assertSum(present: readonly FullTransaction[], lines: Wish['lines']): void {
  const wholeMinor = sumMinor(present);
  const restMinor = lines.reduce((rest, line) => rest - line.amountMinor, wholeMinor);
  if (restMinor !== 0) {
    throw new AppError(
      'split_sum_differs',
      `The lines must add up to the whole: ${restMinor} minor units are left over.`,
      { params: { restMinor, currency: present[0]?.currency ?? '' } },
    );
  }
}

function assertUnlinked(row: FullTransaction): void {
  if (row.transfer_id !== null) throw linkedRefusal();
}

/** Brings the rows to what is wished; gives their ids in the order of the lines. */
async function writeLines(
  ledger: LedgerEdit,
  present: readonly FullTransaction[],
  lines: Wish['lines'],
): Promise<string[]> {
  const [whole] = present;
  if (!whole) throw notFound('transaction');
  const assigned = assignedTo(present, lines);
  const gone = present.filter((row) => !assigned.includes(row.id));
  await assertUntied(ledger, gone);
  const [stays = whole] = present.filter((row) => assigned.includes(row.id));
  await ledger.handAttachments(gone, stays);
  await ledger.deleteAll(gone);
  const ids: string[] = [];
  for (const [position, line] of lines.entries()) {
    const id = assigned[position] ?? null;
    const row = present.find((one) => one.id === id);
    if (row && row.amount_minor !== line.amountMinor) assertUnlinked(row);
    if (line.categoryId !== undefined) assertCategory(ledger.categories, line.categoryId);
    const text = descriptorRow(ledger.householdId, {
      payee: whole.payee,
      originalPayee: whole.original_payee,
      memo: whole.memo,
      note: line.note === undefined ? (row?.note ?? null) : line.note,
    });
    await ledger.keepTexts([text]);
    const chosen = {
      amount_minor: line.amountMinor,
      descriptor_id: text.id,
      ...(line.categoryId !== undefined && {
        category_id: line.categoryId,
        category_source: 'user',
        confidence: null,
        review_on: null,
      }),
    } satisfies Partial<TransactionRow>;
    if (row) await ledger.update(row, chosen);
    const lineRow = row ?? (await insertLine(ledger, whole, chosen));
    if (line.tagIds !== undefined) await setTags(ledger, [lineRow], line.tagIds);
    ids.push(lineRow.id);
  }
  return ids;
}

function assignedTo(
  present: readonly FullTransaction[],
  lines: Wish['lines'],
): ReturnType<typeof assignLines> {
  try {
    return assignLines(present.map((row) => row.id) as [string, ...string[]], lines);
  } catch (error) {
    throw new AppError('invalid_request', (error as Error).message);
  }
}

/** A new line is like the whole, but for what is its own; the file's row is only one of them. */
async function insertLine(
  ledger: LedgerEdit,
  whole: FullTransaction,
  own: Partial<TransactionRow>,
): Promise<FullTransaction> {
  const row = {
    household_id: whole.household_id,
    id: newId(),
    account_id: whole.account_id,
    kind: whole.kind,
    posted_on: whole.posted_on,
    amount_minor: whole.amount_minor,
    descriptor_id: whole.descriptor_id,
    category_id: whole.category_id,
    category_source: whole.category_source,
    confidence: whole.confidence,
    review_on: whole.review_on,
    check_number: whole.check_number,
    import_id: whole.import_id,
    import_key: null,
    transfer_id: null,
    is_pending: whole.is_pending,
    is_hidden: whole.is_hidden,
    created_at: ledger.at,
    version: 1,
    ...own,
  } satisfies TransactionRow;
  await ledger.insert(row, whole.currency);
  return { ...whole, ...row };
}

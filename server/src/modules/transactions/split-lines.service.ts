import type { Body, splitTransaction } from '@picture/contract';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { descriptorRow } from './descriptor.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { handAttachments, setLines } from './row-parts.service.ts';
import { assignLines } from './splits.ts';
import { setTags } from './tags.service.ts';
import { assertUntied, linkedRefusal } from './tied-rows.service.ts';
import { assertCategory } from './transaction-change.ts';
import type { FullTransaction } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

type Wish = Body<typeof splitTransaction>;

/** Splits a row that is whole; gives the ids of its lines. */
export function splitRow(
  ledger: LedgerEdit,
  row: FullTransaction,
  lines: Wish['lines'],
): Promise<string[]> {
  assertSum([row], lines);
  return writeSplit(ledger, newId(), [row], lines);
}

export async function writeSplit(
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
  await setLines(ledger, splitId, lines, present[0]?.account_id ?? '');
  return ids;
}

export const sumMinor = (rows: readonly { amount_minor: number }[]): number =>
  rows.reduce((sum, row) => sum + row.amount_minor, 0);

export function assertSum(present: readonly FullTransaction[], lines: Wish['lines']): void {
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

export function assertUnlinked(row: FullTransaction): void {
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
  await handAttachments(ledger, gone, stays);
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

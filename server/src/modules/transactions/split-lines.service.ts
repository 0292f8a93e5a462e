import type { Body, splitTransaction } from '@picture/contract';
import { AppError, notFound } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { descriptorRow } from './descriptor.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { saveLines } from './row-parts.repository.ts';
import { handAttachments, setLines } from './row-parts.service.ts';
import { assignLines } from './splits.ts';
import { setTags } from './tags.service.ts';
import { assertUntied, linkedRefusal } from './tied-rows.service.ts';
import { assertCategory } from './transaction-change.ts';
import { type FullTransaction, storedOf } from './transactions.repository.ts';
import type { DescriptorRow, SplitLineRow, TransactionRow } from './transactions.tables.ts';

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

/** Splits many rows that are whole, all together; tags are not asked of their lines. */
export async function splitRows(
  ledger: LedgerEdit,
  splits: readonly { row: FullTransaction; lines: Omit<Wish['lines'][number], 'tagIds'>[] }[],
): Promise<void> {
  const texts = new Map<string, DescriptorRow>();
  const changes: { row: FullTransaction; change: Partial<TransactionRow> }[] = [];
  const added: { row: TransactionRow; currency: string }[] = [];
  const tied: { line: SplitLineRow; account: string }[] = [];
  for (const { row, lines } of splits) {
    assertSum([row], lines);
    const split_id = newId();
    for (const [position, wish] of lines.entries()) {
      const isFirst = position === 0;
      const { text, own } = lineOf(ledger, row, isFirst ? row : null, wish);
      const line = isFirst ? row : newLine(ledger, row, own);
      texts.set(text.id, text);
      if (isFirst) changes.push({ row, change: own });
      else added.push({ row: line, currency: row.currency });
      const { household_id, id: transaction_id } = line;
      tied.push({
        line: { household_id, transaction_id, split_id, position },
        account: row.account_id,
      });
    }
  }
  await ledger.keepTexts([...texts.values()]);
  await ledger.updateEach(changes);
  await ledger.insertAll(added);
  await saveLines(
    ledger.tx,
    tied.map(({ line }) => line),
  );
  for (const { line, account } of tied) ledger.keep('split_lines', null, line, account);
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
    const { text, own } = lineOf(ledger, whole, row ?? null, line);
    await ledger.keepTexts([text]);
    const lineRow = row ?? { ...whole, ...newLine(ledger, whole, own) };
    if (row) await ledger.update(row, own);
    else await ledger.insert(storedOf(lineRow), whole.currency);
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

/** What a line is of its own; a row that stays keeps its note where none is wished. */
function lineOf(
  ledger: LedgerEdit,
  whole: FullTransaction,
  row: FullTransaction | null,
  line: Wish['lines'][number],
): { text: DescriptorRow; own: Partial<TransactionRow> } {
  if (line.categoryId !== undefined) assertCategory(ledger.categories, line.categoryId);
  const text = descriptorRow(ledger.householdId, {
    payee: whole.payee,
    originalPayee: whole.original_payee,
    memo: whole.memo,
    note: line.note === undefined ? (row?.note ?? null) : line.note,
  });
  const own: Partial<TransactionRow> = {
    amount_minor: line.amountMinor,
    descriptor_id: text.id,
    ...(line.categoryId !== undefined && {
      category_id: line.categoryId,
      category_source: 'user',
      confidence: null,
      review_on: null,
    }),
  };
  return { text, own };
}

/** A new line is like the whole, but for what is its own; the file's row is only one of them. */
const newLine = (
  ledger: LedgerEdit,
  whole: FullTransaction,
  own: Partial<TransactionRow>,
): TransactionRow => ({
  ...storedOf(whole),
  id: newId(),
  import_key: null,
  transfer_id: null,
  created_at: ledger.at,
  version: 1,
  ...own,
});

import { forgetDeletedKeys, listDeletedKeys, saveDeletedKeys } from './deleted-keys.repository.ts';
import { descriptorRow } from './descriptor.ts';
import { listDescriptorIds } from './ledger.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { isAsLeft, type RowChange } from './row-changes.ts';
import { otherLines } from './row-edits.service.ts';
import { listParts } from './row-parts.repository.ts';
import type { FullTransaction } from './transactions.repository.ts';
import { listTransactionsById } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

/** What a bank says of a transaction that was typed by hand, or pending, until now. */
export interface Confirmation {
  transactionId: string;
  importKey: string;
  postedOn: string;
  amountMinor: number;
  isPending: boolean;
  /** As the bank wrote it. */
  payee: string;
  memo: string | null;
  checkNumber: string | null;
}

/** A bank's row is settled by one it has not told yet, or that it may tell otherwise. */
export const isConfirmable = (row: Pick<TransactionRow, 'kind' | 'import_key' | 'is_pending'>) =>
  row.kind === 'standard' && (row.import_key === null || row.is_pending === 1);

/**
 * The rows stay as people made them, payee, category, note and tags, and take over what the bank
 * says. Gives what was changed, to be taken back with the import. Throws where the ledger is no
 * longer as it was when the rows were matched.
 */
export async function confirmRows(
  ledger: LedgerEdit,
  confirmations: readonly Confirmation[],
): Promise<readonly RowChange[]> {
  const everything = { householdId: ledger.householdId, hiddenAccountIds: [] };
  const ids = confirmations.map((one) => one.transactionId);
  const rows = await listTransactionsById(ledger.tx, everything, ids);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const lines = await otherLines(ledger, everything, rows);
  const splits = await splitsOf(ledger, [...rows, ...lines]);
  const linesOf = Map.groupBy(lines, (line) => splits.get(line.id) ?? '');
  const changes = [];
  const texts = new Map<string, ReturnType<typeof descriptorRow>>();
  for (const one of confirmations) {
    const row = byId.get(one.transactionId);
    byId.delete(one.transactionId);
    if (!row || !isConfirmable(row)) {
      throw new Error('A transaction changed while it was being confirmed.');
    }
    const own = linesOf.get(splits.get(row.id) ?? '') ?? [];
    const text = textOf(row, one);
    texts.set(text.id, text);
    const change = { ...changeOf(row, one, own.length === 0), descriptor_id: text.id };
    changes.push({ row, change });
    for (const line of own) changes.push({ row: line, change: dayOf(line, one) });
  }
  await ledger.keepTexts([...texts.values()]);
  await ledger.updateEach(changes);
  await rememberFormerKeys(ledger, changes);
  return ledger.changes;
}

async function splitsOf(
  ledger: LedgerEdit,
  rows: readonly FullTransaction[],
): Promise<Map<string, string>> {
  const ids = rows.map((row) => row.id);
  const parts = await listParts(ledger.tx, 'split_lines', ledger.householdId, ids);
  return new Map(parts.map((part) => [part.transaction_id, part.split_id]));
}

function dayOf(row: FullTransaction, one: Confirmation): Partial<TransactionRow> {
  return {
    posted_on: one.postedOn,
    review_on: row.review_on === null ? null : one.postedOn,
    is_pending: one.isPending ? 1 : 0,
  };
}

function changeOf(
  row: FullTransaction,
  one: Confirmation,
  isWhole: boolean,
): Partial<TransactionRow> {
  const takesAmount = row.is_pending === 1 && isWhole && row.transfer_id === null;
  return {
    ...dayOf(row, one),
    import_key: one.importKey,
    check_number: one.checkNumber ?? row.check_number,
    ...(takesAmount && { amount_minor: one.amountMinor }),
  };
}

function textOf(row: FullTransaction, one: Confirmation) {
  const payee = row.payee || one.payee;
  return descriptorRow(row.household_id, {
    payee,
    originalPayee: one.payee === payee ? null : one.payee || row.original_payee,
    // What was typed as a memo stays; what a bank said of a pending row is said again.
    memo: row.import_key === null ? (row.memo ?? one.memo) : (one.memo ?? row.memo),
    note: row.note,
  });
}

type Confirmed = readonly { row: FullTransaction; change: Partial<TransactionRow> }[];

/** A pending row that an older file still has under its former key is not new. */
async function rememberFormerKeys(ledger: LedgerEdit, changes: Confirmed): Promise<void> {
  const { tx, householdId, at } = ledger;
  for (const [accountId, own] of Map.groupBy(changes, ({ row }) => row.account_id)) {
    const now = own.flatMap(({ change }) => change.import_key ?? []);
    await forgetDeletedKeys(tx, householdId, accountId, now);
    const former = own.flatMap(({ row, change }) =>
      row.import_key === null || change.import_key === undefined || now.includes(row.import_key)
        ? []
        : { id: row.id, key: row.import_key },
    );
    await saveDeletedKeys(
      tx,
      former.map(({ id, key }) => ({
        household_id: householdId,
        account_id: accountId,
        import_key: key,
        became_id: id,
        deleted_at: at,
      })),
    );
  }
}

/**
 * Takes confirmations back, as far as nobody changed those rows since. Gives how many stay confirmed;
 * what was deleted since is none of them.
 */
export async function takeBackConfirmations(
  ledger: LedgerEdit,
  changes: readonly RowChange[],
): Promise<number> {
  const { tx, householdId } = ledger;
  const idOf = (change: RowChange) => String(change.key['id']);
  const everything = { householdId, hiddenAccountIds: [] };
  const rows = await listTransactionsById(tx, everything, changes.map(idOf));
  const byId = new Map(rows.map((row) => [row.id, row]));
  const texts = new Set(await listDescriptorIds(tx, householdId, textsOf(changes)));
  const splits = await splitsOf(ledger, rows);
  const others = await otherLines(ledger, everything, rows);
  const broken = new Set((await splitsOf(ledger, others)).values());
  const back: { row: FullTransaction; change: Partial<TransactionRow> }[] = [];
  const kept = new Set<string>();
  for (const change of changes) {
    const row = byId.get(idOf(change));
    if (!row) continue;
    const { before } = change;
    const text = before?.['descriptor_id'];
    const isFree =
      isAsLeft(row, change.after) &&
      (typeof text !== 'string' || texts.has(text)) &&
      !broken.has(splits.get(row.id) ?? '') &&
      !(row.transfer_id !== null && before?.['amount_minor'] !== undefined);
    if (isFree) back.push({ row, change: before as Partial<TransactionRow> });
    else kept.add(splits.get(row.id) ?? row.id);
  }
  const free = back.filter(({ row }) => !kept.has(splits.get(row.id) ?? row.id));
  await ledger.updateEach(free);
  await forgetFormerKeys(ledger, free);
  return kept.size;
}

const textsOf = (changes: readonly RowChange[]): string[] => [
  ...new Set(
    changes.flatMap(({ before }) => {
      const id = before?.['descriptor_id'];
      return typeof id === 'string' ? id : [];
    }),
  ),
];

async function forgetFormerKeys(ledger: LedgerEdit, changes: Confirmed): Promise<void> {
  const { tx, householdId } = ledger;
  for (const [accountId, own] of Map.groupBy(changes, ({ row }) => row.account_id)) {
    const keys = own.flatMap(({ change }) => change.import_key ?? []);
    const known = await listDeletedKeys(tx, householdId, accountId, keys);
    const former = known.filter((one) => own.some(({ row }) => row.id === one.became_id));
    const formerKeys = former.map((one) => one.import_key);
    await forgetDeletedKeys(tx, householdId, accountId, formerKeys);
  }
}

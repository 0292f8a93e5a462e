import { notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listDeletedKeys, saveDeletedKeys } from './deleted-keys.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { groupedBy } from './row-changes.ts';
import { listParts, listSplits } from './row-parts.repository.ts';
import { rememberDeleted } from './row-parts.service.ts';
import { type Changed, sharedBySplit, type Wish } from './transaction-change.ts';
import {
  type FullTransaction,
  listTransactionsById,
  type ReadTransaction,
} from './transactions.repository.ts';
import type { DeletedKeyRow } from './transactions.tables.ts';

/** Makes each row what its change says; rows that change alike are written together. */
export async function applyChanges(
  ledger: LedgerEdit,
  changes: readonly { row: ReadTransaction; changed: Changed }[],
): Promise<void> {
  const texts = changes.flatMap(({ changed }) => changed.text ?? []);
  await ledger.keepTexts([...new Map(texts.map((text) => [text.id, text])).values()]);
  for (const group of groupedBy(changes, ({ changed }) => changed.columns)) {
    const [first] = group;
    if (!first) continue;
    const rows = group.map(({ row }) => row);
    const { account_id: accountId } = first.changed.columns;
    await ledger.updateAll(rows, first.changed.columns);
    if (accountId !== undefined) await rememberMoved(ledger, rows, accountId);
  }
}

/** What banks sent of these rows, which a person takes to another account, is there already. */
async function rememberMoved(
  ledger: LedgerEdit,
  rows: readonly ReadTransaction[],
  accountId: string,
): Promise<void> {
  const { tx, householdId, at } = ledger;
  const moved = rows.filter((row) => row.account_id !== accountId);
  for (const [account_id, own] of Map.groupBy(moved, (row) => row.account_id)) {
    const now = own.flatMap(({ id, import_key }): DeletedKeyRow[] =>
      import_key === null
        ? []
        : [{ household_id: householdId, account_id, import_key, became_id: id, deleted_at: at }],
    );
    const keys = now.map((row) => row.import_key);
    const known = await listDeletedKeys(tx, householdId, account_id, keys);
    await saveDeletedKeys(tx, now);
    for (const row of now) {
      const before = known.find((one) => one.import_key === row.import_key) ?? null;
      ledger.keep('deleted_import_keys', before, row, account_id);
    }
  }
}

/** The other lines of the splits these rows are of. */
export async function otherLines(
  ledger: LedgerEdit,
  reader: Reader,
  rows: readonly FullTransaction[],
): Promise<FullTransaction[]> {
  const ids = new Set(rows.map((row) => row.id));
  const parts = await listParts(ledger.tx, 'split_lines', ledger.householdId, [...ids]);
  const splitIds = [...new Set(parts.map((part) => part.split_id))];
  const lines = await listSplits(ledger.tx, ledger.householdId, splitIds);
  const others = lines.map((line) => line.transaction_id).filter((id) => !ids.has(id));
  return listTransactionsById(ledger.tx, reader, others);
}

/** Of a wish for some lines of splits, what it means for their other lines; null for nothing. */
export function wishForOthers(wish: Wish): Wish | null {
  const shared = sharedBySplit(wish);
  return Object.keys(shared).length === 0 ? null : shared;
}

/**
 * Deletes transactions whole, with all lines of a split and the row made on a loan for a payment;
 * other sides of transfers stay, unlinked.
 */
export async function deleteWhole(
  ledger: LedgerEdit,
  reader: Reader,
  rows: readonly FullTransaction[],
): Promise<number> {
  if (rows.length === 0) throw notFound('transaction');
  const whole = [...rows, ...(await otherLines(ledger, reader, rows))];
  const all = [...whole, ...(await listMade(ledger, whole))];
  const ids = new Set(all.map((row) => row.id));
  const peerIds = all.flatMap((row) =>
    row.peer_id !== null && !ids.has(row.peer_id) ? row.peer_id : [],
  );
  // Also where the other side is private to somebody else: no transfer has one side.
  const peers = await listTransactionsById(ledger.tx, everythingOf(ledger), peerIds);
  await ledger.updateAll(peers, { transfer_id: null });
  await ledger.deleteAll(all);
  await rememberDeleted(ledger, all);
  return whole.length;
}

const everythingOf = ({ householdId }: LedgerEdit) => ({ householdId, hiddenAccountIds: [] });

/** The rows that were made on loans for these payments, and are nothing without them. */
async function listMade(
  ledger: LedgerEdit,
  rows: readonly FullTransaction[],
): Promise<FullTransaction[]> {
  const ids = rows.map((row) => row.id);
  const payments = await listParts(ledger.tx, 'loan_payments', ledger.householdId, ids);
  const made = payments.flatMap(({ counter_id: id, is_made: isMade }) =>
    isMade && id !== null && !ids.includes(id) ? id : [],
  );
  return listTransactionsById(ledger.tx, everythingOf(ledger), made);
}

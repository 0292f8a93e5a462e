import type { Transaction } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listTies, type RefundTie } from './refunds.repository.ts';
import { listLinksTo, listParts, sumSplits } from './row-parts.repository.ts';
import type { FullTransaction, ReadTables } from './transactions.repository.ts';

/** What of a transaction is kept beside its row. */
interface Beside {
  tagIds: string[];
  split: Transaction['split'];
  attachments: number;
  refund: Transaction['refund'];
  loanPayment: Transaction['loanPayment'];
}

/** Rows as people read them, with what is kept beside them: a few queries for any number. */
export async function presentAll(
  db: Db<ReadTables>,
  reader: Reader,
  rows: readonly FullTransaction[],
): Promise<Transaction[]> {
  const ids = rows.map((row) => row.id);
  const tags = Map.groupBy(
    await listParts(db, 'transaction_tags', reader.householdId, ids),
    (tag) => tag.transaction_id,
  );
  const attached = Map.groupBy(
    await listParts(db, 'attachments', reader.householdId, ids),
    (file) => file.transaction_id,
  );
  const lines = await listParts(db, 'split_lines', reader.householdId, ids);
  const splitIds = new Map(lines.map((line) => [line.transaction_id, line.split_id]));
  const splits = new Map(
    splitIds.size === 0
      ? []
      : (await sumSplits(db, reader.householdId, [...new Set(splitIds.values())])).map(
          (split) => [split.splitId, split] as const,
        ),
  );
  const ties = (await listTies(db, reader.householdId, ids)).filter(
    (tie) =>
      !reader.hiddenAccountIds.includes(tie.refundAccountId) &&
      !reader.hiddenAccountIds.includes(tie.purchaseAccountId),
  );
  const loans = await loansOf(db, reader, rows);
  return rows.map((row) => {
    const split = splits.get(splitIds.get(row.id) ?? '');
    return present(row, reader, {
      tagIds: (tags.get(row.id) ?? []).map((tag) => tag.tag_id),
      split: split
        ? {
            id: split.splitId,
            lines: split.lines,
            total: { amountMinor: split.totalMinor, currency: row.currency },
          }
        : null,
      attachments: attached.get(row.id)?.length ?? 0,
      refund: refundOf(row, ties),
      loanPayment: loans.get(row.id) ?? null,
    });
  });
}

/** What of these rows is paid to a loan, or is a payment's other side there. */
async function loansOf(db: Db<ReadTables>, reader: Reader, rows: readonly FullTransaction[]) {
  const { householdId, hiddenAccountIds } = reader;
  const ids = rows.map((row) => row.id);
  const found = new Map<string, Transaction['loanPayment']>();
  for (const part of await listLinksTo(db, 'loan_payments', householdId, ids)) {
    const row = rows.find((one) => one.id === part.counter_id);
    // The payment may be from an account that is private to somebody else.
    if (!row?.peer_account_id || hiddenAccountIds.includes(row.peer_account_id)) continue;
    const { loan_account_id: loanAccountId, transaction_id: paymentId } = part;
    found.set(row.id, { loanAccountId, paymentId });
  }
  for (const part of await listParts(db, 'loan_payments', householdId, ids)) {
    const { loan_account_id: loanAccountId, transaction_id: id } = part;
    if (hiddenAccountIds.includes(loanAccountId)) continue;
    found.set(id, { loanAccountId, paymentId: null });
  }
  return found;
}

function refundOf(row: FullTransaction, ties: readonly RefundTie[]): Transaction['refund'] {
  const purchaseId = ties.find((tie) => tie.refundId === row.id)?.purchaseId ?? null;
  const refunds = ties.filter((tie) => tie.purchaseId === row.id);
  if (purchaseId === null && refunds.length === 0) return null;
  return {
    purchaseId,
    refundIds: refunds.map((tie) => tie.refundId),
    refunded: {
      amountMinor: refunds.reduce((sum, tie) => sum + tie.refundMinor, 0),
      currency: row.currency,
    },
  };
}

function present(
  row: FullTransaction,
  reader: Reader,
  { tagIds, split, attachments, refund, loanPayment }: Beside,
): Transaction {
  // The other side of a transfer may be private to somebody else: this one is still no spending.
  const { peer_id: peerId, peer_account_id: peerAccountId } = row;
  const seesPeer = peerAccountId !== null && !reader.hiddenAccountIds.includes(peerAccountId);
  return {
    id: row.id,
    accountId: row.account_id,
    kind: row.kind,
    postedOn: row.posted_on,
    payee: row.payee,
    originalPayee: row.original_payee,
    memo: row.memo,
    note: row.note,
    tagIds,
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    categoryId: row.category_id,
    categorySource: row.category_source,
    confidence: row.confidence === null ? null : row.confidence / 1000,
    needsReview: row.review_on !== null,
    isPending: row.is_pending === 1,
    isHidden: row.is_hidden === 1,
    checkNumber: row.check_number,
    importId: row.import_id,
    transfer:
      row.transfer_id !== null && peerId !== null && seesPeer
        ? { id: row.transfer_id, transactionId: peerId, accountId: peerAccountId }
        : null,
    refund,
    loanPayment,
    split,
    attachments,
    createdAt: row.created_at,
    version: row.version,
  };
}

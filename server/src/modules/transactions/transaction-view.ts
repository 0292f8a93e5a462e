import type { Transaction } from '@picture/contract';
import type { Reader } from '../../platform/http/who.ts';
import type { Counted } from './ledger-totals.ts';
import type { FullTransaction } from './transactions.repository.ts';
import type { CategoryRow } from './transactions.tables.ts';

export function present(row: FullTransaction, reader: Reader): Transaction {
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
    amount: { amountMinor: row.amount_minor, currency: row.currency },
    categoryId: row.category_id,
    categorySource: row.category_source,
    confidence: row.confidence === null ? null : row.confidence / 1000,
    needsReview: row.review_on !== null,
    checkNumber: row.check_number,
    importId: row.import_id,
    transfer:
      row.transfer_id !== null && peerId !== null && seesPeer
        ? { id: row.transfer_id, transactionId: peerId, accountId: peerAccountId }
        : null,
    createdAt: row.created_at,
    version: row.version,
  };
}

/** What of a row counts in totals; its category must be one of these. */
export function counted(
  row: Pick<
    FullTransaction,
    'account_id' | 'currency' | 'posted_on' | 'amount_minor' | 'category_id' | 'review_on'
  >,
  categories: ReadonlyMap<string, CategoryRow>,
): Counted {
  const category = categories.get(row.category_id);
  if (!category) throw new Error(`Transaction in a category that is not there: ${row.category_id}`);
  return {
    accountId: row.account_id,
    currency: row.currency,
    postedOn: row.posted_on,
    amountMinor: row.amount_minor,
    categoryId: row.category_id,
    categoryType: category.type,
    needsReview: row.review_on !== null,
  };
}

import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { listOverdrawn, listStrayRefunds, listTies } from './refunds.repository.ts';
import { groupedBy } from './row-changes.ts';
import { tie } from './row-parts.service.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';

/** A refund and what it undoes. */
export interface Pair {
  purchaseId: string;
  refundId: string;
}

/** A refund that was tied, for the log. */
export interface Tied extends Pair {
  accountIds: [string, string];
}

/**
 * Ties refunds to their purchases, whose category each takes over, so that the category nets out.
 * Refuses what is no refund, or leaves it out where rows may have changed since they were looked at.
 */
export async function tieRefunds(
  ledger: LedgerEdit,
  reader: Reader,
  pairs: readonly Pair[],
  { skipChanged = false } = {},
): Promise<Tied[]> {
  const { tx, householdId } = ledger;
  const ids = pairs.flatMap((pair) => [pair.purchaseId, pair.refundId]);
  const rows = new Map((await listTransactionsById(tx, reader, ids)).map((row) => [row.id, row]));
  const ties = await listTies(tx, householdId, ids);
  const refunds = new Set(ties.map((tie) => tie.refundId));
  const back = new Map<string, number>();
  for (const tie of ties) {
    back.set(tie.purchaseId, (back.get(tie.purchaseId) ?? 0) + tie.refundMinor);
  }
  const tied: Tied[] = [];
  for (const { purchaseId, refundId } of pairs) {
    const [purchase, refund] = [rows.get(purchaseId), rows.get(refundId)];
    const backMinor = back.get(purchaseId) ?? 0;
    const problem =
      purchase && refund
        ? refunds.has(refundId)
          ? new AppError('refund_already_linked', 'This is the refund of another purchase already.')
          : problemOf(purchase, refund, backMinor)
        : notFound('transaction');
    if (!purchase || !refund || problem) {
      if (skipChanged) continue;
      throw problem;
    }
    refunds.add(refundId);
    back.set(purchaseId, backMinor + refund.amount_minor);
    const link = { household_id: householdId, transaction_id: refundId, purchase_id: purchaseId };
    await tie(ledger, 'refunds', link, refund.account_id);
    await ledger.update(refund, {
      category_id: purchase.category_id,
      category_source: 'refund',
      confidence: null,
      review_on: null,
    });
    tied.push({ purchaseId, refundId, accountIds: [purchase.account_id, refund.account_id] });
  }
  return tied;
}

function problemOf(
  purchase: FullTransaction,
  refund: FullTransaction,
  backMinor: number,
): AppError | null {
  if (purchase.kind === 'valuation' || refund.kind === 'valuation') {
    return new AppError('invalid_request', 'A told value is neither a purchase nor a refund.');
  }
  if (purchase.transfer_id !== null || refund.transfer_id !== null) {
    return new AppError('transfer_already_linked', 'One of them is a side of a transfer.');
  }
  if (purchase.amount_minor >= 0 || refund.amount_minor <= 0) {
    return new AppError('refund_same_direction', 'A purchase goes out and its refund comes in.');
  }
  if (purchase.currency !== refund.currency) {
    return new AppError('currency_mismatch', 'A refund is in the currency of its purchase.', {
      params: { from: refund.currency, to: purchase.currency },
    });
  }
  if (purchase.amount_minor + backMinor + refund.amount_minor > 0) {
    return new AppError('refund_too_large', 'More would come back than was paid.');
  }
  return null;
}

type Step = Pick<LedgerEdit, 'tx' | 'householdId' | 'idsWith' | 'updateAll'>;

/** Refuses changes after which more came back of a purchase than was paid. */
export async function assertRefundsFit(step: Step): Promise<void> {
  const ids = step.idsWith('amount_minor', 'account_id');
  if ((await listOverdrawn(step.tx, step.householdId, ids)).length > 0) {
    throw new AppError(
      'refund_too_large',
      'More would have come back of a purchase than was paid for it. Untie its refund first.',
    );
  }
}

/** What a step leaves of refunds: none too large, and each in the category of its purchase. */
export async function settleRefunds(step: Step): Promise<void> {
  await assertRefundsFit(step);
  const { tx, householdId } = step;
  const strays = await listStrayRefunds(tx, householdId, step.idsWith('category_id'));
  const everything = { householdId, hiddenAccountIds: [] };
  for (const group of groupedBy(strays, (stray) => stray.categoryId)) {
    const refunds = group.map((stray) => stray.refundId);
    const rows = await listTransactionsById(tx, everything, refunds);
    await step.updateAll(rows, { category_id: group[0]?.categoryId ?? '' });
  }
}

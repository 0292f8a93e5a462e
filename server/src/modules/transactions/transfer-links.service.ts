import { isLoan } from '@picture/contract';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Reader } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { listAccountRows } from '../accounts/index.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { listTies } from './refunds.repository.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { CategoryRow } from './transactions.tables.ts';

/** A transfer that was made: its two sides, for the log. */
export interface Linked {
  id: string;
  transactionIds: [string, string];
  accountIds: [string, string];
}

/**
 * Makes transfers of pairs: neither side is income nor spending any more. Refuses a pair that is
 * none, or leaves it out where rows may have changed since they were looked at.
 */
export async function linkPairs(
  ledger: LedgerEdit,
  reader: Reader,
  pairs: readonly (readonly [string, string])[],
  { skipChanged = false } = {},
): Promise<Linked[]> {
  const { tx, householdId } = ledger;
  const rows = new Map(
    (await listTransactionsById(tx, reader, pairs.flat())).map((row) => [row.id, row]),
  );
  const kinds = new Map((await listAccountRows(tx, householdId)).map((row) => [row.id, row.kind]));
  const ties = await listTies(tx, householdId, [...rows.keys()]);
  const refunds = new Set(ties.flatMap((tie) => [tie.refundId, tie.purchaseId]));
  const used = new Set<string>();
  const linked: Linked[] = [];
  for (const [firstId, secondId] of pairs) {
    const [first, second] = [rows.get(firstId), rows.get(secondId)];
    const problem =
      first && second
        ? refunds.has(firstId) || refunds.has(secondId)
          ? new AppError('refund_already_linked', 'One side is tied to a refund. Untie it first.')
          : problemOf(first, second, used)
        : notFound('transaction');
    if (!first || !second || problem) {
      if (skipChanged) continue;
      throw problem;
    }
    used.add(first.id).add(second.id);
    const sides = [first, second];
    const toCard = sides.some((row) => kinds.get(row.account_id) === 'credit_card');
    const toLoan = sides.some((row) => isLoan(kinds.get(row.account_id)));
    const id = newId();
    await ledger.updateAll(sides, {
      transfer_id: id,
      category_id: categoryFor(ledger, toCard, toLoan).id,
      category_source: 'transfer',
      confidence: null,
      review_on: null,
    });
    linked.push({
      id,
      transactionIds: [first.id, second.id],
      accountIds: [first.account_id, second.account_id],
    });
  }
  return linked;
}

function categoryFor(ledger: LedgerEdit, toCard: boolean, toLoan: boolean): CategoryRow {
  const named = (key: string) =>
    [...ledger.categories.values()].find((one) => one.key_name === key);
  const category =
    (toCard ? named('credit_card_payment') : undefined) ??
    (toLoan ? named('loans') : undefined) ??
    named('transfer');
  if (!category) throw new Error('The household has no category for transfers.');
  return category.type === 'transfer' ? category : (named('transfer') ?? category);
}

function problemOf(
  first: FullTransaction,
  second: FullTransaction,
  used: ReadonlySet<string>,
): AppError | null {
  if (first.account_id === second.account_id) {
    return new AppError('transfer_same_account', 'Both sides are in the same account.');
  }
  const isTaken = (row: FullTransaction) => row.transfer_id !== null || used.has(row.id);
  if (isTaken(first) || isTaken(second)) {
    return new AppError('transfer_already_linked', 'One side belongs to another transfer already.');
  }
  if (first.amount_minor > 0 === second.amount_minor > 0) {
    return new AppError('transfer_same_direction', 'One side must go out and the other come in.');
  }
  const sameCurrency = first.currency === second.currency;
  if (sameCurrency && first.amount_minor + second.amount_minor !== 0) {
    return new AppError('transfer_amounts_differ', 'The two amounts are not the same.');
  }
  if (first.kind === 'valuation' || second.kind === 'valuation') {
    return new AppError('invalid_request', 'A told value is not a side of a transfer.');
  }
  return null;
}

import { addDays, daysBetween, type Transaction } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { listAccountRows } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { decide } from './categorization.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { merchantOf } from './transaction-change.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listOppositeRows,
  listTransactionsById,
} from './transactions.repository.ts';

/** Money between own accounts rarely takes longer. */
const CANDIDATE_DAYS = 10;

export type Transfers = ReturnType<typeof createTransfers>;

export function createTransfers(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;

  return {
    candidates: async (who: Who, id: string): Promise<{ items: Transaction[] }> => {
      const row = await findTransaction(read, who, id);
      if (!row) throw notFound('transaction');
      const from = addDays(row.posted_on, -CANDIDATE_DAYS);
      const to = addDays(row.posted_on, CANDIDATE_DAYS);
      const found = await listOppositeRows(read, who, row, from, to);
      const distance = (one: FullTransaction) =>
        Math.abs(daysBetween(row.posted_on, one.posted_on)) +
        (one.currency === row.currency ? 0 : 30);
      const nearest = found.sort((a, b) => distance(a) - distance(b));
      return { items: await presentAll(read, who, nearest) };
    },

    /** Both sides become a transfer: neither is income nor spending any more. */
    link: (who: Who, ids: readonly [string, string]): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const [first, second] = await listTransactionsById(tx, who, ids);
        if (!first || !second) throw notFound('transaction');
        assertTransfer(first, second);
        const ledger = await LedgerEdit.open(change, who);
        const kinds = new Map(
          (await listAccountRows(tx, who.householdId)).map((row) => [row.id, row.kind]),
        );
        const toCard = [first, second].some((row) => kinds.get(row.account_id) === 'credit_card');
        const key = toCard ? 'credit_card_payment' : 'transfer';
        const category = [...ledger.categories.values()].find((one) => one.key_name === key);
        if (!category) throw new Error(`The household has no ${key} category.`);
        const transferId = newId();
        await ledger.updateAll([first, second], {
          transfer_id: transferId,
          category_id: category.id,
          category_source: 'transfer',
          confidence: null,
          review_on: null,
        });
        await ledger.post({
          action: 'transfer.link',
          entityId: transferId,
          before: [first, second],
        });
        const rows = await listTransactionsById(tx, who, ids);
        return { items: await presentAll(tx, who, rows) };
      }),

    /** Each side is again what it would be without the other. */
    unlink: (who: Who, transferId: string): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const sides = await tx
          .selectFrom('transactions')
          .select('id')
          .where('household_id', '=', who.householdId)
          .where('transfer_id', '=', transferId)
          .execute();
        const ids = sides.map((side) => side.id);
        const rows = await listTransactionsById(tx, who, ids);
        // With one side private to somebody else, this transfer is theirs to undo.
        if (rows.length === 0 || rows.length < ids.length) throw notFound('transfer');
        const knowledge = await gatherKnowledge(tx, who.householdId);
        const ledger = await LedgerEdit.open(change, who);
        for (const row of rows) {
          const decision = decide(knowledge, {
            ...merchantOf(row),
            accountId: row.account_id,
            fileCategory: null,
          });
          await ledger.update(row, {
            transfer_id: null,
            category_id: decision.categoryId,
            category_source: decision.source,
            confidence: Math.round(decision.confidence * 1000),
            review_on: decision.needsReview ? row.posted_on : null,
          });
        }
        await ledger.post({ action: 'transfer.unlink', entityId: transferId, before: rows });
        const items = await listTransactionsById(tx, who, ids);
        return { items: await presentAll(tx, who, items) };
      }),
  };
}

function assertTransfer(first: FullTransaction, second: FullTransaction): void {
  if (first.account_id === second.account_id) {
    throw new AppError('transfer_same_account', 'Both sides are in the same account.');
  }
  if (first.transfer_id !== null || second.transfer_id !== null) {
    throw new AppError('transfer_already_linked', 'One side belongs to another transfer already.');
  }
  if (first.amount_minor > 0 === second.amount_minor > 0) {
    throw new AppError('transfer_same_direction', 'One side must go out and the other come in.');
  }
  const sameCurrency = first.currency === second.currency;
  if (sameCurrency && first.amount_minor + second.amount_minor !== 0) {
    throw new AppError('transfer_amounts_differ', 'The two amounts are not the same.');
  }
  if (first.kind === 'valuation' || second.kind === 'valuation') {
    throw new AppError('invalid_request', 'A told value is not a side of a transfer.');
  }
}

import { addDays, daysBetween, type Transaction } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { categorizeAnew } from './categorize-anew.service.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { findPaymentOf, untiePayment } from './loan-untie.service.ts';
import { refuseInStep } from './refusals.repository.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listOppositeRows,
  listTransactionsById,
} from './transactions.repository.ts';
import { linkPairs } from './transfer-links.service.ts';

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
        const before = await listTransactionsById(tx, who, ids);
        const ledger = await LedgerEdit.open(change, who);
        const [linked] = await linkPairs(ledger, who, [ids]);
        await ledger.post({ action: 'transfer.link', entityId: linked?.id ?? '', before });
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
        const ledger = await LedgerEdit.open(change, who);
        const payment = await findPaymentOf(ledger, ids);
        if (payment) {
          const { anew } = await untiePayment(ledger, who, payment);
          const entry = { action: 'loan_payment.join', entityId: transferId } as const;
          await ledger.post({ ...entry, before: rows, after: { anew } });
          const left = await listTransactionsById(tx, who, ids);
          return { items: await presentAll(tx, who, left) };
        }
        const knowledge = await gatherKnowledge(tx, who.householdId);
        await categorizeAnew(ledger, knowledge, rows, { transfer_id: null });
        const [out, into] = rows.toSorted((a, b) => a.amount_minor - b.amount_minor);
        if (out && into) {
          await refuseInStep(ledger, 'transfer', [out.id, into.id], out.account_id);
        }
        await ledger.post({ action: 'transfer.unlink', entityId: transferId, before: rows });
        const items = await listTransactionsById(tx, who, ids);
        return { items: await presentAll(tx, who, items) };
      }),
  };
}

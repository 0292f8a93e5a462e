import type { Body, splitTransaction, Transaction } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { findPaymentOf, untiePayment } from './loan-untie.service.ts';
import { listParts, listSplits } from './row-parts.repository.ts';
import { handAttachments, setLines } from './row-parts.service.ts';
import { assertSum, assertUnlinked, sumMinor, writeSplit } from './split-lines.service.ts';
import { assertUntied } from './tied-rows.service.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';

type Wish = Body<typeof splitTransaction>;

export type Splits = ReturnType<typeof createSplits>;

/** A booked amount in several lines, each a transaction with a category of its own. */
export function createSplits(database: Database<LedgerTables>, clock: Clock) {
  return {
    get: async (who: Who, id: string): Promise<{ items: Transaction[] }> => ({
      items: await presentAll(database.read, who, await getLines(database.read, who, id)),
    }),

    split: (who: Who, id: string, wish: Wish): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const row = await findTransaction(tx, who, id);
        if (!row) throw notFound('transaction');
        if (row.version !== wish.version) {
          const [current] = await presentAll(tx, who, [row]);
          throw new AppError('stale_version', 'This transaction was changed meanwhile.', {
            current,
          });
        }
        if (row.kind === 'valuation') {
          throw new AppError('invalid_request', 'A told value cannot be split.');
        }
        const split = await splitOf(tx, who, id);
        const splitId = split ?? newId();
        const present = split === undefined ? [row] : await getLines(tx, who, split);
        assertSum(present, wish.lines);
        const ledger = await LedgerEdit.open(change, who);
        const ids = await writeSplit(ledger, splitId, present, wish.lines);
        await ledger.post({ action: 'transaction.split', entityId: id, before: row, after: wish });
        return { items: await presentAll(tx, who, await listTransactionsById(tx, who, ids)) };
      }),

    join: (who: Who, splitId: string): Promise<Transaction> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const lines = await getLines(tx, who, splitId);
        const [first, ...rest] = lines;
        if (!first) throw notFound('split');
        const ledger = await LedgerEdit.open(change, who);
        const payment = await findPaymentOf(
          ledger,
          lines.map((line) => line.id),
        );
        if (payment) {
          const { id, anew } = await untiePayment(ledger, who, payment);
          const after = { anew };
          await ledger.post({ action: 'loan_payment.join', entityId: id, before: lines, after });
          return getPresented(tx, who, id);
        }
        assertUnlinked(first);
        await assertUntied(ledger, rest);
        const totalMinor = sumMinor(lines);
        await handAttachments(ledger, rest, first);
        await ledger.deleteAll(rest);
        await ledger.update(first, { amount_minor: totalMinor });
        await setLines(ledger, splitId, [], first.account_id);
        await ledger.post({ action: 'transaction.join', entityId: first.id, before: first });
        return getPresented(tx, who, first.id);
      }),
  };
}

async function getPresented(db: Read, who: Who, id: string): Promise<Transaction> {
  const [found] = await presentAll(db, who, await listTransactionsById(db, who, [id]));
  if (!found) throw notFound('transaction');
  return found;
}

type Read = LedgerEdit['tx'] | Database<LedgerTables>['read'];

const splitOf = async (db: Read, who: Who, id: string): Promise<string | undefined> =>
  (await listParts(db, 'split_lines', who.householdId, [id]))[0]?.split_id;

/** The lines of a split in their order. */
async function getLines(db: Read, who: Who, splitId: string): Promise<FullTransaction[]> {
  const lines = await listSplits(db, who.householdId, [splitId]);
  const ids = lines.map((line) => line.transaction_id);
  const rows = await listTransactionsById(db, who, ids);
  if (rows.length === 0 || rows.length < ids.length) throw notFound('split');
  return rows;
}

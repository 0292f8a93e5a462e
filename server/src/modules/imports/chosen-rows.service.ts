import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import {
  isConfirmable,
  type LedgerTables,
  listTransactionsById,
  presentAll,
} from '../transactions/index.ts';
import type { ChosenDecision, StagedRow } from './findings.ts';

interface Wish {
  row: StagedRow;
  accountId: string | null;
  transactionId: string;
}

/**
 * What it means that a row is this transaction: that it is confirmed, or, where the bank told it
 * already, that it is there. Null where it cannot be: in another account, or with an amount that is
 * not the bank's to change.
 */
export async function meaningOf(
  db: Db<LedgerTables>,
  reader: Reader,
  wishes: readonly Wish[],
): Promise<(ChosenDecision | null)[]> {
  const ids = [...new Set(wishes.map((wish) => wish.transactionId))];
  const rows = await listTransactionsById(db, reader, ids);
  const shown = new Map((await presentAll(db, reader, rows)).map((one) => [one.id, one]));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return wishes.map(({ row, accountId, transactionId }) => {
    const held = byId.get(transactionId);
    const view = shown.get(transactionId);
    if (!held || !view || held.account_id !== accountId || held.kind !== 'standard') return null;
    if (!isConfirmable(held)) return { decision: 'duplicate', transactionId };
    const { amountMinor } = view.split?.total ?? view.amount;
    const follows = held.is_pending === 1 && held.transfer_id === null && view.split === null;
    if (amountMinor !== row.amountMinor && !follows) return null;
    return { decision: 'confirm', transactionId };
  });
}

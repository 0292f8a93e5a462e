import {
  daysBetween,
  type RefundPair,
  type RefundSuggestion,
  type Transaction,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { nameKey, tellingText } from './categorization.ts';
import { categorizeAnew } from './categorize-anew.service.ts';
import { gatherKnowledge } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { detectRefunds } from './refund-finding.service.ts';
import { tieRefunds } from './refund-ties.service.ts';
import { withoutRefundWords } from './refund-words.ts';
import { listRefundCandidates, listTies } from './refunds.repository.ts';
import { refuseInStep, saveRefusal } from './refusals.repository.ts';
import { listParts } from './row-parts.repository.ts';
import { untie } from './row-parts.service.ts';
import { merchantOf } from './transaction-change.ts';
import { presentAll } from './transaction-view.service.ts';
import {
  type FullTransaction,
  findTransaction,
  listTransactionsById,
} from './transactions.repository.ts';

const MOST_CANDIDATES = 50;
const MOST_SHOWN = 200;

export type Refunds = ReturnType<typeof createRefunds>;

export function createRefunds(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;
  return {
    candidates: async (who: Who, id: string): Promise<{ items: Transaction[] }> => {
      const row = await findTransaction(read, who, id);
      if (!row) throw notFound('transaction');
      return { items: await presentAll(read, who, await candidatesOf(read, who, row)) };
    },

    link: (who: Who, pair: RefundPair): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const ids = [pair.purchaseId, pair.refundId];
        const before = await listTransactionsById(tx, who, ids);
        const ledger = await LedgerEdit.open(change, who);
        await tieRefunds(ledger, who, [pair]);
        await ledger.post({ action: 'refund.link', entityId: pair.refundId, before });
        const rows = await listTransactionsById(tx, who, ids);
        return { items: await presentAll(tx, who, rows) };
      }),

    /** The refund is again what it would be without its purchase. */
    unlink: (who: Who, refundId: string): Promise<{ items: Transaction[] }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const [tie] = await listParts(tx, 'refunds', who.householdId, [refundId]);
        const ids = tie ? [tie.purchase_id, tie.transaction_id] : [];
        const rows = await listTransactionsById(tx, who, ids);
        const refund = rows.find((row) => row.id === refundId);
        // With one of the two private to somebody else, it is theirs to untie.
        if (!tie || !refund || rows.length < 2) throw notFound('refund');
        const ledger = await LedgerEdit.open(change, who);
        await untie(ledger, 'refunds', tie, refund.account_id);
        await categorizeAnew(ledger, await gatherKnowledge(tx, who.householdId), [refund]);
        const pair = [tie.purchase_id, refundId] as const;
        await refuseInStep(ledger, 'refund', pair, refund.account_id);
        await ledger.post({ action: 'refund.unlink', entityId: refundId, before: rows });
        const items = await listTransactionsById(tx, who, ids);
        return { items: await presentAll(tx, who, items) };
      }),

    suggestions: async (who: Who): Promise<{ items: RefundSuggestion[] }> => {
      const found = await detectRefunds(read, who, who.today);
      const latest = found
        .toSorted((a, b) => (a.refundId < b.refundId ? 1 : -1))
        .slice(0, MOST_SHOWN);
      const ids = [...new Set(latest.flatMap((pair) => [pair.purchaseId, pair.refundId]))];
      const rows = await presentAll(read, who, await listTransactionsById(read, who, ids));
      const byId = new Map(rows.map((row) => [row.id, row]));
      return {
        items: latest.flatMap(({ purchaseId, refundId, isSure }) => {
          const [purchase, refund] = [byId.get(purchaseId), byId.get(refundId)];
          return purchase && refund ? { purchase, refund, isSure } : [];
        }),
      };
    },

    confirm: (who: Who, pairs: readonly RefundPair[]): Promise<{ linked: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        const ledger = await LedgerEdit.open(change, who);
        const linked = await tieRefunds(ledger, who, pairs);
        await ledger.post({
          action: 'refund.confirm',
          entityId: who.householdId,
          after: { linked },
        });
        return { linked: linked.length };
      }),

    refuse: (who: Who, { purchaseId, refundId }: RefundPair): Promise<{ refused: boolean }> =>
      changeHousehold(database, clock, who, async ({ tx, at, audit }) => {
        const rows = await listTransactionsById(tx, who, [purchaseId, refundId]);
        if (rows.length < 2) throw notFound('transaction');
        const accountIds = rows.map((row) => row.account_id);
        await saveRefusal(tx, 'refused_links', {
          household_id: who.householdId,
          kind: 'refund',
          out_id: purchaseId,
          in_id: refundId,
          refused_at: at,
        });
        const after = { purchaseId, accountIds };
        await audit({ action: 'refund.refuse', entityId: refundId, after });
        return { refused: true };
      }),
  };
}

/** What could be the other one, those of the same merchant first, then the nearest amount and day. */
async function candidatesOf(
  read: Database<LedgerTables>['read'],
  who: Who,
  row: FullTransaction,
): Promise<FullTransaction[]> {
  if (row.amount_minor === 0 || row.transfer_id !== null || row.kind === 'valuation') return [];
  const found = await listRefundCandidates(read, who, row);
  const ties = await listTies(read, who.householdId, [row.id, ...found.map((one) => one.id)]);
  const refunds = new Set(ties.map((tie) => tie.refundId));
  if (refunds.has(row.id)) return [];
  const leftOf = (purchase: FullTransaction) =>
    ties
      .filter((tie) => tie.purchaseId === purchase.id)
      .reduce((left, tie) => left - tie.refundMinor, -purchase.amount_minor);
  const key = keyOf(row);
  const rank = (one: FullTransaction) =>
    (keyOf(one) === key ? 0 : 1_000_000) +
    (one.amount_minor === -row.amount_minor ? 0 : 10_000) +
    Math.abs(daysBetween(row.posted_on, one.posted_on));
  return found
    .filter((one) =>
      row.amount_minor > 0
        ? leftOf(one) >= row.amount_minor
        : !refunds.has(one.id) && leftOf(row) >= one.amount_minor,
    )
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_CANDIDATES)
    .map(({ one }) => one);
}

const keyOf = (row: FullTransaction): string =>
  nameKey(withoutRefundWords(tellingText(merchantOf(row))));

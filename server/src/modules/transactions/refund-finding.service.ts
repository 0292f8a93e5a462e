import { addDays } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listAccountRows, listHiddenAccountIds } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { nameKey, tellingText } from './categorization.ts';
import { type Days, dayWindows } from './day-windows.repository.ts';
import { listDescriptors } from './ledger.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import {
  type FoundRefund,
  findRefunds,
  MOST_REFUND_DAYS,
  type Movement,
} from './refund-detection.ts';
import { tieRefunds } from './refund-ties.service.ts';
import { saysNoRefund, saysRefund, withoutRefundWords } from './refund-words.ts';
import { listAllTies, listMoved, type MovedRow } from './refunds.repository.ts';
import { gatherRefusals, refuseWhenUndone } from './refusals.repository.ts';
import { toldOf } from './told-rows.ts';
import type { CategoryRow } from './transactions.tables.ts';

type Read = Db<LedgerTables>;

const WINDOW_DAYS = 360;

/** So far back refunds are suggested. */
const LOOK_BACK_DAYS = 400;

/** What looks like a refund that came in during the last thirteen months. */
export const detectRefunds = async (
  db: Read,
  reader: Reader,
  today: string,
): Promise<FoundRefund[]> => {
  const days = { from: addDays(today, -LOOK_BACK_DAYS), to: '9999-12-31' };
  return detect(db, reader, await gatherKnown(db, reader), days);
};

/**
 * Ties what is surely a refund of what, where one of the two is of these days: after an import, as a
 * step of its own; taken back, they are not found again. Gives how many.
 */
export async function tieSureRefunds(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string },
  days: Days,
): Promise<number> {
  const { householdId, userId } = actor;
  const hiddenAccountIds = await listHiddenAccountIds(database.read, householdId, userId);
  const reader = { householdId, hiddenAccountIds };
  const sure = await findSure(database.read, reader, days);
  if (sure.length === 0) return 0;
  return changeHousehold(database, clock, actor, async (change) => {
    const ledger = await LedgerEdit.open(change, actor);
    const linked = await tieRefunds(ledger, reader, sure, { skipChanged: true });
    for (const { purchaseId, refundId, accountIds } of linked) {
      refuseWhenUndone(ledger, 'refund', [purchaseId, refundId], accountIds[0]);
    }
    const after = { linked: toldOf(linked, (pair) => pair.accountIds) };
    await ledger.post({ action: 'refund.find', entityId: householdId, after });
    return linked.length;
  });
}

async function findSure(db: Read, reader: Reader, { from, to }: Days): Promise<FoundRefund[]> {
  const sure: FoundRefund[] = [];
  const known = await gatherKnown(db, reader);
  // A purchase that came in late is undone by what came later.
  const wide = { from, to: addDays(to, MOST_REFUND_DAYS) };
  for await (const own of dayWindows(db, reader.householdId, wide, WINDOW_DAYS)) {
    // What rivals a refund undoes the same purchase: before it or after.
    const margin = MOST_REFUND_DAYS;
    const around = { from: addDays(own.from, -margin), to: addDays(own.to, margin) };
    for (const pair of await detect(db, reader, known, around, { onlyEqual: true })) {
      const isOwn = pair.refundedOn >= own.from && pair.refundedOn <= own.to;
      if (pair.isSure && isOwn) sure.push(pair);
    }
  }
  return sure;
}

type Known = Awaited<ReturnType<typeof gatherKnown>>;

/** What of a household tells refunds, whatever the days. */
async function gatherKnown(db: Read, { householdId, hiddenAccountIds }: Reader) {
  const accounts = await listAccountRows(db, householdId);
  const seen = accounts.filter((row) => !hiddenAccountIds.includes(row.id));
  const ties = await listAllTies(db, householdId);
  return {
    categories: new Map((await listCategoryRows(db, householdId)).map((row) => [row.id, row])),
    currencies: new Map(seen.map((row) => [row.id, row.currency])),
    tied: new Set(ties.map((tie) => tie.refundId)),
    back: Map.groupBy(ties, (tie) => tie.purchaseId),
    isRefused: await gatherRefusals(db, householdId, 'refund'),
  };
}

/** Refunds that came in on these days, of purchases then or before; `onlyEqual`, of the same amount. */
async function detect(
  db: Read,
  { householdId }: Reader,
  known: Known,
  { from, to }: Days,
  { onlyEqual = false } = {},
): Promise<FoundRefund[]> {
  const cameIn = await listMoved(db, householdId, '>', { from, to });
  const refunds = (await movementsOf(db, householdId, known, cameIn)).filter(
    (row) => !known.tied.has(row.id),
  );
  if (refunds.length === 0) return [];
  const amounts = new Set(refunds.map((row) => -row.amountMinor));
  const since = addDays(from, -MOST_REFUND_DAYS);
  const purchases = (await listMoved(db, householdId, '<', { from: since, to })).flatMap((row) => {
    if (known.categories.get(row.category_id)?.type !== 'expense') return [];
    const back = known.back.get(row.id) ?? [];
    const left = back.reduce((sum, tie) => sum + tie.refundMinor, row.amount_minor);
    return onlyEqual && !amounts.has(left) ? [] : { ...row, amount_minor: left };
  });
  const rows = [...refunds, ...(await movementsOf(db, householdId, known, purchases))];
  return findRefunds(rows, known.isRefused);
}

/** What went out, and of what came in what may be a refund. */
async function movementsOf(
  db: Read,
  householdId: string,
  { categories, currencies }: Known,
  rows: readonly MovedRow[],
): Promise<Movement[]> {
  const texts = await readTexts(db, householdId, rows);
  return rows.flatMap((row) => {
    const [text, category] = [texts.get(row.descriptor_id), categories.get(row.category_id)];
    const currency = currencies.get(row.account_id);
    if (!text || !category || currency === undefined) return [];
    if (row.amount_minor > 0 && !mayBeRefund(text, category)) return [];
    return {
      id: row.id,
      accountId: row.account_id,
      currency,
      postedOn: row.posted_on,
      amountMinor: row.amount_minor,
      merchantKey: text.merchantKey,
      saysRefund: text.saysRefund || category.key_name === 'returned_purchase',
    };
  });
}

/** Whoever earns, is paid back by a friend, or chose a kind of income, took nothing back to a shop. */
function mayBeRefund(text: RefundText, category: CategoryRow): boolean {
  if (category.type === 'transfer' || text.saysNoRefund) return false;
  if (text.saysRefund) return true;
  return category.type === 'expense' || category.key_name === 'returned_purchase';
}

/** What a text tells of refunds. */
interface RefundText {
  merchantKey: string;
  saysRefund: boolean;
  saysNoRefund: boolean;
}

/** Each text once: rows share them. */
async function readTexts(
  db: Read,
  householdId: string,
  rows: readonly MovedRow[],
): Promise<Map<string, RefundText>> {
  const ids = [...new Set(rows.map((row) => row.descriptor_id))];
  const texts = await listDescriptors(db, householdId, ids);
  return new Map(
    texts.map((row) => {
      const text = tellingText({ payee: row.original_payee ?? row.payee, memo: row.memo });
      return [
        row.id,
        {
          merchantKey: nameKey(withoutRefundWords(text)),
          saysRefund: saysRefund(row.search_text),
          saysNoRefund: saysNoRefund(row.search_text),
        },
      ];
    }),
  );
}

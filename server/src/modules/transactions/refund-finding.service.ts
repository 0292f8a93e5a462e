import { addDays } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listAccountRows, listHiddenAccountIds } from '../accounts/index.ts';
import { changeHousehold } from '../settings/index.ts';
import { listCategoryRows } from './categories.repository.ts';
import { nameKey, tellingText } from './categorization.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import {
  type FoundRefund,
  findRefunds,
  MOST_REFUND_DAYS,
  type Movement,
} from './refund-detection.ts';
import { tieRefunds } from './refund-ties.service.ts';
import { saysNoRefund, saysRefund, withoutRefundWords } from './refund-words.ts';
import { listTies } from './refunds.repository.ts';
import { gatherRefusals, refuseWhenUndone } from './refusals.repository.ts';
import { isVisible } from './transactions.repository.ts';
import type { CategoryRow } from './transactions.tables.ts';

type Read = Db<LedgerTables>;

/** So far back refunds are suggested. */
const LOOK_BACK_DAYS = 400;

/** What looks like a refund that came in during the last thirteen months. */
export const detectRefunds = (db: Read, reader: Reader, today: string): Promise<FoundRefund[]> =>
  detect(db, reader, { from: addDays(today, -LOOK_BACK_DAYS), to: '9999-12-31' });

/**
 * Ties what is surely a refund of what, where one of the two is of these days: after an import, as a
 * step of its own; taken back, they are not found again. Gives how many.
 */
export async function tieSureRefunds(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string },
  days: { from: string; to: string },
): Promise<number> {
  const { householdId, userId } = actor;
  const hiddenAccountIds = await listHiddenAccountIds(database.read, householdId, userId);
  const reader = { householdId, hiddenAccountIds };
  // A purchase that came in late is undone by what came later, and had rivals before.
  const around = { from: days.from, to: addDays(days.to, MOST_REFUND_DAYS) };
  const sure = (await detect(database.read, reader, around)).filter((pair) => pair.isSure);
  if (sure.length === 0) return 0;
  return changeHousehold(database, clock, actor, async (change) => {
    const ledger = await LedgerEdit.open(change, actor);
    const linked = await tieRefunds(ledger, reader, sure, { skipChanged: true });
    for (const { purchaseId, refundId, accountIds } of linked) {
      refuseWhenUndone(ledger, 'refund', [purchaseId, refundId], accountIds[0]);
    }
    await ledger.post({ action: 'refund.find', entityId: householdId, after: { linked } });
    return linked.length;
  });
}

/** Refunds that came in on these days, of purchases then or before. */
async function detect(
  db: Read,
  reader: Reader,
  { from, to }: { from: string; to: string },
): Promise<FoundRefund[]> {
  const { householdId } = reader;
  const categories = new Map((await listCategoryRows(db, householdId)).map((row) => [row.id, row]));
  const currencies = new Map(
    (await listAccountRows(db, householdId))
      .filter((row) => !reader.hiddenAccountIds.includes(row.id))
      .map((row) => [row.id, row.currency]),
  );
  const refunds = asMovements(
    (await listMoved(db, householdId, '>', from, to)).filter((row) =>
      mayBeRefund(row, categories.get(row.category_id)),
    ),
    currencies,
    categories,
  );
  if (refunds.length === 0) return [];
  const since = addDays(from, -MOST_REFUND_DAYS);
  const keys = new Set(refunds.map((row) => row.merchantKey));
  const purchases = asMovements(
    (await listMoved(db, householdId, '<', since, to)).filter(
      (row) => categories.get(row.category_id)?.type === 'expense',
    ),
    currencies,
    categories,
  ).filter((row) => keys.has(row.merchantKey));
  const ids = [...refunds, ...purchases].map((row) => row.id);
  const ties = await listTies(db, householdId, ids);
  const done = new Set(ties.map((tie) => tie.refundId));
  const back = Map.groupBy(ties, (tie) => tie.purchaseId);
  const open = [
    ...refunds.filter((row) => !done.has(row.id)),
    ...purchases.map((row) => ({
      ...row,
      amountMinor: (back.get(row.id) ?? []).reduce(
        (left, tie) => left + tie.refundMinor,
        row.amountMinor,
      ),
    })),
  ];
  return findRefunds(open, await gatherRefusals(db, householdId, 'refund'));
}

type Moved = Awaited<ReturnType<typeof listMoved>>[number];

/** Whoever earns, is paid back by a friend, or chose a kind of income, took nothing back to a shop. */
function mayBeRefund(row: Moved, category: CategoryRow | undefined): boolean {
  if (!category || category.type === 'transfer') return false;
  if (saysNoRefund(row.search_text)) return false;
  if (saysRefund(row.search_text)) return true;
  return category.type === 'expense' || category.key_name === 'returned_purchase';
}

function asMovements(
  rows: readonly Moved[],
  currencies: ReadonlyMap<string, string>,
  categories: ReadonlyMap<string, CategoryRow>,
): Movement[] {
  const keys = new Map<string, string>();
  const keyOf = (row: Moved): string => {
    const known = keys.get(row.descriptor_id);
    if (known !== undefined) return known;
    const text = tellingText({ payee: row.original_payee ?? row.payee, memo: row.memo });
    const key = nameKey(withoutRefundWords(text));
    keys.set(row.descriptor_id, key);
    return key;
  };
  return rows.flatMap((row) => {
    const currency = currencies.get(row.account_id);
    if (currency === undefined) return [];
    return {
      id: row.id,
      accountId: row.account_id,
      currency,
      postedOn: row.posted_on,
      amountMinor: row.amount_minor,
      merchantKey: keyOf(row),
      saysRefund:
        saysRefund(row.search_text) ||
        categories.get(row.category_id)?.key_name === 'returned_purchase',
    };
  });
}

/** The rows of some days that went out or came in and are no side of a transfer. */
const listMoved = (db: Read, householdId: string, direction: '<' | '>', from: string, to: string) =>
  db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .select(['t.id', 't.account_id', 't.posted_on', 't.amount_minor', 't.category_id'])
    .select(['t.descriptor_id', 'text.payee', 'text.original_payee', 'text.memo'])
    .select('text.search_text')
    .where('t.household_id', '=', householdId)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.amount_minor', direction, 0)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .where(isVisible)
    .execute();

import { sql } from 'kysely';
import { type Db, inGroups } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { Days } from './day-windows.repository.ts';
import { listLinksTo, listParts } from './row-parts.repository.ts';
import {
  type FullTransaction,
  isVisible,
  listTransactionsById,
  type ReadTables,
} from './transactions.repository.ts';

type Read = Db<ReadTables>;

/** A row `t` that is neither a refund nor a purchase of which something came back. */
export const isNoRefund = sql<boolean>`not exists (select 1 from refunds as tie
  where tie.household_id = t.household_id and tie.transaction_id = t.id) and not exists
  (select 1 from refunds as tie where tie.household_id = t.household_id and tie.purchase_id = t.id)`;

/** Of more, all ties there are are looked at: few of many rows are tied. */
const IDS_AT_ONCE = 500;

const selectTies = (db: Read, householdId: string) =>
  db
    .selectFrom('refunds as tie')
    .innerJoin('transactions as refund', (join) =>
      join
        .onRef('refund.household_id', '=', 'tie.household_id')
        .onRef('refund.id', '=', 'tie.transaction_id'),
    )
    .innerJoin('transactions as purchase', (join) =>
      join
        .onRef('purchase.household_id', '=', 'tie.household_id')
        .onRef('purchase.id', '=', 'tie.purchase_id'),
    )
    .innerJoin('accounts as refund_account', (join) =>
      join
        .onRef('refund_account.household_id', '=', 'refund.household_id')
        .onRef('refund_account.id', '=', 'refund.account_id'),
    )
    .innerJoin('accounts as purchase_account', (join) =>
      join
        .onRef('purchase_account.household_id', '=', 'purchase.household_id')
        .onRef('purchase_account.id', '=', 'purchase.account_id'),
    )
    .select([
      'tie.transaction_id as refundId',
      'tie.purchase_id as purchaseId',
      'refund.amount_minor as refundMinor',
      'purchase.amount_minor as purchaseMinor',
      'refund.account_id as refundAccountId',
      'purchase.account_id as purchaseAccountId',
      'refund_account.currency as refundCurrency',
      'purchase_account.currency as purchaseCurrency',
      'refund.category_id as refundCategoryId',
      'purchase.category_id as purchaseCategoryId',
      'refund.category_source as refundSource',
    ])
    .where('tie.household_id', '=', householdId)
    .orderBy('tie.transaction_id');

export type RefundTie = Awaited<
  ReturnType<ReturnType<typeof selectTies>['executeTakeFirstOrThrow']>
>;

/** The refunds these transactions are, and those of these purchases; all of them, private or not. */
export async function listTies(
  db: Read,
  householdId: string,
  ids: readonly string[],
): Promise<RefundTie[]> {
  if (ids.length > IDS_AT_ONCE) {
    const wanted = new Set(ids);
    const all = await listAllTies(db, householdId);
    return all.filter((tie) => wanted.has(tie.refundId) || wanted.has(tie.purchaseId));
  }
  const refunds = await listParts(db, 'refunds', householdId, ids);
  refunds.push(...(await listLinksTo(db, 'refunds', householdId, ids)));
  const tied = [...new Set(refunds.map((refund) => refund.transaction_id))];
  return inGroups(tied, (some) =>
    selectTies(db, householdId).where('tie.transaction_id', 'in', some).execute(),
  );
}

/** Every tie there is, for whoever examines them. */
export const listAllTies = (db: Read, householdId: string): Promise<RefundTie[]> =>
  selectTies(db, householdId).execute();

/** Purchases of which more came back than was paid, or something that is no refund of them. */
export const overdrawn = (ties: readonly RefundTie[]): string[] =>
  [...Map.groupBy(ties, (tie) => tie.purchaseId)].flatMap(([purchaseId, own]) => {
    const backMinor = own.reduce((sum, tie) => sum + tie.refundMinor, 0);
    const isWrong = own.some(
      (tie) =>
        tie.refundMinor <= 0 ||
        tie.refundCurrency !== tie.purchaseCurrency ||
        tie.purchaseMinor + backMinor > 0,
    );
    return isWrong ? purchaseId : [];
  });

/** Of the purchases these transactions are, or are refunds of, the overdrawn ones. */
export async function listOverdrawn(
  db: Read,
  householdId: string,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const near = await listTies(db, householdId, ids);
  if (near.length === 0) return [];
  const purchases = [...new Set(near.map((tie) => tie.purchaseId))];
  return overdrawn(await listTies(db, householdId, purchases));
}

/** Refunds of these purchases that have another category, which nobody chose for them. */
export async function listStrayRefunds(
  db: Read,
  householdId: string,
  purchaseIds: readonly string[],
): Promise<{ refundId: string; categoryId: string }[]> {
  if (purchaseIds.length === 0) return [];
  const purchases = new Set(purchaseIds);
  return (await listTies(db, householdId, purchaseIds))
    .filter(
      (tie) =>
        purchases.has(tie.purchaseId) &&
        tie.refundSource === 'refund' &&
        tie.refundCategoryId !== tie.purchaseCategoryId,
    )
    .map((tie) => ({ refundId: tie.refundId, categoryId: tie.purchaseCategoryId }));
}

/** How many of the nearest rows are looked at, and of those with the very same name. */
const NEAREST = 200;

/** Rows of the other direction that could be tied to this one, whose amounts allow it. */
export async function listRefundCandidates(
  db: Read,
  reader: Reader,
  row: FullTransaction,
): Promise<FullTransaction[]> {
  const { householdId, hiddenAccountIds } = reader;
  const isRefund = row.amount_minor > 0;
  const base = db
    .selectFrom('transactions as t')
    .innerJoin('descriptors as text', (join) =>
      join
        .onRef('text.household_id', '=', 't.household_id')
        .onRef('text.id', '=', 't.descriptor_id'),
    )
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .select('t.id')
    .where('t.household_id', '=', householdId)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .where('account.currency', '=', row.currency)
    .where('t.amount_minor', isRefund ? '<=' : '>', isRefund ? -row.amount_minor : 0)
    .where('t.amount_minor', isRefund ? '<' : '<=', isRefund ? 0 : -row.amount_minor)
    .where('t.posted_on', isRefund ? '<=' : '>=', row.posted_on)
    .$if(hiddenAccountIds.length > 0, (query) =>
      query.where('t.account_id', 'not in', [...hiddenAccountIds]),
    )
    .where(isVisible)
    .orderBy('t.posted_on', isRefund ? 'desc' : 'asc')
    .limit(NEAREST);
  const found = [
    ...(await base.where('text.payee', '=', row.payee).execute()),
    ...(await base.execute()),
  ];
  return listTransactionsById(db, reader, [...new Set(found.map((one) => one.id))]);
}

/** The rows of some days that went out or came in and are no side of a transfer. */
export const listMoved = (
  db: Read,
  householdId: string,
  direction: '<' | '>',
  { from, to }: Days,
) =>
  db
    .selectFrom('transactions as t')
    .select(['t.id', 't.account_id', 't.posted_on', 't.amount_minor', 't.category_id'])
    .select('t.descriptor_id')
    .where('t.household_id', '=', householdId)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.amount_minor', direction, 0)
    .where('t.transfer_id', 'is', null)
    .where('t.kind', '=', 'standard')
    .where(isVisible)
    .execute();

export type MovedRow = Awaited<ReturnType<typeof listMoved>>[number];

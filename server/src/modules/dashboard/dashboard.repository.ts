import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { type AccountsTables, listVisibleAccounts } from '../accounts/index.ts';
import type { TransactionsTables } from '../transactions/index.ts';

/** Read only: these tables belong to the modules that keep them. */
type Read = Db<AccountsTables & TransactionsTables>;

/** The first day any account of the household that this person sees has a balance. */
export async function findFirstDay(db: Read, reader: Reader): Promise<string | null> {
  const rows = await listVisibleAccounts(db as Db<AccountsTables>, reader);
  const days = rows.map((row) => row.starting_on).sort();
  return days[0] ?? null;
}

/**
 * What these accounts together moved after `after` and up to `to`, by day, the older ones
 * by calendar month where the span says so. The accounts
 * are named, so that each is one range of the key: the cost grows with accounts and days, not with
 * transactions, nor with the days outside the range.
 */
export function sumChanges(
  db: Read,
  householdId: string,
  accountIds: readonly string[],
  span: { after: string; to: string; monthlyUntil: string },
): Promise<{ on: string; deltaMinor: number }[]> {
  const on =
    span.monthlyUntil === ''
      ? sql<string>`on_day`
      : sql<string>`case when on_day <= ${span.monthlyUntil} then substr(on_day, 1, 7) else on_day end`;
  return db
    .selectFrom('account_days')
    .select((eb) => [on.as('on'), eb.fn.sum<number>('delta_minor').as('deltaMinor')])
    .where('household_id', '=', householdId)
    .where('account_id', 'in', accountIds)
    .where('on_day', '>', span.after)
    .where('on_day', '<=', span.to)
    .groupBy(on)
    .execute();
}

export const sumSpending = (
  db: Read,
  householdId: string,
  accountIds: readonly string[],
  from: string,
  to: string,
): Promise<{ on: string; spendingMinor: number }[]> =>
  db
    .selectFrom('account_days')
    .select((eb) => ['on_day as on', eb.fn.sum<number>('spending_minor').as('spendingMinor')])
    .where('household_id', '=', householdId)
    .where('account_id', 'in', accountIds)
    .where('on_day', '>=', from)
    .where('on_day', '<=', to)
    .groupBy('on_day')
    .execute();

/** What each category came to in each month from `from` to `to`, by currency. */
export function sumMonths(
  db: Read,
  { householdId, hiddenAccountIds }: Reader,
  from: string,
  to: string,
) {
  let query = db
    .selectFrom('monthly_totals')
    .select((eb) => [
      'month',
      'category_id as categoryId',
      'currency',
      eb.fn.sum<number>('amount_minor').as('amountMinor'),
    ])
    .where('household_id', '=', householdId)
    .where('month', '>=', from)
    .where('month', '<=', to);
  if (hiddenAccountIds.length > 0) query = query.where('account_id', 'not in', hiddenAccountIds);
  return query.groupBy(['month', 'category_id', 'currency']).execute();
}

/** Told values of the sample household, beside the transactions that carry their differences. */
export async function insertToldValues(
  tx: Tx<TransactionsTables>,
  householdId: string,
  values: readonly Omit<TransactionsTables['account_values'], 'household_id'>[],
): Promise<void> {
  await tx
    .insertInto('account_values')
    .values(values.map((value) => ({ household_id: householdId, ...value })))
    .execute();
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import { daysOfMonth, financialMonthOf } from '@picture/contract';
import { bulkInsert, type Tx } from '../../platform/db/index.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { MONTHLY_COLUMNS } from './ledger.repository.ts';
import { isVisible } from './transactions.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables & AccountsTables;

/**
 * Sums every transaction by month anew, for months that begin on another day than before. A month is
 * a range of the index by day: its sums are read (which locks nothing of an import that is being
 * written) and its rows inserted, a month at a time, so that no single statement is long.
 */
export async function rebuildMonthlyTotals(
  tx: Tx<Own>,
  householdId: string,
  firstDayOfMonth: number,
): Promise<void> {
  await tx.deleteFrom('monthly_totals').where('household_id', '=', householdId).execute();
  for (let after = ''; ; ) {
    const day = await nextDay(tx, householdId, after);
    if (day === null) return;
    const month = financialMonthOf(day, firstDayOfMonth);
    const { from, to } = daysOfMonth(month, firstDayOfMonth);
    const sums = await sumDays(tx, householdId, from, to);
    await bulkInsert(
      tx,
      'monthly_totals',
      MONTHLY_COLUMNS,
      sums.map((sum) => [
        householdId,
        month,
        sum.accountId,
        sum.categoryId,
        sum.currency,
        sum.amountMinor,
        sum.transactions,
      ]),
    );
    after = to;
    // SQLite answers on this thread: whoever asks for a page has its turn between two months.
    await nextTurn();
  }
}

/** The first day with a transaction after this one. */
async function nextDay(tx: Tx<Own>, householdId: string, after: string): Promise<string | null> {
  const row = await tx
    .selectFrom('transactions')
    .select((eb) => eb.fn.min<string | null>('posted_on').as('on'))
    .where('household_id', '=', householdId)
    .where('posted_on', '>', after)
    .executeTakeFirst();
  return row?.on ?? null;
}

const sumDays = (tx: Tx<Own>, householdId: string, from: string, to: string) =>
  tx
    .selectFrom('transactions as t')
    .innerJoin('accounts as account', (join) =>
      join
        .onRef('account.household_id', '=', 't.household_id')
        .onRef('account.id', '=', 't.account_id'),
    )
    .select((eb) => [
      't.account_id as accountId',
      't.category_id as categoryId',
      'account.currency',
      eb.fn.sum<number>('t.amount_minor').as('amountMinor'),
      eb.fn.countAll<number>().as('transactions'),
    ])
    .where('t.household_id', '=', householdId)
    .where('t.posted_on', '>=', from)
    .where('t.posted_on', '<=', to)
    .where('t.is_hidden', '=', 0)
    .where(isVisible)
    .groupBy(['t.account_id', 't.category_id', 'account.currency'])
    .execute();

import { addDays } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import type { TransactionsTables } from './transactions.tables.ts';

export interface Days {
  from: string;
  to: string;
}

/** The days on which this household has transactions, some at a time: a whole history is never in memory at once. */
export async function* dayWindows(
  db: Db<TransactionsTables>,
  householdId: string,
  { from, to }: Days,
  length = 120,
): AsyncGenerator<Days> {
  let first = await firstDayFrom(db, householdId, from);
  while (first !== null && first <= to) {
    const last = addDays(first, length - 1);
    yield { from: first, to: last < to ? last : to };
    first = await firstDayFrom(db, householdId, addDays(last, 1));
  }
}

async function firstDayFrom(
  db: Db<TransactionsTables>,
  householdId: string,
  from: string,
): Promise<string | null> {
  const { day } = await db
    .selectFrom('transactions')
    .select((eb) => eb.fn.min<string | null>('posted_on').as('day'))
    .where('household_id', '=', householdId)
    .where('posted_on', '>=', from)
    .executeTakeFirstOrThrow();
  return day;
}

import { sql } from 'kysely';
import type { Reader } from '../../platform/http/who.ts';
import {
  gatherLeads,
  ledBy,
  narrowed,
  type Read,
  type Rows,
  type TransactionFilter,
} from './transaction-search.repository.ts';

const IDS_AT_ONCE = 20_000;

/** The ids of all that match, oldest row first; one more than `limit` where there are more. */
export async function listAllIds(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
  limit: number,
): Promise<string[]> {
  const rows = await matching(db, reader, filter, (query) =>
    query
      .orderBy('t.id')
      .limit(limit + 1)
      .execute(),
  );
  return rows.map((row) => row.id);
}

/** Runs a query over all that match, led by what is rarest; nothing where nothing can match. */
async function matching<T>(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
  run: (query: Rows) => Promise<T[]>,
): Promise<T[]> {
  const { leads, texts } = await gatherLeads(db, reader.householdId, filter);
  const [driver] = leads.toSorted((a, b) => a.values.length - b.values.length);
  if (driver?.values.length === 0) return [];
  const query = narrowed(db, reader, { ...filter, textIds: texts, driver: driver?.column });
  if (!driver) return run(query);
  const found: T[] = [];
  for (let at = 0; at < driver.values.length; at += IDS_AT_ONCE) {
    const part = driver.values.slice(at, at + IDS_AT_ONCE);
    const led = ledBy(db, reader.householdId, { column: driver.column, values: part });
    found.push(...(await run(query.where('t.id', 'in', led))));
  }
  return found;
}

export interface FoundSum {
  currency: string;
  transactions: number;
  inMinor: number;
  outMinor: number;
}

/** What all that match adds up to, by currency. */
export async function sumMatching(
  db: Read,
  reader: Reader,
  filter: TransactionFilter,
): Promise<FoundSum[]> {
  const parts = await matching(db, reader, filter, (query) =>
    query
      .innerJoin('accounts as account', (join) =>
        join
          .onRef('account.household_id', '=', 't.household_id')
          .onRef('account.id', '=', 't.account_id'),
      )
      .clearSelect()
      .select((eb) => [
        'account.currency',
        eb.fn.countAll<number>().as('transactions'),
        sql<number>`coalesce(sum(case when t.amount_minor > 0 then t.amount_minor end), 0)`.as(
          'inMinor',
        ),
        sql<number>`coalesce(sum(case when t.amount_minor < 0 then t.amount_minor end), 0)`.as(
          'outMinor',
        ),
      ])
      .groupBy('account.currency')
      .execute(),
  );
  const sums = new Map<string, FoundSum>();
  for (const part of parts) {
    const sum = sums.get(part.currency) ?? {
      currency: part.currency,
      transactions: 0,
      inMinor: 0,
      outMinor: 0,
    };
    sum.transactions += part.transactions;
    sum.inMinor += part.inMinor;
    sum.outMinor += part.outMinor;
    sums.set(part.currency, sum);
  }
  return [...sums.values()];
}

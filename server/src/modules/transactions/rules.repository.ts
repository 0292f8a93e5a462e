import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { Days } from './day-windows.repository.ts';
import type { RuleRow, RuleSubject } from './rules.ts';
import type { Condition } from './transaction-leads.repository.ts';
import {
  type ReadTables,
  type ReadTransaction,
  selectTransactions,
} from './transactions.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;

export const listRuleRows = (db: Db<Own>, householdId: string): Promise<RuleRow[]> =>
  db
    .selectFrom('category_rules')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('position')
    .orderBy('id')
    .execute();

export const insertRule = (tx: Tx<Own>, row: RuleRow) =>
  tx.insertInto('category_rules').values(row).execute();

export const updateRule = (tx: Tx<Own>, row: RuleRow) =>
  tx
    .updateTable('category_rules')
    .set(row)
    .where('household_id', '=', row.household_id)
    .where('id', '=', row.id)
    .execute();

export async function deleteRuleRow(tx: Tx<Own>, householdId: string, id: string) {
  const result = await tx
    .deleteFrom('category_rules')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** A transaction that rules look at. */
export interface SubjectRow extends ReadTransaction {
  search_text: string;
  /** The split it is one line of. */
  split_id: string | null;
}

export const subjectOf = (row: SubjectRow): RuleSubject => ({
  searchText: row.search_text,
  accountId: row.account_id,
  amountMinor: row.amount_minor,
  postedOn: row.posted_on,
});

interface SubjectFilter {
  /** Those of whose row `t` this holds. */
  part?: Condition;
  importId?: string | undefined;
  /** Written from this instant on. */
  since?: string | undefined;
  days?: Days;
  /** Those after this one up to that one. */
  ids?: { after: string; upTo: string };
}

/** The transactions that rules look at, of one import, of some days, or of all. */
export async function listRuleSubjects(
  db: Db<ReadTables>,
  { householdId, hiddenAccountIds }: Reader,
  { part, importId, since, days, ids }: SubjectFilter,
): Promise<SubjectRow[]> {
  let query = selectTransactions(db, householdId)
    .leftJoin('split_lines as line', (join) =>
      join
        .onRef('line.household_id', '=', 't.household_id')
        .onRef('line.transaction_id', '=', 't.id'),
    )
    .select(['text.search_text', 'line.split_id'])
    .where(sql`t.kind`, '=', 'standard');
  if (part) query = query.where(part);
  if (importId !== undefined) query = query.where('t.import_id', '=', importId);
  if (ids) query = query.where('t.id', '>', ids.after).where('t.id', '<=', ids.upTo);
  if (since !== undefined) query = query.where('t.created_at', '>=', since);
  if (days) {
    query = query.where('t.posted_on', '>=', days.from).where('t.posted_on', '<=', days.to);
  }
  if (hiddenAccountIds.length > 0) query = query.where('t.account_id', 'not in', hiddenAccountIds);
  return query.execute();
}

/** Where a range of so many transactions ends that begins after this one, or the last of them; null for none. */
export async function findEnd(
  db: Db<Own>,
  householdId: string,
  {
    importId,
    since,
    after,
    rows,
  }: Pick<SubjectFilter, 'importId' | 'since'> & {
    after: string;
    rows: number;
  },
): Promise<string | null> {
  let query = db
    .selectFrom('transactions')
    .select('id')
    .where('household_id', '=', householdId)
    .where('id', '>', after);
  if (importId !== undefined) query = query.where('import_id', '=', importId);
  if (since !== undefined) query = query.where('created_at', '>=', since);
  const found = await query.orderBy('id').limit(rows).execute();
  return found.at(-1)?.id ?? null;
}

/** The days of an import's rows; null for none. */
export async function findDays(
  db: Db<Own>,
  householdId: string,
  importId: string,
  since?: string,
): Promise<Days | null> {
  let query = db
    .selectFrom('transactions')
    .select((eb) => [
      eb.fn.min<string | null>('posted_on').as('from'),
      eb.fn.max<string | null>('posted_on').as('to'),
    ])
    .where('household_id', '=', householdId)
    .where('import_id', '=', importId);
  if (since !== undefined) query = query.where('created_at', '>=', since);
  const { from, to } = await query.executeTakeFirstOrThrow();
  return from === null || to === null ? null : { from, to };
}

import { type SqlBool, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import { listHiddenAccountIds } from '../accounts/index.ts';
import { isSeenBy } from '../imports/index.ts';
import { isVisible } from '../transactions/index.ts';
import { namesNone } from './audit.repository.ts';
import type { KeptTable } from './catalogue.ts';
import type { WholeTables } from './data.tables.ts';

/** What of a household a person may not see. */
export interface Eyes extends Reader {
  userId: string;
  hiddenImportIds: readonly string[];
}

export async function lookAs(
  db: Db<WholeTables>,
  householdId: string,
  userId: string,
): Promise<Eyes> {
  const hiddenAccountIds = await listHiddenAccountIds(db, householdId, userId);
  const imports = await db
    .selectFrom('imports')
    .select(['id', 'user_id', 'account_id', 'result_json'])
    .where('household_id', '=', householdId)
    .execute();
  const who = { userId, hiddenAccountIds };
  const hiddenImportIds = imports.filter((row) => !isSeenBy(who, row)).map((row) => row.id);
  return { householdId, userId, hiddenAccountIds, hiddenImportIds };
}

/** Which rows `t` of a table these eyes see. */
export function seenBy(eyes: Eyes, table: string, { account, transaction }: KeptTable) {
  const { hiddenAccountIds, hiddenImportIds } = eyes;
  const all = sql<SqlBool>`1 = 1`;
  const outside = (column: string, ids: readonly string[]) =>
    ids.length === 0
      ? all
      : sql<SqlBool>`coalesce(${sql.ref(`t.${column}`)}, '') not in (${sql.join(ids)})`;
  const conditions = [account === undefined ? all : outside(account, hiddenAccountIds)];
  if (table === 'transactions') conditions.push(isVisible);
  if (table === 'loan_habits') conditions.push(outside('account_id', hiddenAccountIds));
  if (table === 'category_rules') conditions.push(outside('transfer_to', hiddenAccountIds));
  if (table === 'imports') conditions.push(outside('id', hiddenImportIds));
  if (table === 'audit_log') conditions.push(namesNone('t', hiddenAccountIds));
  if (table === 'merchant_choices' && hiddenAccountIds.length > 0) conditions.push(sql`1 = 0`);
  if (transaction !== undefined && hiddenAccountIds.length > 0) {
    conditions.push(sql`exists (select 1 from transactions as row_of
      where row_of.household_id = t.household_id and row_of.id = ${sql.ref(`t.${transaction}`)}
      and row_of.account_id not in (${sql.join(hiddenAccountIds)}))`);
  }
  if (table === 'descriptors' && hiddenAccountIds.length > 0) {
    conditions.push(sql`exists (select 1 from transactions as row_of
      where row_of.household_id = t.household_id and row_of.descriptor_id = t.id
      and row_of.account_id not in (${sql.join(hiddenAccountIds)}))`);
  }
  return sql<SqlBool>`(${sql.join(conditions, sql` and `)})`;
}

import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { AuditTables } from './data.tables.ts';

export interface AuditPage {
  /** Entries older than this one. */
  before: string | undefined;
  /** Only actions that begin so. */
  action: string | undefined;
  limit: number;
}

/** The newest first. `name` is null for who has left for good and for the server itself. */
export const listHouseholdEntries = (
  db: Db<AuditTables>,
  { householdId, hiddenAccountIds }: Reader,
  page: AuditPage,
) =>
  db
    .selectFrom('audit_log as entry')
    .leftJoin('auth_users as person', 'person.id', 'entry.user_id')
    .select([
      'entry.id',
      'entry.at',
      'entry.user_id',
      'entry.action',
      'entry.entity_id',
      'entry.before_json',
      'entry.after_json',
      'person.name',
    ])
    .where('entry.household_id', '=', householdId)
    .$call((query) =>
      hiddenAccountIds.reduce(
        (rest, id) => rest.where('entry.entity_id', '<>', id).where(silentOf(id)),
        query,
      ),
    )
    .$call((query) => paged(query, page))
    .execute();

/** Every record of a change to an account's rows names the account: so none of them is shown. */
const silentOf = (accountId: string) =>
  sql<boolean>`instr(coalesce(entry.before_json, ''), ${accountId}) = 0
    and instr(coalesce(entry.after_json, ''), ${accountId}) = 0`;

export type HouseholdEntry = Awaited<ReturnType<typeof listHouseholdEntries>>[number];

export const listPersonEntries = (db: Db<AuditTables>, userId: string, page: AuditPage) =>
  db
    .selectFrom('auth_events as entry')
    .select([
      'entry.id',
      'entry.at',
      'entry.action',
      'entry.address',
      'entry.browser',
      'entry.detail_json',
    ])
    .where('entry.user_id', '=', userId)
    .$call((query) => paged(query, page))
    .execute();

function paged<DB, TB extends keyof DB, O>(
  query: SelectQueryBuilder<DB, TB, O>,
  { before, action = '', limit }: AuditPage,
): SelectQueryBuilder<DB, TB, O> {
  let page = query;
  if (before !== undefined) page = page.where(sql<boolean>`entry.id < ${before}`);
  // `like` would take a % or _ of the wish for a pattern.
  if (action !== '') {
    page = page.where(sql<boolean>`substr(entry.action, 1, ${action.length}) = ${action}`);
  }
  return page.orderBy(sql`entry.id`, 'desc').limit(limit);
}

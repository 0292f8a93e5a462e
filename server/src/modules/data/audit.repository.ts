import { type SelectQueryBuilder, sql } from 'kysely';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { Reader } from '../../platform/http/who.ts';
import type { WholeTables } from './data.tables.ts';

export interface AuditPage {
  /** Entries older than this one. */
  before: string | undefined;
  /** Only actions that begin so. */
  action: string | undefined;
  limit: number;
}

/** The newest first. `name` is null for who has left for good and for the server itself. */
export const listHouseholdEntries = (
  db: Db<WholeTables>,
  { householdId, hiddenAccountIds }: Reader,
  page: AuditPage,
) =>
  db
    .selectFrom('audit_log as entry')
    .leftJoin('auth_users as person', 'person.id', 'entry.user_id')
    .leftJoin('ledger_steps as step', (join) =>
      join.onRef('step.household_id', '=', 'entry.household_id').onRef('step.id', '=', 'entry.id'),
    )
    .leftJoin('imports as file', (join) =>
      join
        .onRef('file.household_id', '=', 'entry.household_id')
        .onRef('file.id', '=', 'entry.entity_id')
        .on('entry.action', 'in', ['import.commit', 'import.decide']),
    )
    .leftJoin('audit_log as turned', (join) =>
      join
        .onRef('turned.household_id', '=', 'entry.household_id')
        .onRef('turned.id', '=', 'entry.entity_id')
        .on('entry.action', 'in', ['ledger.undo', 'ledger.redo'])
        .on(namesNone('turned', hiddenAccountIds)),
    )
    .leftJoin('auth_users as doer', 'doer.id', 'turned.user_id')
    .select([
      'file.status as import_status',
      'file.file_name',
      'entry.id',
      'entry.at',
      'entry.user_id',
      'entry.action',
      'entry.entity_id',
      'entry.before_json',
      'entry.after_json',
      'person.name',
      'step.id as step_id',
      'step.undone_at',
      'turned.user_id as turned_user_id',
      'turned.action as turned_action',
      'turned.entity_id as turned_entity_id',
      'turned.before_json as turned_before_json',
      'turned.after_json as turned_after_json',
      'doer.name as turned_name',
    ])
    .where('entry.household_id', '=', householdId)
    .where(namesNone('entry', hiddenAccountIds))
    .$call((query) => paged(query, page))
    .execute();

/** Every record of a change to an account's rows names the account: so none of them is shown. */
export const namesNone = (
  entry: 'entry' | 'turned' | 't' | 'audit_log',
  accountIds: readonly string[],
) => {
  const column = (name: string) => sql.ref(`${entry}.${name}`);
  const conditions = accountIds.map(
    (id) => sql<boolean>`(${column('entity_id')} <> ${id}
      and instr(coalesce(${column('before_json')}, ''), ${id}) = 0
      and instr(coalesce(${column('after_json')}, ''), ${id}) = 0)`,
  );
  return sql<boolean>`(${sql.join([sql`1 = 1`, ...conditions], sql` and `)})`;
};

/** What is told of these accounts follows them, so that nobody who stays behind reads it. */
export const moveEntries = (
  tx: Tx<WholeTables>,
  { from, to, accountIds }: { from: string; to: string; accountIds: readonly string[] },
) =>
  tx
    .updateTable('audit_log')
    .set({ household_id: to })
    .where('household_id', '=', from)
    .where(({ not }) => not(namesNone('audit_log', accountIds)))
    .execute();

export type HouseholdEntry = Awaited<ReturnType<typeof listHouseholdEntries>>[number];

export const listPersonEntries = (db: Db<WholeTables>, userId: string, page: AuditPage) =>
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

import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import type { SettingsTables } from './settings.tables.ts';

/** Whose household changes, and who does it; null when the server itself does. */
export interface Actor {
  householdId: string;
  userId: string | null;
}

/** What an audit record tells: what was done, to what, and how it was before and after. */
export interface AuditEntry {
  action: string;
  entityId: string;
  before?: unknown;
  after?: unknown;
}

export interface Change<T> {
  tx: Transaction<T>;
  /** The household's version after this change. */
  version: number;
  /** The day the household's months begin, which nobody else changes meanwhile. */
  firstDayOfMonth: number;
  /** The moment of this change. */
  at: string;
  /** Gives the id of the record. */
  audit(entry: AuditEntry): Promise<string>;
}

/**
 * The only way to write a household's data. The version is bumped first: that takes the
 * household's row, so that two writers of one household follow one another on every engine and
 * running balances can be read and written without a race.
 */
export async function changeHousehold<T extends SettingsTables, R>(
  database: Database<T>,
  clock: Clock,
  actor: Actor,
  work: (change: Change<T>) => Promise<R>,
): Promise<R> {
  return database.write(async (tx) => {
    const own = tx as unknown as Tx<SettingsTables>;
    await own
      .updateTable('households')
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('id', '=', actor.householdId)
      .execute();
    const { version, firstDayOfMonth } = await own
      .selectFrom('households')
      .select(['version', 'first_day_of_month as firstDayOfMonth'])
      .where('id', '=', actor.householdId)
      .executeTakeFirstOrThrow();
    const at = clock.now().toISOString();
    const audit = async (entry: AuditEntry) => {
      const id = newId();
      await own
        .insertInto('audit_log')
        .values({
          household_id: actor.householdId,
          id,
          at,
          user_id: actor.userId,
          action: entry.action,
          entity_id: entry.entityId,
          before_json: entry.before === undefined ? null : JSON.stringify(entry.before),
          after_json: entry.after === undefined ? null : JSON.stringify(entry.after),
        })
        .execute();
      return id;
    };
    return work({ tx, version, firstDayOfMonth, at, audit });
  });
}

/** Whoever else changes the household waits until this transaction ends, though nothing of it changes. */
export const holdHousehold = (tx: Tx<SettingsTables>, householdId: string) =>
  tx
    .updateTable('households')
    .set((eb) => ({ version: eb.ref('version') }))
    .where('id', '=', householdId)
    .execute();

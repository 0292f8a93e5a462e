import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import { firstIdAt } from '../../platform/ids.ts';
import type { SettingsTables } from '../settings/index.ts';
import type { RowChange } from './row-changes.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables;
export type StepRow = Own['ledger_steps'];

const CHANGES_A_RECORD = 500;
/** A statement must not be longer than databases take: some megabytes. */
const RECORDS_AT_ONCE = 10;

export async function saveStep(
  tx: Tx<Own>,
  step: StepRow,
  changes: readonly RowChange[],
): Promise<void> {
  await tx.insertInto('ledger_steps').values(step).execute();
  const columns = ['household_id', 'step_id', 'position', 'changes_json'];
  const records: [string, string, number, string][] = [];
  let written = Promise.resolve();
  for (let at = 0; at < changes.length; at += CHANGES_A_RECORD) {
    const json = JSON.stringify(changes.slice(at, at + CHANGES_A_RECORD));
    records.push([step.household_id, step.id, at, json]);
    if (records.length < RECORDS_AT_ONCE) continue;
    // The database writes some while the next are told.
    await written;
    await nextTurn();
    written = bulkInsert(tx, 'ledger_step_changes', columns, records.splice(0));
  }
  await written;
  await bulkInsert(tx, 'ledger_step_changes', columns, records);
}

export const findStep = (db: Db<Own>, householdId: string, id: string) =>
  db
    .selectFrom('ledger_steps')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

/** What this person did last and still stands. */
export const findLatestDone = (db: Db<Own>, householdId: string, userId: string) =>
  db
    .selectFrom('ledger_steps')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .where('undone_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();

/** What rules and the search for transfers did after an import, by themselves. */
const FOLLOWING = ['rule.follow', 'transfer.find'];

/** What this person did last themselves: a step, or an import that stands and came after it. */
export async function findLatestOwn(
  db: Db<Own & Pick<SettingsTables, 'audit_log'>>,
  householdId: string,
  userId: string,
): Promise<{ stepId: string | null; file: { importId: string; added: number } | null }> {
  const own = await db
    .selectFrom('ledger_steps')
    .select('id')
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .where('undone_at', 'is', null)
    .where('action', 'not in', FOLLOWING)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  const entries = await db
    .selectFrom('audit_log')
    .select(['entity_id', 'action', 'after_json'])
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .where('id', '>', own?.id ?? '')
    .where('action', 'in', ['import.commit', 'import.undo'])
    .orderBy('id', 'desc')
    .execute();
  // A file that was undone can have come in again since.
  const last = new Map(entries.toReversed().map((row) => [row.entity_id, row]));
  const latest = entries.find(
    (row) => row.action === 'import.commit' && last.get(row.entity_id) === row,
  );
  const stepId = own?.id ?? null;
  if (!latest) return { stepId, file: null };
  const { added = 0 } = JSON.parse(latest.after_json ?? '{}') as { added?: number };
  return { stepId, file: { importId: latest.entity_id, added } };
}

/** What they took back last, unless they did something else since. */
export const findLatestUndone = (db: Db<Own>, householdId: string, userId: string) =>
  db
    .selectFrom('ledger_steps as step')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .where('undone_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ledger_steps as later')
            .select('later.id')
            .whereRef('later.household_id', '=', 'step.household_id')
            .whereRef('later.user_id', '=', 'step.user_id')
            .where('later.undone_at', 'is', null)
            .whereRef('later.at', '>', 'step.undone_at'),
        ),
      ),
    )
    .orderBy('undone_at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();

export async function readChanges(db: Db<Own>, step: StepRow): Promise<RowChange[]> {
  const records = await db
    .selectFrom('ledger_step_changes')
    .select('changes_json')
    .where('household_id', '=', step.household_id)
    .where('step_id', '=', step.id)
    .orderBy('position')
    .execute();
  return records.flatMap((record) => JSON.parse(record.changes_json) as RowChange[]);
}

export const markStep = (tx: Tx<Own>, step: StepRow, undoneAt: string | null) =>
  tx
    .updateTable('ledger_steps')
    .set({ undone_at: undoneAt })
    .where('household_id', '=', step.household_id)
    .where('id', '=', step.id)
    .execute();

const TABLES = [
  ['ledger_steps', 'id'],
  ['ledger_step_changes', 'step_id'],
] as const;

export async function forgetStepsBefore(
  tx: Tx<Own>,
  householdId: string,
  moment: Date,
): Promise<void> {
  for (const [table, key] of TABLES) {
    await tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where(sql.ref(key), '<', firstIdAt(moment))
      .execute();
  }
}

/** Steps tell of rows whole: those of an account that goes cannot be taken back without it. */
export async function forgetStepsOf(
  tx: Tx<Own>,
  householdId: string,
  accountIds: readonly string[],
): Promise<void> {
  const ids = new Set<string>();
  for (const accountId of accountIds) {
    const found = await tx
      .selectFrom('ledger_step_changes')
      .select('step_id')
      .where('household_id', '=', householdId)
      .where(sql<boolean>`instr(changes_json, ${accountId}) > 0`)
      .execute();
    for (const row of found) ids.add(row.step_id);
  }
  if (ids.size === 0) return;
  for (const [table, key] of TABLES) {
    await tx
      .deleteFrom(table)
      .where('household_id', '=', householdId)
      .where(sql.ref(key), 'in', [...ids])
      .execute();
  }
}

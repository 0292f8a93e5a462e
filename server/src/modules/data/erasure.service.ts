import { type Kysely, sql } from 'kysely';
import { deleteSome } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import { removeFilesOf } from '../transactions/index.ts';
import { CATALOGUE, type KeptTable } from './catalogue.ts';
import type { DataParts, DataTx } from './data.parts.ts';
import type { ExportFiles } from './export-files.client.ts';
import {
  abandonHousehold,
  findMoneyHabits,
  listAbandonedHouseholds,
  listHouseholdMembers,
  listMemberships,
} from './people.repository.ts';

const ROWS_A_STEP = 1000;
const HEAVY_ROWS_A_STEP = 10;

/** The rows that say that a person is to be deleted, and the one all others are found by. */
const LAST = ['user_settings', 'auth_users'];
const isWayIn = (table: string) => /^o?auth_/.test(table) && !LAST.includes(table);

const entries = (): [string, KeptTable][] => Object.entries(CATALOGUE);

/**
 * Deletes households and people for good. Each step bears being done again: what was cut off is
 * taken up where it stopped. Rows go in short transactions, so that nobody else waits.
 */
export function createErasure(parts: DataParts, files: ExportFiles) {
  const { database, households } = parts;
  const { read } = database;

  async function eraseHousehold(householdId: string): Promise<void> {
    await assertIdle(householdId);
    // Everybody but the last goes as they would by leaving: with what is private to them.
    for (;;) {
      const members = await listHouseholdMembers(read, householdId);
      const last = members.find((one) => one.role === 'owner') ?? members[0];
      const next = members.find((one) => one !== last);
      if (!next) break;
      await leave(householdId, next.userId);
    }
    await database.write((tx) =>
      tx.deleteFrom('household_members').where('household_id', '=', householdId).execute(),
    );
    await removeExports('household_id', householdId);
    await removeFilesOf(read, parts.files, householdId);
    let deleted: number;
    do {
      deleted = 0;
      for (const [table, kept] of entries()) {
        if (table === 'households') continue;
        deleted += await deleteOwned(table, kept, 'household', householdId);
      }
    } while (deleted > 0);
    await database.write(async (tx) => {
      await forget(tx, 'household', householdId);
      await tx.deleteFrom('households').where('id', '=', householdId).execute();
    });
  }

  /**
   * What others keep of this person stays, without saying whose it was. Their ways in go first, lest
   * an open tab make them a new household; what says that they are to go is the last to go itself,
   * together with `farewell`.
   */
  async function erasePerson(
    { userId, email }: { userId: string; email: string },
    farewell: (tx: DataTx) => Promise<void>,
  ): Promise<void> {
    for (const { householdId } of await listMemberships(read, userId)) {
      if ((await listHouseholdMembers(read, householdId)).length === 1) {
        await assertIdle(householdId);
      }
    }
    await deleteOfPerson(userId, isWayIn);
    for (;;) {
      const [next] = await listMemberships(read, userId);
      if (!next) break;
      await partWith(next.householdId, userId);
    }
    for (const { id } of await listAbandonedHouseholds(read, userId)) await eraseHousehold(id);
    await removeExports('user_id', userId);
    await database.write(async (tx) => {
      await forget(tx, 'person', userId);
      await forgetInLogs(tx, userId, email);
    });
    await deleteOfPerson(userId, (table) => !isWayIn(table) && !LAST.includes(table));
    await database.write(async (tx) => {
      await tx.deleteFrom('user_settings').where('user_id', '=', userId).execute();
      await tx.deleteFrom('auth_users').where('id', '=', userId).execute();
      await farewell(tx);
    });
  }

  async function partWith(householdId: string, userId: string): Promise<void> {
    if ((await listHouseholdMembers(read, householdId)).length > 1) {
      await findHeir(householdId, userId);
      await leave(householdId, userId);
    } else {
      await database.write((tx) => abandonHousehold(tx, householdId, userId));
    }
  }

  async function deleteOfPerson(userId: string, which: (table: string) => boolean): Promise<void> {
    for (const [table, kept] of entries()) {
      if (which(table)) await deleteOwned(table, kept, 'person', userId);
    }
  }

  /** A household that loses its only owner goes to who has been in it longest, an editor first. */
  async function findHeir(householdId: string, userId: string): Promise<void> {
    const members = await listHouseholdMembers(read, householdId);
    const others = members.filter((one) => one.userId !== userId);
    if (others.some((one) => one.role === 'owner')) return;
    const heir = others.find((one) => one.role === 'editor') ?? others[0];
    if (!heir) return;
    const actor = { ...(await findMoneyHabits(read, householdId)), userId };
    await households.changeMemberRole(actor, heir.userId, { role: 'owner' });
  }

  async function leave(householdId: string, userId: string): Promise<void> {
    await households.leave({ ...(await findMoneyHabits(read, householdId)), userId });
  }

  /** What is being written at this moment would come to lie in a household that is no more. */
  async function assertIdle(householdId: string): Promise<void> {
    const busy = await read
      .selectFrom('imports')
      .select('id')
      .where('household_id', '=', householdId)
      .where('status', 'in', ['reading', 'committing', 'undoing'])
      .executeTakeFirst();
    if (busy) throw new AppError('import_busy', 'A file is being read or written.');
  }

  async function removeExports(column: 'household_id' | 'user_id', id: string): Promise<void> {
    const rows = await read
      .selectFrom('data_exports')
      .select('file_name')
      .where(column, '=', id)
      .execute();
    for (const row of rows) await files.remove(row.file_name);
  }

  async function deleteOwned(
    table: string,
    kept: KeptTable,
    owner: 'household' | 'person',
    id: string,
  ): Promise<number> {
    const column = kept[owner];
    if (column === undefined) return 0;
    await deleteDependants(table, column, id);
    const limit = kept.isHeavy ? HEAVY_ROWS_A_STEP : ROWS_A_STEP;
    let all = 0;
    for (;;) {
      const deleted = await database.write((tx) => deleteSome(tx, table, column, id, limit));
      all += deleted;
      if (deleted < limit) return all;
    }
  }

  /** Rows that say whose they are only by the row they belong to. */
  async function deleteDependants(table: string, column: string, id: string): Promise<void> {
    for (const [name, { goesWith }] of entries()) {
      if (goesWith?.table !== table) continue;
      await database.write((tx) =>
        sql`delete from ${sql.table(name)} where ${sql.ref(goesWith.column)} in
          (select id from ${sql.table(table)} where ${sql.ref(column)} = ${id})`.execute(tx),
      );
    }
  }

  return { eraseHousehold, erasePerson };
}

/** Empties what names them in rows that stay. */
async function forget(tx: DataTx, who: 'household' | 'person', id: string): Promise<void> {
  const tables = await (tx as unknown as Kysely<unknown>).introspection.getTables();
  for (const [table, { forgets = [] }] of entries()) {
    const known = tables.find((one) => one.name === table)?.columns ?? [];
    for (const column of forgets) {
      if (column.endsWith('household_id') !== (who === 'household')) continue;
      const isNullable = known.find((one) => one.name === column)?.isNullable;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${isNullable ? null : ''}
        where ${sql.ref(column)} = ${id}`.execute(tx);
    }
  }
}

/** The log of a household tells that somebody came and went, and no more who. */
async function forgetInLogs(tx: DataTx, userId: string, email: string): Promise<void> {
  await tx
    .updateTable('audit_log')
    .set({ entity_id: '', before_json: null, after_json: null })
    .where('entity_id', '=', userId)
    .execute();
  // Rows as they were before and after name who owned them, and an invitation whom it was for.
  for (const word of [userId, email].map((one) => JSON.stringify(one))) {
    await sql`update audit_log
      set before_json = replace(before_json, ${word}, '""'), after_json = replace(after_json, ${word}, '""')
      where instr(before_json, ${word}) > 0 or instr(after_json, ${word}) > 0`.execute(tx);
  }
}

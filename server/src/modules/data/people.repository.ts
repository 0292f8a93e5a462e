import type { Preferences } from '@picture/contract';
import type { Db, Tx } from '../../platform/db/index.ts';
import { readPreferences } from '../settings/index.ts';
import type { WholeTables } from './data.tables.ts';

/** To whom a mail goes, in which language, and whether they want it. */
export interface Correspondent extends Pick<Preferences, 'language' | 'mails'> {
  email: string;
  name: string;
}

export async function findCorrespondent(
  db: Db<WholeTables>,
  userId: string,
): Promise<Correspondent | undefined> {
  const row = await db
    .selectFrom('auth_users as person')
    .leftJoin('user_settings as settings', 'settings.user_id', 'person.id')
    .select(['person.email', 'person.name', 'settings.preferences_json'])
    .where('person.id', '=', userId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { language, mails } = readPreferences(row.preferences_json);
  return { email: row.email, name: row.name, language, mails };
}

export const listMemberships = (db: Db<WholeTables>, userId: string) =>
  db
    .selectFrom('household_members')
    .select(['household_id as householdId', 'role'])
    .where('user_id', '=', userId)
    .execute();

/** Who has been in it longest comes first. */
export const listHouseholdMembers = (db: Db<WholeTables>, householdId: string) =>
  db
    .selectFrom('household_members')
    .select(['user_id as userId', 'role'])
    .where('household_id', '=', householdId)
    .orderBy('joined_at')
    .orderBy('user_id')
    .execute();

/** The money and the days that whoever leaves a household is used to. */
export const findMoneyHabits = (db: Db<WholeTables>, householdId: string) =>
  db
    .selectFrom('households')
    .select([
      'id as householdId',
      'time_zone as timeZone',
      'home_currency as homeCurrency',
      'first_day_of_month as firstDayOfMonth',
    ])
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();

export const findPersonDeletion = (db: Db<WholeTables>, userId: string) =>
  db
    .selectFrom('user_settings')
    .select('delete_on')
    .where('user_id', '=', userId)
    .executeTakeFirst();

export const setPersonDeletion = (tx: Tx<WholeTables>, userId: string, on: string | null) =>
  tx.updateTable('user_settings').set({ delete_on: on }).where('user_id', '=', userId).execute();

export const findHouseholdDeletion = (db: Db<WholeTables>, householdId: string) =>
  db
    .selectFrom('households as household')
    .leftJoin('auth_users as asker', 'asker.id', 'household.delete_asked_by')
    .select(['household.name', 'household.delete_on', 'asker.name as askedBy'])
    .where('household.id', '=', householdId)
    .executeTakeFirst();

export const setHouseholdDeletion = (
  tx: Tx<WholeTables>,
  householdId: string,
  on: string | null,
  askedBy: string | null,
) =>
  tx
    .updateTable('households')
    .set({ delete_on: on, delete_asked_by: askedBy })
    .where('id', '=', householdId)
    .execute();

/**
 * Takes the last member out of a household. It keeps who that was, so that whoever takes a deletion
 * up again still finds it. Nothing happens where somebody has come in meanwhile.
 */
export async function abandonHousehold(
  tx: Tx<WholeTables>,
  householdId: string,
  userId: string,
): Promise<void> {
  // Takes the household's row, as everybody does who comes in.
  await tx
    .updateTable('households')
    .set({ delete_asked_by: userId })
    .where('id', '=', householdId)
    .execute();
  const members = await listHouseholdMembers(tx, householdId);
  if (members.length > 1) return;
  await tx.deleteFrom('household_members').where('household_id', '=', householdId).execute();
}

/** Those that only this person was left in. */
export const listAbandonedHouseholds = (db: Db<WholeTables>, userId: string) =>
  db
    .selectFrom('households')
    .select('id')
    .where('delete_asked_by', '=', userId)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('household_members as member')
            .select('member.user_id')
            .whereRef('member.household_id', '=', 'households.id'),
        ),
      ),
    )
    .execute();

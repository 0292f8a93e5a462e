import type { Preferences } from '@picture/contract';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { AuthTables } from '../auth/index.ts';
import type { SettingsTables } from './settings.tables.ts';

type Own = SettingsTables;

/** A person's membership of the household named, else of the one they entered last or joined first. */
export const findMembership = (db: Db<Own>, userId: string, householdId?: string) =>
  db
    .selectFrom('household_members as member')
    .innerJoin('households as household', 'household.id', 'member.household_id')
    .leftJoin('user_settings as settings', 'settings.user_id', 'member.user_id')
    .select([
      'member.role',
      'household.id as householdId',
      'household.name as householdName',
      'household.home_currency as homeCurrency',
      'household.time_zone as timeZone',
      'household.is_sample as isSample',
      'household.version',
      'household.first_day_of_month as firstDayOfMonth',
      'settings.preferences_json as preferencesJson',
    ])
    .where('member.user_id', '=', userId)
    .$if(householdId !== undefined, (query) =>
      query.where('member.household_id', '=', householdId ?? ''),
    )
    .orderBy((eb) =>
      eb
        .case()
        .whenRef('member.household_id', '=', 'settings.active_household_id')
        .then(0)
        .else(1)
        .end(),
    )
    .orderBy('member.joined_at')
    .executeTakeFirst();

export type Membership = NonNullable<Awaited<ReturnType<typeof findMembership>>>;

export const listVersions = (db: Db<Own>, householdIds: string[]) =>
  db.selectFrom('households').select(['id', 'version']).where('id', 'in', householdIds).execute();

/** The day this household's months begin. */
export async function getFirstDayOfMonth(db: Db<Own>, householdId: string): Promise<number> {
  const household = await db
    .selectFrom('households')
    .select('first_day_of_month as day')
    .where('id', '=', householdId)
    .executeTakeFirstOrThrow();
  return household.day;
}

export async function insertHousehold(
  tx: Tx<Own>,
  household: Own['households'],
  ownerId: string,
): Promise<void> {
  await tx.insertInto('households').values(household).execute();
  await tx
    .insertInto('household_members')
    .values({
      household_id: household.id,
      user_id: ownerId,
      role: 'owner',
      joined_at: household.created_at,
    })
    .execute();
}

/** Makes a person's settings where there are none; either way the row is taken until the end. */
export async function keepUserSettings(tx: Tx<Own>, user: Own['user_settings']): Promise<void> {
  const touched = await tx
    .updateTable('user_settings')
    .set((eb) => ({ user_id: eb.ref('user_id') }))
    .where('user_id', '=', user.user_id)
    .executeTakeFirst();
  if (touched.numUpdatedRows > 0n) return;
  await tx.insertInto('user_settings').values(user).execute();
}

export const updateHousehold = (
  tx: Tx<Own>,
  id: string,
  change: Partial<
    Pick<Own['households'], 'name' | 'home_currency' | 'time_zone' | 'first_day_of_month'>
  >,
) => tx.updateTable('households').set(change).where('id', '=', id).execute();

export async function countMembers(db: Db<Own>, householdId: string): Promise<number> {
  const { count } = await db
    .selectFrom('household_members')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('household_id', '=', householdId)
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function findPreferencesByEmail(
  db: Db<Own & AuthTables>,
  email: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('auth_users as user')
    .innerJoin('user_settings as settings', 'settings.user_id', 'user.id')
    .select('settings.preferences_json as json')
    .where('user.email', '=', email)
    .executeTakeFirst();
  return row?.json ?? null;
}

export const updatePreferences = (tx: Tx<Own>, userId: string, preferences: Preferences) =>
  tx
    .updateTable('user_settings')
    .set({
      language: preferences.language,
      theme: preferences.theme,
      preferences_json: JSON.stringify(preferences),
    })
    .where('user_id', '=', userId)
    .execute();

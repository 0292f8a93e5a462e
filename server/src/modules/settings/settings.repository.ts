import type { Db, Tx } from '../../platform/db/index.ts';
import type { SettingsTables } from './settings.tables.ts';

type Own = SettingsTables;

export const findMembership = (db: Db<Own>, userId: string) =>
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
      'settings.language',
      'settings.theme',
    ])
    .where('member.user_id', '=', userId)
    .orderBy('member.joined_at')
    .executeTakeFirst();

export type Membership = NonNullable<Awaited<ReturnType<typeof findMembership>>>;

export const listVersions = (db: Db<Own>, householdIds: string[]) =>
  db.selectFrom('households').select(['id', 'version']).where('id', 'in', householdIds).execute();

export async function insertHousehold(
  tx: Tx<Own>,
  household: Own['households'],
  user: Own['user_settings'],
): Promise<void> {
  await tx.insertInto('households').values(household).execute();
  await tx
    .insertInto('household_members')
    .values({
      household_id: household.id,
      user_id: user.user_id,
      role: 'owner',
      joined_at: household.created_at,
    })
    .execute();
  await tx.insertInto('user_settings').values(user).execute();
}

export const updateHousehold = (
  tx: Tx<Own>,
  id: string,
  change: Partial<Pick<Own['households'], 'name' | 'home_currency' | 'time_zone'>>,
) => tx.updateTable('households').set(change).where('id', '=', id).execute();

export const updateUserSettings = (
  tx: Tx<Own>,
  userId: string,
  change: Partial<Pick<Own['user_settings'], 'language' | 'theme'>>,
) => tx.updateTable('user_settings').set(change).where('user_id', '=', userId).execute();

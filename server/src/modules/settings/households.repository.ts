import type { Role } from '@picture/contract';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { AuthTables } from '../auth/index.ts';
import type { SettingsTables } from './settings.tables.ts';

type Own = SettingsTables;
type Named = Own & Pick<AuthTables, 'auth_users'>;

export const listHouseholdsOf = (db: Db<Own>, userId: string) =>
  db
    .selectFrom('household_members as member')
    .innerJoin('households as household', 'household.id', 'member.household_id')
    .select((eb) => [
      'household.id',
      'household.name',
      'household.delete_on',
      'member.role',
      eb
        .selectFrom('household_members as other')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('other.household_id', '=', 'household.id')
        .as('memberCount'),
    ])
    .where('member.user_id', '=', userId)
    .orderBy('member.joined_at')
    .execute();

/** Who belongs to a household, by the names people know each other by. */
export const listMembers = (db: Db<Named>, householdId: string) =>
  db
    .selectFrom('household_members as member')
    .innerJoin('auth_users as user', 'user.id', 'member.user_id')
    .leftJoin('user_pictures as picture', 'picture.user_id', 'member.user_id')
    .select([
      'user.id as userId',
      'user.name',
      'user.email',
      'picture.content_hash as pictureHash',
      'member.role',
      'member.joined_at',
    ])
    .where('member.household_id', '=', householdId)
    .orderBy('member.joined_at')
    .orderBy('user.id')
    .execute();

export const insertMember = (tx: Tx<Own>, row: Own['household_members']) =>
  tx.insertInto('household_members').values(row).execute();

export const updateRole = (tx: Tx<Own>, householdId: string, userId: string, role: Role) =>
  tx
    .updateTable('household_members')
    .set({ role })
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .execute();

export const deleteMember = (tx: Tx<Own>, householdId: string, userId: string) =>
  tx
    .deleteFrom('household_members')
    .where('household_id', '=', householdId)
    .where('user_id', '=', userId)
    .execute();

export const setActiveHousehold = (tx: Tx<Own>, userId: string, householdId: string) =>
  tx
    .updateTable('user_settings')
    .set({ active_household_id: householdId })
    .where('user_id', '=', userId)
    .execute();

export const listInvitations = (db: Db<Named>, householdId: string, now: string) =>
  db
    .selectFrom('household_invitations as invitation')
    .leftJoin('auth_users as user', 'user.id', 'invitation.invited_by')
    .selectAll('invitation')
    .select('user.name as inviter')
    .where('invitation.household_id', '=', householdId)
    .where('invitation.expires_at', '>', now)
    .orderBy('invitation.id', 'desc')
    .execute();

export const findInvitation = (db: Db<Named>, tokenHash: string, now: string) =>
  db
    .selectFrom('household_invitations as invitation')
    .innerJoin('households as household', 'household.id', 'invitation.household_id')
    .leftJoin('auth_users as user', 'user.id', 'invitation.invited_by')
    .selectAll('invitation')
    .select(['household.name as householdName', 'user.name as inviter'])
    .where('invitation.token_hash', '=', tokenHash)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst();

export const insertInvitation = (tx: Tx<Own>, row: Own['household_invitations']) =>
  tx.insertInto('household_invitations').values(row).execute();

export async function deleteInvitations(
  tx: Tx<Own>,
  householdId: string,
  which: Partial<Pick<Own['household_invitations'], 'id' | 'email' | 'invited_by'>>,
): Promise<boolean> {
  let query = tx.deleteFrom('household_invitations').where('household_id', '=', householdId);
  for (const [column, value] of Object.entries(which)) {
    query = query.where(column as 'id', '=', value);
  }
  const { numDeletedRows } = await query.executeTakeFirst();
  return numDeletedRows > 0n;
}

/** An email stays no longer in a household's rows than its invitation is good for. */
export const deleteExpiredInvitations = (tx: Tx<Own>, householdId: string, now: string) =>
  tx
    .deleteFrom('household_invitations')
    .where('household_id', '=', householdId)
    .where('expires_at', '<=', now)
    .execute();

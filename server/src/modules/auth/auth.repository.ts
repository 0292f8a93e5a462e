import { createHash } from 'node:crypto';
import type { Db, Tx } from '../../platform/db/index.ts';
import type { AuthTables } from './auth.tables.ts';

type Own = AuthTables;

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Takes a one-time thing; false when it was taken before, also by somebody at the same moment. */
export async function spend(
  db: Db<Own>,
  what: string,
  now: Date,
  lifeMs: number,
): Promise<boolean> {
  const hash = hashOf(what);
  await db.deleteFrom('auth_spent').where('forget_at', '<', now.toISOString()).execute();
  try {
    await db
      .insertInto('auth_spent')
      .values({
        spent_hash: hash,
        spent_at: now.toISOString(),
        forget_at: new Date(now.getTime() + lifeMs).toISOString(),
      })
      .execute();
    return true;
  } catch (error) {
    const taken = await db
      .selectFrom('auth_spent')
      .select('spent_at')
      .where('spent_hash', '=', hash)
      .executeTakeFirst();
    if (!taken) throw error;
    return false;
  }
}

export const findUserByEmail = (db: Db<Own>, email: string) =>
  db.selectFrom('auth_users').selectAll().where('email', '=', email).executeTakeFirst();

export const findUser = (db: Db<Own>, id: string) =>
  db.selectFrom('auth_users').selectAll().where('id', '=', id).executeTakeFirst();

export const updateUser = (
  db: Db<Own>,
  id: string,
  change: Partial<Pick<Own['auth_users'], 'name' | 'language' | 'twoFactorEnabled'>>,
) => db.updateTable('auth_users').set(change).where('id', '=', id).execute();

export const findPassword = async (db: Db<Own>, userId: string): Promise<string | null> => {
  const row = await db
    .selectFrom('auth_accounts')
    .select('password')
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .executeTakeFirst();
  return row?.password ?? null;
};

export const updatePasswordHash = (db: Db<Own>, userId: string, from: string, to: string) =>
  db
    .updateTable('auth_accounts')
    .set({ password: to })
    .where('userId', '=', userId)
    .where('providerId', '=', 'credential')
    .where('password', '=', from)
    .execute();

/** Reset links and trusted devices: none outlives a change of the password. */
export const forgetOpenLinks = (db: Db<Own>, userId: string) =>
  db.deleteFrom('auth_verifications').where('value', '=', userId).execute();

export const listSessionsOf = (db: Db<Own>, userId: string) =>
  db
    .selectFrom('auth_sessions')
    .select(['id', 'ipAddress', 'userAgent', 'createdAt', 'updatedAt', 'expiresAt'])
    .where('userId', '=', userId)
    .orderBy('updatedAt', 'desc')
    .execute();

export async function deleteSessions(
  db: Db<Own>,
  userId: string,
  which: { only: string } | { except: string | null },
): Promise<number> {
  let query = db.deleteFrom('auth_sessions').where('userId', '=', userId);
  if ('only' in which) query = query.where('id', '=', which.only);
  else if (which.except !== null) query = query.where('id', '!=', which.except);
  return Number((await query.executeTakeFirst()).numDeletedRows);
}

export const listPasskeysOf = (db: Db<Own>, userId: string) =>
  db
    .selectFrom('auth_passkeys')
    .select(['id', 'name', 'backedUp', 'createdAt', 'credentialID'])
    .where('userId', '=', userId)
    .orderBy('createdAt')
    .execute();

export const listProvidersOf = (db: Db<Own>, userId: string) =>
  db
    .selectFrom('auth_accounts')
    .select(['providerId', 'createdAt'])
    .where('userId', '=', userId)
    .where('providerId', '!=', 'credential')
    .execute();

/** True when the device was there before; null for a person's first device ever. */
export async function touchDevice(
  tx: Tx<Own>,
  userId: string,
  deviceHash: string,
  now: string,
): Promise<boolean | null> {
  const known = await tx
    .updateTable('auth_devices')
    .set({ last_seen_at: now })
    .where('user_id', '=', userId)
    .where('device_hash', '=', deviceHash)
    .executeTakeFirst();
  if (known.numUpdatedRows > 0n) return true;
  const any = await tx
    .selectFrom('auth_devices')
    .select('device_hash')
    .where('user_id', '=', userId)
    .limit(1)
    .executeTakeFirst();
  await tx
    .insertInto('auth_devices')
    .values({ user_id: userId, device_hash: deviceHash, first_seen_at: now, last_seen_at: now })
    .execute();
  return any ? false : null;
}

export const isKnownDevice = async (
  db: Db<Own>,
  email: string,
  deviceHash: string,
): Promise<boolean> =>
  (await db
    .selectFrom('auth_devices as device')
    .innerJoin('auth_users as user', 'user.id', 'device.user_id')
    .select('device.user_id')
    .where('user.email', '=', email)
    .where('device.device_hash', '=', deviceHash)
    .executeTakeFirst()) !== undefined;

export const insertEvent = (db: Db<Own>, event: Own['auth_events']) =>
  db.insertInto('auth_events').values(event).execute();

export const findTwoFactor = (db: Db<Own>, userId: string) =>
  db.selectFrom('auth_two_factors').selectAll().where('userId', '=', userId).executeTakeFirst();

export const insertTwoFactor = (db: Db<Own>, row: Own['auth_two_factors']) =>
  db.insertInto('auth_two_factors').values(row).execute();

export const deleteTwoFactor = (db: Db<Own>, userId: string) =>
  db.deleteFrom('auth_two_factors').where('userId', '=', userId).execute();

export const updateRecoveryCodes = (db: Db<Own>, userId: string, backupCodes: string) =>
  db.updateTable('auth_two_factors').set({ backupCodes }).where('userId', '=', userId).execute();

export async function renamePasskey(
  db: Db<Own>,
  userId: string,
  id: string,
  name: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('auth_passkeys')
    .select('id')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!found) return false;
  await db
    .updateTable('auth_passkeys')
    .set({ name })
    .where('userId', '=', userId)
    .where('id', '=', id)
    .execute();
  return true;
}

export async function deletePasskey(db: Db<Own>, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth_passkeys')
    .where('userId', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export const findApiToken = (db: Db<Own>, hash: string) =>
  db
    .selectFrom('auth_api_keys as token')
    .innerJoin('auth_users as user', 'user.id', 'token.user_id')
    .selectAll('token')
    .select(['user.email', 'user.name as userName', 'user.emailVerified', 'user.twoFactorEnabled'])
    .where('token.token_hash', '=', hash)
    .executeTakeFirst();

export const touchApiToken = (db: Db<Own>, id: string, at: string) =>
  db.updateTable('auth_api_keys').set({ last_used_at: at }).where('id', '=', id).execute();

export const listApiTokensOf = (db: Db<Own>, userId: string, householdId: string) =>
  db
    .selectFrom('auth_api_keys')
    .selectAll()
    .where('user_id', '=', userId)
    .where('household_id', '=', householdId)
    .orderBy('created_at', 'desc')
    .execute();

export const insertApiToken = (db: Db<Own>, row: Own['auth_api_keys']) =>
  db.insertInto('auth_api_keys').values(row).execute();

export async function deleteApiToken(db: Db<Own>, userId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth_api_keys')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export async function deleteProvider(
  db: Db<Own>,
  userId: string,
  providerId: string,
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('auth_accounts')
    .where('userId', '=', userId)
    .where('providerId', '=', providerId)
    .where('providerId', '!=', 'credential')
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

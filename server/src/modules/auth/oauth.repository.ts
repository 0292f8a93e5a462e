import type { Db } from '../../platform/db/index.ts';
import { bulkInsert } from '../../platform/db/index.ts';
import { hashOf } from './auth.repository.ts';
import type { AuthTables } from './auth.tables.ts';

type Own = AuthTables;

interface NewRecord {
  kind: string;
  id: string;
  grantId: string | null;
  payload: object;
  expiresAt: string | null;
}

export const saveRecord = (db: Db<Own>, { kind, id, grantId, payload, expiresAt }: NewRecord) =>
  bulkInsert(
    db,
    'oauth_records',
    ['kind', 'id_hash', 'grant_id', 'payload_json', 'consumed_at', 'expires_at'],
    [[kind, hashOf(id), grantId, JSON.stringify(payload), null, expiresAt]],
    { key: ['kind', 'id_hash'], set: ['grant_id', 'payload_json', 'expires_at'] },
  );

export const findRecord = (db: Db<Own>, kind: string, id: string) =>
  db
    .selectFrom('oauth_records')
    .selectAll()
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
    .executeTakeFirst();

/** Marks it used; false when it was used before, also by somebody at the same moment. */
export async function consumeRecord(db: Db<Own>, kind: string, id: string, at: string) {
  const { numUpdatedRows } = await db
    .updateTable('oauth_records')
    .set({ consumed_at: at })
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
    .where('consumed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export const deleteRecord = (db: Db<Own>, kind: string, id: string) =>
  db
    .deleteFrom('oauth_records')
    .where('kind', '=', kind)
    .where('id_hash', '=', hashOf(id))
    .execute();

/** A program that somebody let in is not forgotten. */
export const keepClient = (db: Db<Own>, clientId: string) =>
  db
    .updateTable('oauth_records')
    .set({ expires_at: null })
    .where('kind', '=', 'Client')
    .where('id_hash', '=', hashOf(clientId))
    .execute();

export async function forgetExpired(db: Db<Own>, now: string): Promise<void> {
  await db.deleteFrom('oauth_records').where('expires_at', '<', now).execute();
  await db.deleteFrom('oauth_consents').where('expires_at', '<', now).execute();
}

export const insertConsent = (db: Db<Own>, row: Own['oauth_consents']) =>
  db.insertInto('oauth_consents').values(row).execute();

export const findConsent = (db: Db<Own>, id: string, now: string) =>
  db
    .selectFrom('oauth_consents')
    .selectAll()
    .where('id', '=', id)
    .where('expires_at', '>', now)
    .executeTakeFirst();

/** The consent a token names, with its person: nothing when either is gone. */
export const findBearer = (db: Db<Own>, consentId: string, now: string) =>
  db
    .selectFrom('oauth_consents as consent')
    .innerJoin('auth_users as user', 'user.id', 'consent.user_id')
    .select([
      'consent.household_id',
      'consent.client_id',
      'user.id',
      'user.email',
      'user.name',
      'user.emailVerified',
      'user.twoFactorEnabled',
    ])
    .where('consent.id', '=', consentId)
    .where('consent.expires_at', '>', now)
    .executeTakeFirst();

export const listConsentsOf = (db: Db<Own>, userId: string, now: string) =>
  db
    .selectFrom('oauth_consents')
    .selectAll()
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .execute();

/** The consent first: from then on nothing that refers to it works, whatever else goes on. */
export async function deleteConsent(db: Db<Own>, id: string): Promise<void> {
  await db.deleteFrom('oauth_consents').where('id', '=', id).execute();
  await db.deleteFrom('oauth_records').where('grant_id', '=', id).execute();
}

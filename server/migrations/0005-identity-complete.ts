import { type Kysely, sql } from 'kysely';
import { addColumns, createTable } from '../src/platform/db/index.ts';

/** Second factors, passkeys, tokens, known devices, limits, and what each person prefers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'auth_users', {
    twoFactorEnabled: { kind: 'flag', initial: 0 },
    language: { kind: 'code(8)', initial: 'en' },
  });
  await addColumns(db, 'auth_sessions', { provedAt: { kind: 'timestamp?' } });
  await addColumns(db, 'user_settings', { preferences_json: { kind: 'text?' } });
  // The two preferences there were so far move to where all of them are now.
  const kept = await sql<{ user_id: string; language: string; theme: string }>`
    select user_id, language, theme from user_settings where preferences_json is null`.execute(db);
  for (const { user_id: userId, language, theme } of kept.rows) {
    await sql`update user_settings set preferences_json = ${JSON.stringify({ language, theme })}
      where user_id = ${userId}`.execute(db);
  }
  await createTable(db, 'auth_two_factors', {
    columns: {
      id: 'code(36)',
      secret: 'text',
      backupCodes: 'text',
      userId: 'code(36)',
      verified: 'flag?',
      failedVerificationCount: 'integer?',
      lockedUntil: 'timestamp?',
    },
    primaryKey: ['id'],
    indexes: { auth_two_factors_user: ['userId'] },
  });
  await createTable(db, 'auth_passkeys', {
    columns: {
      id: 'code(36)',
      name: 'name(200)?',
      publicKey: 'text',
      userId: 'code(36)',
      credentialID: 'code(700)',
      counter: 'integer',
      deviceType: 'code(40)',
      backedUp: 'flag',
      transports: 'code(200)?',
      createdAt: 'timestamp?',
      aaguid: 'code(40)?',
    },
    primaryKey: ['id'],
    indexes: { auth_passkeys_user: ['userId'] },
    unique: { auth_passkeys_credential: ['credentialID'] },
  });
  await createTable(db, 'auth_api_keys', {
    columns: {
      id: 'code(36)',
      user_id: 'code(36)',
      household_id: 'id',
      name: 'name(60)',
      start: 'code(20)',
      token_hash: 'code(64)',
      scope: 'code(10)',
      created_at: 'instant',
      expires_at: 'instant?',
      last_used_at: 'instant?',
    },
    primaryKey: ['id'],
    indexes: { auth_api_keys_user: ['user_id'] },
    unique: { auth_api_keys_hash: ['token_hash'] },
  });
  await createTable(db, 'auth_devices', {
    columns: {
      user_id: 'code(36)',
      device_hash: 'code(64)',
      first_seen_at: 'instant',
      last_seen_at: 'instant',
    },
    primaryKey: ['user_id', 'device_hash'],
  });
  await createTable(db, 'auth_events', {
    columns: {
      user_id: 'code(36)',
      id: 'id',
      at: 'instant',
      action: 'code(60)',
      address: 'code(64)?',
      browser: 'name(120)?',
      detail_json: 'text?',
    },
    primaryKey: ['user_id', 'id'],
  });
  await createTable(db, 'auth_spent', {
    columns: { spent_hash: 'code(64)', spent_at: 'instant', forget_at: 'instant' },
    primaryKey: ['spent_hash'],
    indexes: { auth_spent_forget: ['forget_at'] },
  });
  await createTable(db, 'rate_limits', {
    columns: {
      bucket_hash: 'code(64)',
      hits: 'integer',
      refused_until: 'instant?',
      forget_at: 'instant',
    },
    primaryKey: ['bucket_hash'],
    indexes: { rate_limits_forget: ['forget_at'] },
  });
}

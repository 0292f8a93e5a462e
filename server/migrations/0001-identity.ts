import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Better Auth's four tables, in its own spelling, and the households people belong to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'auth_users', {
    columns: {
      id: 'code(36)',
      name: 'name(200)',
      email: 'name(254)',
      emailVerified: 'flag',
      image: 'text?',
      createdAt: 'timestamp',
      updatedAt: 'timestamp',
    },
    primaryKey: ['id'],
    unique: { auth_users_email: ['email'] },
  });
  await createTable(db, 'auth_sessions', {
    columns: {
      id: 'code(36)',
      token: 'code(64)',
      userId: 'code(36)',
      expiresAt: 'timestamp',
      ipAddress: 'code(64)?',
      userAgent: 'text?',
      createdAt: 'timestamp',
      updatedAt: 'timestamp',
    },
    primaryKey: ['id'],
    unique: { auth_sessions_token: ['token'] },
    indexes: { auth_sessions_user: ['userId'] },
  });
  await createTable(db, 'auth_accounts', {
    columns: {
      id: 'code(36)',
      accountId: 'name(200)',
      providerId: 'code(60)',
      userId: 'code(36)',
      accessToken: 'text?',
      refreshToken: 'text?',
      idToken: 'text?',
      accessTokenExpiresAt: 'timestamp?',
      refreshTokenExpiresAt: 'timestamp?',
      scope: 'text?',
      password: 'text?',
      createdAt: 'timestamp',
      updatedAt: 'timestamp',
    },
    primaryKey: ['id'],
    indexes: { auth_accounts_user: ['userId'] },
  });
  await createTable(db, 'auth_verifications', {
    columns: {
      id: 'code(36)',
      identifier: 'name(254)',
      value: 'text',
      expiresAt: 'timestamp',
      createdAt: 'timestamp',
      updatedAt: 'timestamp',
    },
    primaryKey: ['id'],
    indexes: { auth_verifications_identifier: ['identifier'] },
  });
  await createTable(db, 'households', {
    columns: {
      id: 'id',
      name: 'name(120)',
      home_currency: 'code(3)',
      time_zone: 'code(64)',
      is_sample: 'flag',
      version: 'integer',
      created_by: 'code(36)',
      created_at: 'instant',
    },
    primaryKey: ['id'],
    unique: { households_created_by: ['created_by'] },
  });
  await createTable(db, 'household_members', {
    columns: { household_id: 'id', user_id: 'code(36)', role: 'code(10)', joined_at: 'instant' },
    primaryKey: ['household_id', 'user_id'],
    indexes: { household_members_user: ['user_id'] },
  });
  await createTable(db, 'user_settings', {
    columns: { user_id: 'code(36)', language: 'code(8)', theme: 'code(10)' },
    primaryKey: ['user_id'],
  });
  await createTable(db, 'audit_log', {
    columns: {
      household_id: 'id',
      id: 'id',
      at: 'instant',
      user_id: 'code(36)?',
      action: 'code(60)',
      entity_id: 'code(64)',
      before_json: 'text?',
      after_json: 'text?',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'idempotency_keys', {
    columns: {
      household_id: 'id',
      idempotency_key: 'code(200)',
      request_hash: 'code(64)',
      reply_json: 'text?',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'idempotency_key'],
  });
  await createTable(db, 'outbox', {
    columns: {
      id: 'id',
      kind: 'code(60)',
      household_id: 'id',
      payload_json: 'text',
      run_after: 'instant',
      lease_until: 'instant?',
      attempts: 'integer',
      last_error: 'text?',
      created_at: 'instant',
    },
    primaryKey: ['id'],
    indexes: { outbox_due: ['run_after'] },
  });
}

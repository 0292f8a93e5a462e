import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** What programs were let in, and what the authorisation server keeps between two of its answers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'oauth_consents', {
    columns: {
      id: 'code(43)',
      user_id: 'code(36)',
      household_id: 'id',
      client_id: 'code(64)',
      client_name: 'name(80)',
      client_host: 'code(255)?',
      scope: 'code(10)',
      created_at: 'instant',
      expires_at: 'instant',
    },
    primaryKey: ['id'],
    indexes: { oauth_consents_user: ['user_id'], oauth_consents_household: ['household_id'] },
  });
  await createTable(db, 'oauth_records', {
    columns: {
      kind: 'code(40)',
      id_hash: 'code(64)',
      grant_id: 'code(43)?',
      payload_json: 'text',
      consumed_at: 'instant?',
      expires_at: 'instant?',
    },
    primaryKey: ['kind', 'id_hash'],
    indexes: { oauth_records_grant: ['grant_id'], oauth_records_expires: ['expires_at'] },
  });
}

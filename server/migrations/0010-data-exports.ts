import type { Kysely } from 'kysely';
import { addColumns, createTable } from '../src/platform/db/index.ts';

/** Exports that people asked for, and the day on which a person or a household will be deleted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'data_exports', {
    columns: {
      household_id: 'id',
      id: 'id',
      user_id: 'code(36)',
      status: 'code(10)',
      file_name: 'code(60)',
      size_bytes: 'integer?',
      created_at: 'instant',
      expires_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
    indexes: { data_exports_user: ['user_id'] },
  });
  await addColumns(db, 'households', {
    delete_on: { kind: 'instant?' },
    delete_asked_by: { kind: 'code(36)?' },
  });
  await addColumns(db, 'user_settings', { delete_on: { kind: 'instant?' } });
}

import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** Keys of households, wrapped by the master key; secrets of the installation, sealed by its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'data_keys', {
    columns: {
      household_id: 'id',
      id: 'id',
      wrapped_by: 'code(250)',
      wrapped_key: 'text',
      created_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'installation_secrets', {
    columns: { name: 'code(40)', sealed: 'text' },
    primaryKey: ['name'],
  });
}

import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'imports', {
    columns: {
      household_id: 'id',
      id: 'id',
      user_id: 'code(36)',
      file_name: 'name(255)',
      size_bytes: 'integer',
      status: 'code(12)',
      progress_done: 'integer',
      progress_total: 'integer',
      account_id: 'id?',
      mapping_json: 'text?',
      result_json: 'text?',
      error_json: 'text?',
      ledger_version: 'integer?',
      created_at: 'instant',
      committed_at: 'instant?',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'import_blobs', {
    columns: { household_id: 'id', import_id: 'id', seq: 'integer', bytes: 'bytes' },
    primaryKey: ['household_id', 'import_id', 'seq'],
  });
  await createTable(db, 'import_chunks', {
    columns: {
      household_id: 'id',
      import_id: 'id',
      seq: 'integer',
      add_count: 'integer',
      duplicate_count: 'integer',
      rows_json: 'text',
    },
    primaryKey: ['household_id', 'import_id', 'seq'],
  });
  await createTable(db, 'csv_mappings', {
    columns: {
      household_id: 'id',
      account_id: 'id',
      fingerprint: 'code(64)',
      mapping_json: 'text',
      saved_at: 'instant',
    },
    primaryKey: ['household_id', 'account_id', 'fingerprint'],
  });
  await createTable(db, 'account_matches', {
    columns: { household_id: 'id', statement_key: 'code(64)', account_id: 'id' },
    primaryKey: ['household_id', 'statement_key'],
  });
}

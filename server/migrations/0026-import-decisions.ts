import { type Kysely, sql } from 'kysely';
import { addColumns, createTable } from '../src/platform/db/index.ts';

/** What a person said of the rows of an import, and what its confirmations changed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'import_chunks', {
    confirm_count: { kind: 'integer', initial: 0 },
    look_count: { kind: 'integer', initial: 0 },
    skip_count: { kind: 'integer', initial: 0 },
  });
  // What waits was decided in the old way: its rows are matched again when it is added.
  await sql`update imports set ledger_version = null where status = 'ready'`.execute(db);
  await createTable(db, 'import_choices', {
    columns: {
      household_id: 'id',
      import_id: 'id',
      statement: 'integer',
      import_key: 'code(32)',
      decision: 'code(10)',
      transaction_id: 'id?',
      over_key: 'flag',
    },
    primaryKey: ['household_id', 'import_id', 'statement', 'import_key'],
  });
  await createTable(db, 'import_confirmations', {
    columns: {
      household_id: 'id',
      import_id: 'id',
      transaction_id: 'id',
      change_json: 'text',
    },
    primaryKey: ['household_id', 'import_id', 'transaction_id'],
  });
}

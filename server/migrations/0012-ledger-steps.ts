import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

/** What changed in the ledger, row by row, for as long as it can be undone. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, 'ledger_steps', {
    columns: {
      household_id: 'id',
      id: 'id',
      at: 'instant',
      user_id: 'code(36)?',
      action: 'code(40)',
      change_count: 'integer',
      undone_at: 'instant?',
    },
    primaryKey: ['household_id', 'id'],
  });
  await createTable(db, 'ledger_step_changes', {
    columns: { household_id: 'id', step_id: 'id', position: 'integer', changes_json: 'text' },
    primaryKey: ['household_id', 'step_id', 'position'],
  });
}

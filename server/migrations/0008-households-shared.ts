import { type Kysely, sql } from 'kysely';
import { addColumns, createTable, dropIndex } from '../src/platform/db/index.ts';

/** Several people in one household: invitations, whose an account is, who looks at which household. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'accounts', {
    owner_user_id: { kind: 'code(36)?' },
    is_private: { kind: 'flag', initial: 0 },
  });
  await sql`update accounts set owner_user_id =
    (select created_by from households where households.id = accounts.household_id)
    where owner_user_id is null`.execute(db);
  await addColumns(db, 'user_settings', { active_household_id: { kind: 'id?' } });
  // A person may make several; that two first requests make one is held by user_settings' key.
  await dropIndex(db, 'households', 'households_created_by');
  await createTable(db, 'household_invitations', {
    columns: {
      household_id: 'id',
      id: 'id',
      email: 'name(254)',
      role: 'code(10)',
      token_hash: 'code(64)',
      invited_by: 'code(36)',
      created_at: 'instant',
      expires_at: 'instant',
    },
    primaryKey: ['household_id', 'id'],
    unique: { household_invitations_token: ['token_hash'] },
  });
}

import type { AuthTables } from '../src/modules/auth/index.ts';
import type { Database } from '../src/platform/db/index.ts';

/** Makes a person's proofs eleven minutes old. */
export async function makeProofsStale(
  { read, engine }: Pick<Database<AuthTables>, 'read' | 'engine'>,
  email: string,
): Promise<void> {
  const { id } = await read
    .selectFrom('auth_users')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const past = new Date(Date.now() - 11 * 60_000);
  await read
    .updateTable('auth_sessions')
    .set({ provedAt: engine === 'sqlite' ? past.toISOString() : past })
    .where('userId', '=', id)
    .execute();
}

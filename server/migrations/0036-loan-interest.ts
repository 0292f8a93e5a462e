import type { Kysely } from 'kysely';
import { addColumns } from '../src/platform/db/index.ts';

/** Interest that was computed, and at which rate: it can be computed anew. Older payments stay as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await addColumns(db, 'loan_payments', {
    interest_rate: { kind: 'code(32)?' },
    interest_minor: { kind: 'integer?' },
  });
}

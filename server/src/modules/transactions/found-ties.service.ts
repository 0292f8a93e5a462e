import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { splitKnownPayments } from './loan-finding.service.ts';
import { tieSureRefunds } from './refund-finding.service.ts';

/** After an import, when transfers are linked: sure refunds, then payments to loans as before. */
export async function tieFound(
  database: Database<LedgerTables>,
  clock: Clock,
  actor: { householdId: string; userId: string },
  days: { from: string; to: string },
): Promise<void> {
  await tieSureRefunds(database, clock, actor, days);
  await splitKnownPayments(database, clock, actor, days);
}

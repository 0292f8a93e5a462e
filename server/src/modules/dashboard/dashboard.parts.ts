import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Accounts } from '../accounts/index.ts';
import type { Auth } from '../auth/index.ts';
import type { Settings } from '../settings/index.ts';
import type { createLedger, LedgerTables } from '../transactions/index.ts';

/** What the dashboard is tied to. */
export interface DashboardParts {
  database: Database<LedgerTables>;
  clock: Clock;
  auth: Auth;
  settings: Settings;
  accounts: Accounts;
  limits: Limits;
  ledger: ReturnType<typeof createLedger>;
  /** Sample households one address may make in a minute. */
  demosPerMinute: number;
}

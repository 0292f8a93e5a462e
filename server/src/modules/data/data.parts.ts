import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { FileStore } from '../../platform/files/index.ts';
import type { Mail } from '../../platform/mail/index.ts';
import type { Outbox, OutboxTables } from '../../platform/outbox.ts';
import type { Households } from '../settings/index.ts';
import type { WholeTables } from './data.tables.ts';

type Tables = WholeTables & OutboxTables;

export type DataTx = Transaction<Tables>;

/** What this module is tied to. */
export interface DataParts {
  database: Database<Tables>;
  config: Config;
  clock: Clock;
  outbox: Outbox;
  mail: Mail;
  households: Households;
  files: FileStore;
}

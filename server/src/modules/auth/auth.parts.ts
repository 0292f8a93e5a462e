import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Logger } from '../../platform/log.ts';
import type { Mail } from '../../platform/mail/index.ts';
import type { Outbox, OutboxTables } from '../../platform/outbox.ts';
import type { AuthTables } from './auth.tables.ts';
import type { AuthLibrary } from './auth-library.service.ts';
import type { Doorkeeper } from './doorkeeper.service.ts';

type Tables = AuthTables & OutboxTables;

/** What the whole module is given. */
export interface AuthNeeds {
  database: Database<Tables>;
  config: Config;
  /** Signs cookies, and seals what the library keeps. */
  secret: string;
  clock: Clock;
  outbox: Outbox;
  mail: Mail;
  limits: Limits;
  log: Logger;
}

/** What its services share. */
export interface AuthParts extends AuthNeeds {
  library: AuthLibrary;
  doorkeeper: Doorkeeper;
}

export type AuthTx = Transaction<Tables>;

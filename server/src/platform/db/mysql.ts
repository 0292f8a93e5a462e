import { type Dialect, MysqlDialect, type MysqlPool } from 'kysely';

/**
 * Sums come back as decimals and counts as numbers: amounts are bounded so that both fit a double
 * exactly (see MAX_AMOUNT_MINOR in the contract).
 */
export function mysqlDialect(url: string): Dialect {
  // Loaded only where it is used: an installation on SQLite never pays for it.
  return new MysqlDialect({ pool: () => openPool(url) });
}

async function openPool(url: string): Promise<MysqlPool> {
  const { createPool } = await import('mysql2');
  const { hostname, port, username, password, pathname } = new URL(url);
  const pool = createPool({
    host: hostname,
    port: port ? Number(port) : 3306,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    decimalNumbers: true,
    connectionLimit: 10,
  });
  // mysql2 leaves `query` out of its own type of a pooled connection; it is there.
  return pool as unknown as MysqlPool;
}

const DEADLOCK = 1213;
const LOCK_WAIT_TIMEOUT = 1205;

export function isDeadlock(error: unknown): boolean {
  if (!(error instanceof Error) || !('errno' in error)) return false;
  return error.errno === DEADLOCK || error.errno === LOCK_WAIT_TIMEOUT;
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { findProgram, installWithApt, isRoot } from '../../scripts/machine.ts';

const START_MS = 60_000;
const STOP_MS = 15_000;

export interface MysqlServer {
  /** `mysql://root@127.0.0.1:PORT`, without a database. */
  url: string;
  stop(): Promise<void>;
}

/**
 * A private server that speaks MySQL's protocol, in a temporary folder and on a free port: MariaDB
 * or MySQL, whichever the machine has or can be given. TEST_MYSQL_URL names one that runs already.
 * Gives null where there is none. `settings` are further options of the server's command line.
 */
export async function startMysqlServer(settings: string[] = []): Promise<MysqlServer | null> {
  const running = process.env['TEST_MYSQL_URL'];
  if (running) return { url: running.replace(/\/$/, ''), stop: () => Promise.resolve() };
  const program = findServer() ?? (installWithApt('mariadb-server') ? findServer() : null);
  if (program === null) return null;

  const folder = mkdtempSync(join(tmpdir(), 'picture-mysql-'));
  let child: ChildProcess | undefined;
  const leave = () => {
    child?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  process.once('exit', leave);
  const stop = async () => {
    if (child) await end(child);
    process.off('exit', leave);
    leave();
  };
  try {
    createDataFolder(program, join(folder, 'data'));
    const port = await freePort();
    child = launch(program, folder, port, settings);
    const url = `mysql://root@127.0.0.1:${port}`;
    await waitUntilReady(child, url);
    return { url, stop };
  } catch (error) {
    const log = tail(join(folder, 'log'));
    await stop();
    throw new Error(`${program} did not start. ${log}`, { cause: error });
  }
}

const findServer = () => findProgram(['mariadbd', 'mysqld']);

function launch(program: string, folder: string, port: number, settings: string[]): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a');
  const child = spawn(
    program,
    [
      '--no-defaults',
      ...asRoot(),
      `--datadir=${join(folder, 'data')}`,
      // Another server's temporary tables have the same names.
      `--tmpdir=${folder}`,
      `--socket=${join(folder, 's.sock')}`,
      `--pid-file=${join(folder, 'pid')}`,
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--character-set-server=utf8mb4',
      // MySQL's second protocol wants a fixed port, its file exchange a folder of the system.
      ...(isMariadb(program) ? [] : ['--mysqlx=OFF', '--secure-file-priv=NULL']),
      ...settings,
    ],
    { stdio: ['ignore', log, log] },
  );
  closeSync(log);
  child.on('error', () => undefined);
  return child;
}

const asRoot = (): string[] => (isRoot() ? ['--user=root'] : []);

function isMariadb(program: string): boolean {
  return /mariadb/i.test(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout);
}

function createDataFolder(program: string, data: string): void {
  mkdirSync(data);
  const installer = findProgram(['mariadb-install-db', 'mysql_install_db']);
  const [command, args] =
    isMariadb(program) && installer !== null
      ? [installer, ['--auth-root-authentication-method=normal', '--skip-test-db']]
      : [program, ['--initialize-insecure']];
  const made = spawnSync(command, ['--no-defaults', ...asRoot(), `--datadir=${data}`, ...args], {
    encoding: 'utf8',
    cwd: dirname(data),
  });
  if (made.status !== 0) {
    throw new Error(`${command} could not make a database folder: ${made.stderr || made.stdout}`);
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('The system gave no port.')),
      );
    });
  });
}

async function waitUntilReady(child: ChildProcess, url: string): Promise<void> {
  let failed: unknown = new Error('It took too long.');
  for (const until = Date.now() + START_MS; Date.now() < until; await sleep(50)) {
    if (child.exitCode !== null || child.pid === undefined) break;
    try {
      const connection = await createConnection(url);
      await connection.query('select 1');
      await connection.end();
      return;
    } catch (error) {
      failed = error;
    }
  }
  throw failed;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await gone;
  clearTimeout(killer);
}

function tail(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return 'It left no log.';
  }
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Account, Transaction } from '@picture/contract';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { startMysqlServer } from '../server/test/mysql-server.ts';
import { type BenchServer, startServer } from './server.ts';
import { writeStatement } from './synthetic.ts';

/** `npm run bench [-- --rows 100000 --million --mysql]`: prints a line of JSON for each task. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    million: { type: 'boolean', default: false },
    mysql: { type: 'boolean', default: false },
  },
});

function tell(task: string, n: number, seconds: number, rssMb: number, extra: object = {}): void {
  const line = { task, n, seconds: Number(seconds.toFixed(3)), rss_mb: rssMb, ...extra };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

const at = (sorted: number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));

function spread(times: number[]): object {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    p50_ms: at(sorted, 0.5),
    p95_ms: at(sorted, 0.95),
    p99_ms: at(sorted, 0.99),
    max_ms: at(sorted, 1),
  };
}

const openAccount = (server: BenchServer, name: string): Promise<Account> =>
  server.call('POST', '/accounts', {
    name,
    kind: 'checking',
    currency: 'USD',
    openedOn: '2018-01-01',
  });

async function importFile(server: BenchServer, file: string, accountId: string) {
  const { result: read, seconds: readSeconds } = await timed(async () =>
    server.settled((await server.upload(file, accountId)).id),
  );
  const { result, seconds: commitSeconds } = await timed(async () => {
    await server.call('POST', `/imports/${read.id}/commit`);
    return server.settled(read.id);
  });
  return { result, readSeconds, commitSeconds };
}

/** Brings a file, the same one again, and asks what a page asks while a third comes in. */
async function importTasks(server: BenchServer, engine: string, file: string, rows: number) {
  await server.call('GET', '/imports');
  await sleep(800);
  const account = await openAccount(server, 'First');
  for (const task of ['import', 'reimport']) {
    const { result, readSeconds, commitSeconds } = await importFile(server, file, account.id);
    const seconds = readSeconds + commitSeconds;
    tell(`${task}_${engine}`, rows, seconds, server.memory().mostMb, {
      rows_per_second: Math.round(rows / seconds),
      read_seconds: Number(readSeconds.toFixed(2)),
      commit_seconds: Number(commitSeconds.toFixed(2)),
      added: result.counts.add,
    });
  }
  const [busy, own] = [await openAccount(server, 'Busy'), await openAccount(server, 'Own')];
  const times: Record<string, number[]> = { dashboard: [], list: [], write: [] };
  let running = true;
  const loop = async (name: string, ask: () => Promise<unknown>) => {
    while (running) {
      const { seconds } = await timed(ask);
      times[name]?.push(seconds * 1000);
      await sleep(5);
    }
  };
  const body = { accountId: own.id, postedOn: '2024-01-01', payee: 'Corner shop', amountMinor: -1 };
  const loops = [
    loop('dashboard', () => server.call('GET', '/dashboard')),
    loop('list', () => server.call('GET', '/transactions')),
    loop('write', () => server.call('POST', '/transactions', body)),
  ];
  const { seconds } = await timed(() => importFile(server, file, busy.id));
  running = false;
  await Promise.all(loops);
  for (const [name, list] of Object.entries(times)) {
    tell(
      `${name}_while_importing_${engine}`,
      list.length,
      seconds,
      server.memory().mostMb,
      spread(list),
    );
  }
}

/** Each kind of page, many times, on what is in the database now. */
async function readTasks(server: BenchServer, engine: string, rows: number) {
  const { items } = await server.call<{ items: Account[] }>('GET', '/accounts');
  const category = await busiestCategory(server);
  const asks: Record<string, (turn: number) => string> = {
    dashboard: (turn) => `/dashboard?range=${['1m', '6m', '1y', '5y', 'all'][turn % 5]}`,
    list: () => '/transactions',
    list_account: () => `/transactions?accountIds=${items[0]?.id}`,
    list_category: () => `/transactions?categoryIds=${category}`,
    list_days: (turn) =>
      `/transactions?from=2021-0${1 + (turn % 9)}-01&to=2021-0${1 + (turn % 9)}-28`,
    list_amount: () => '/transactions?sort=amount&order=asc',
    list_review: () => '/transactions?needsReview=true',
    search_rare: (turn) => `/transactions?search=${7000 + (turn % 900)}`,
    search_common: (turn) => `/transactions?search=${['coffee', 'market', 'austin'][turn % 3]}`,
    search_two_words: (turn) => `/transactions?search=diner+${4 + 8 * (turn % 90)}`,
    search_nothing: (turn) => `/transactions?search=zzq${turn}`,
  };
  for (const [name, path] of Object.entries(asks)) {
    const times: number[] = [];
    const { seconds } = await timed(async () => {
      for (let turn = 0; turn < 100; turn += 1) {
        times.push((await timed(() => server.call('GET', path(turn)))).seconds * 1000);
      }
    });
    tell(`${name}_${engine}`, rows, seconds, server.memory().nowMb, spread(times));
  }
}

async function busiestCategory(server: BenchServer): Promise<string> {
  const { items } = await server.call<{ items: Transaction[] }>('GET', '/transactions?limit=200');
  const counts = new Map<string, number>();
  for (const { categoryId } of items) counts.set(categoryId, (counts.get(categoryId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

async function startTasks(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'picture-bench-start-'));
  for (const task of ['start_first', 'start_again', 'start_again']) {
    const server = await startServer(undefined, dir);
    await sleep(4000);
    tell(task, 1, server.startedMs / 1000, server.memory().nowMb);
    await server.stop();
  }
  rmSync(dir, { recursive: true, force: true });
}

async function run(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), 'picture-bench-files-'));
  const rows = Number(values.rows);
  const file = join(dir, 'statement.csv');
  writeStatement(file, rows);
  await startTasks();
  const sqlite = await startServer();
  await importTasks(sqlite, 'sqlite', file, rows);
  await readTasks(sqlite, 'sqlite', rows * 2);
  await sqlite.stop();
  if (values.million) {
    const large = join(dir, 'million.csv');
    writeStatement(large, 1_000_000);
    const server = await startServer();
    const account = await openAccount(server, 'Million');
    const { readSeconds, commitSeconds } = await importFile(server, large, account.id);
    tell('import_million_sqlite', 1_000_000, readSeconds + commitSeconds, server.memory().mostMb);
    await readTasks(server, 'sqlite', 1_000_000);
    await server.stop();
  }
  if (values.mysql) {
    const mysql = await startMysqlServer();
    if (mysql === null) throw new Error('No MySQL or MariaDB server could be had.');
    const url = new URL(mysql.url);
    url.pathname = '/bench';
    await createDatabase(mysql.url);
    const server = await startServer(url.href);
    await importTasks(server, 'mysql', file, rows);
    await readTasks(server, 'mysql', rows * 2);
    await server.stop();
    await mysql.stop();
  }
  rmSync(dir, { recursive: true, force: true });
}

async function createDatabase(url: string): Promise<void> {
  const admin = openDatabase<object>(new URL('/mysql', url).href);
  await admin.read.schema.createSchema('bench').execute();
  await admin.close();
}

await run();

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Account } from '@picture/contract';
import { openDatabase } from '../server/src/platform/db/index.ts';
import { startMysqlServer } from '../server/test/mysql-server.ts';
import { bytesTask, editTasks } from './edits.ts';
import { ruleTask, transferTask } from './found.ts';
import { spread, tell, timed } from './measure.ts';
import { readTasks } from './reads.ts';
import { type BenchServer, startServer } from './server.ts';
import { type Texts, writeStatement } from './synthetic.ts';

/** `npm run bench [-- --rows 100000 --million --mysql]`: prints a line of JSON for each task. */
const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    million: { type: 'boolean', default: false },
    mysql: { type: 'boolean', default: false },
  },
});

const MILLION = 1_000_000;

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
  await editTasks(sqlite, 'sqlite', rows * 2);
  bytesTask(sqlite, rows * 2);
  await sqlite.stop();
  await foundTasks(dir, 'sqlite', file, rows);
  if (values.million) await millionTasks(dir, 'sqlite');
  if (values.mysql) {
    // Both households of a million have room in memory: 1.3 and 1.9 GB.
    const mysql = await startMysqlServer(['--innodb-buffer-pool-size=4G']);
    if (mysql === null) throw new Error('No MySQL or MariaDB server could be had.');
    const server = await startServer(await createDatabase(mysql.url, 'bench'));
    await importTasks(server, 'mysql', file, rows);
    await readTasks(server, 'mysql', rows * 2);
    await editTasks(server, 'mysql', rows * 2);
    await server.stop();
    await foundTasks(dir, 'mysql', file, rows, mysql.url);
    if (values.million) await millionTasks(dir, 'mysql', mysql.url);
    await mysql.stop();
  }
  rmSync(dir, { recursive: true, force: true });
}

/** What is found by itself after an import, each in a household of its own. */
async function foundTasks(
  dir: string,
  engine: string,
  file: string,
  rows: number,
  mysqlUrl?: string,
): Promise<void> {
  for (const [name, task] of [
    ['rules', (server: BenchServer) => ruleTask(server, engine, file, rows)],
    ['transfers', (server: BenchServer) => transferTask(server, engine, dir, rows)],
  ] as const) {
    const server = await startServer(mysqlUrl && (await createDatabase(mysqlUrl, `bench_${name}`)));
    await task(server);
    await server.stop();
  }
}

/** A household whose texts repeat, and one whose texts are all different. */
async function millionTasks(dir: string, engine: string, mysqlUrl?: string): Promise<void> {
  for (const texts of ['few', 'distinct'] satisfies Texts[]) {
    const file = join(dir, `${texts}.csv`);
    writeStatement(file, MILLION, texts);
    const url = mysqlUrl && (await createDatabase(mysqlUrl, `bench_${texts}`));
    const server = await startServer(url);
    const account = await openAccount(server, 'Million');
    const { readSeconds, commitSeconds } = await importFile(server, file, account.id);
    const name = `million_${texts}_${engine}`;
    tell(`import_${name}`, MILLION, readSeconds + commitSeconds, server.memory().mostMb);
    await server.isIdle();
    await readTasks(server, name, MILLION);
    if (mysqlUrl === undefined) bytesTask(server, MILLION, texts);
    await server.stop();
  }
}

async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const admin = openDatabase<object>(new URL('/mysql', serverUrl).href);
  await admin.read.schema.createSchema(name).execute();
  await admin.close();
  return new URL(`/${name}`, serverUrl).href;
}

await run();

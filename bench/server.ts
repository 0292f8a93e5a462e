import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Import } from '@picture/contract';
import { launchServer } from '../server/test/live-server.ts';
import { freePort } from '../server/test/mysql-server.ts';

/** The real server in a process of its own, and one person who speaks to it over HTTP. */
export interface BenchServer {
  url: string;
  /** Of the person, as a browser would send it. */
  cookie: string;
  startedMs: number;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  upload(path: string, accountId: string): Promise<Import>;
  settled(id: string): Promise<Import>;
  /** Resident memory in megabytes: now, and at its highest. */
  memory(): { nowMb: number; mostMb: number };
  dataDir: string;
  /** Resolves when the process has had nothing to do for ten seconds. */
  isIdle(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServer(databaseUrl?: string, keepDir?: string): Promise<BenchServer> {
  const dataDir = keepDir ?? mkdtempSync(join(tmpdir(), 'picture-bench-'));
  const launched = launchServer(await freePort(), {
    DATA_DIR: dataDir,
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  });
  const { child, url, startedMs } = await launched.ready();
  const cookie = await signUp(url);
  return {
    ...clientOf(url, cookie),
    url,
    cookie,
    startedMs,
    dataDir,
    memory: () => memoryOf(child),
    isIdle: () => idle(child),
    stop: async () => {
      await launched.end('SIGTERM');
      if (keepDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function signUp(url: string): Promise<string> {
  const send = (path: string, body: object) =>
    fetch(`${url}/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const person = { email: `bench-${Date.now()}@example.com`, password: 'correct horse battery' };
  await send('sign-up', { ...person, name: 'Bench' });
  const response = await send('sign-in', person);
  if (!response.ok) throw new Error(await response.text());
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

function clientOf(url: string, cookie: string) {
  async function send<T>(path: string, init: RequestInit): Promise<T> {
    const response = await fetch(`${url}/api/v1${path}`, init);
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
    return (await response.json()) as T;
  }
  const call = <T>(method: string, path: string, body?: unknown): Promise<T> =>
    send(path, {
      method,
      headers: body === undefined ? { cookie } : { cookie, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return {
    call,
    upload: (path: string, accountId: string): Promise<Import> => {
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(readFileSync(path))]), 'statement.csv');
      return send(`/imports?accountId=${accountId}`, {
        method: 'POST',
        headers: { cookie },
        body: form,
      });
    },
    settled: async (id: string): Promise<Import> => {
      for (;;) {
        const found = await call<Import>('GET', `/imports/${id}`);
        if (!['reading', 'committing', 'undoing'].includes(found.status)) return found;
        await sleep(20);
      }
    },
  };
}

/** An import goes on after it is shown: it links transfers, learns, and indexes what is searched. */
async function idle(child: ChildProcess): Promise<void> {
  const path = `/proc/${child.pid}/stat`;
  if (!existsSync(path)) return sleep(60_000);
  const ticks = () => {
    const [, rest = ''] = readFileSync(path, 'utf8').split(') ');
    return Number(rest.split(' ')[11]) + Number(rest.split(' ')[12]);
  };
  // A database server of its own may be at work for seconds while this process waits for it.
  for (let quiet = 0, before = ticks(); quiet < 5; ) {
    await sleep(2000);
    const now = ticks();
    quiet = now - before > 4 ? 0 : quiet + 1;
    before = now;
  }
}

function memoryOf(child: ChildProcess): { nowMb: number; mostMb: number } {
  const path = `/proc/${child.pid}/status`;
  if (!existsSync(path)) return { nowMb: 0, mostMb: 0 };
  const status = readFileSync(path, 'utf8');
  const megabytes = (name: string) =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
  return { nowMb: megabytes('VmRSS'), mostMb: megabytes('VmHWM') };
}

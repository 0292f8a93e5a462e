import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import type {
  Api,
  BodyIn,
  Import,
  ParamsIn,
  Problem,
  QueryIn,
  Reply,
  Role,
} from '@picture/contract';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createConnection } from 'mysql2/promise';
import { describe, expect } from 'vitest';
import { buildApp, createServices, type Services } from '../src/app.ts';
import { examine, examineFiles } from '../src/modules/transactions/index.ts';
import { type Clock, systemClock } from '../src/platform/clock.ts';
import { type Config, loadConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import { readMailbox } from './mailbox.ts';
import { makeProofsStale } from './stale-proofs.ts';

/** For an app that mails, into a folder of its own: people then confirm their email. */
export const MAIL_HERE = 'here';

export interface TestApp {
  /** Waits until no work is left in the outbox. */
  settled(): Promise<void>;
  dataDir: string;
  app: FastifyInstance;
  services: Services;
  config: Config;
  close(): Promise<void>;
  /** Every household's ledger, recomputed: nothing may differ. */
  expectHealthy(): Promise<void>;
}

/** Waits until what background work should bring about is so. */
export async function eventually(check: () => unknown): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      await check();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await sleep(25);
    }
  }
}

/** The engines a suite runs on: SQLite always, MySQL where `npm test` found or started a server. */
export const ENGINES = process.env['TEST_MYSQL_URL'] ? ['sqlite', 'mysql'] : ['sqlite'];

/** Runs a module's suite once for each engine. */
type Build = (environment?: NodeJS.ProcessEnv, clock?: Clock) => Promise<TestApp>;

export function describeOnEachEngine(name: string, suite: (build: Build) => void) {
  for (const engine of ENGINES) {
    describe(`${name} on ${engine}`, () =>
      suite((environment, clock) => buildTestApp(engine, environment, clock)));
  }
}

export async function buildTestApp(
  engine: string,
  environment: NodeJS.ProcessEnv = {},
  clock: Clock = systemClock,
): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'picture-test-'));
  const mysql = engine === 'mysql' ? await makeDatabase() : null;
  const config = loadConfig({
    DATA_DIR: dataDir,
    AUTH_TRIES_PER_MINUTE: '10000',
    MAX_UPLOAD_MB: '2',
    ...(mysql && { DATABASE_URL: mysql.url }),
    ...environment,
    ...(environment['MAIL_URL'] === MAIL_HERE && {
      MAIL_URL: pathToFileURL(join(dataDir, 'mail')).href,
    }),
  });
  const log = createLog('silent');
  const services = await createServices(config, log, clock);
  const app = await buildApp(config, log, services);
  services.outbox.start();
  return {
    app,
    services,
    config,
    dataDir,
    settled: () =>
      eventually(async () =>
        expect(await services.database.read.selectFrom('outbox').select('id').execute()).toEqual(
          [],
        ),
      ),
    expectHealthy: async () => {
      const households = await services.database.read
        .selectFrom('households')
        .select('id')
        .execute();
      for (const { id } of households) {
        expect(await examine(services.database.read, id)).toEqual([]);
      }
      expect(await examineFiles(services.database.read, services.files)).toEqual([]);
    },
    close: async () => {
      await app.close();
      await services.close();
      await mysql?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** An empty database of its own on the server of TEST_MYSQL_URL. */
export async function makeDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const server = new URL(process.env['TEST_MYSQL_URL'] ?? '');
  const name = `picture_${randomBytes(6).toString('hex')}`;
  const admin = await createConnection({
    host: server.hostname,
    port: Number(server.port || 3306),
    user: decodeURIComponent(server.username),
    password: decodeURIComponent(server.password),
  });
  await admin.query(`create database ${name} character set utf8mb4`);
  server.pathname = `/${name}`;
  return {
    url: server.href,
    drop: async () => {
      await admin.query(`drop database ${name}`);
      await admin.end();
    },
  };
}

/** Somebody new in the owner's household. */
export async function joinAs(test: TestApp, owner: Client, role: Role, name = 'Eva') {
  const email = newEmail();
  const partner = await signUp(test, name, email);
  const { url } = await owner.call('POST /household/invitations', { body: { email, role } });
  const token = new URL(url).hash.slice('#token='.length);
  await partner.call('POST /invitations/accept', { body: { token } });
  return partner;
}

/** A person with a browser: keeps cookies, speaks the contract. */
export interface Client {
  call<K extends keyof Api & string>(route: K, input?: Input<Api[K]>): Promise<Reply<Api[K]>>;
  /** What the API answered where it should refuse. */
  refusal<K extends keyof Api & string>(route: K, input?: Input<Api[K]>): Promise<Problem>;
  /** Its cookies, by name. */
  jar: Map<string, string>;
  request(method: string, url: string, options?: RequestOptions): Promise<LightMyRequestResponse>;
  upload(
    content: string | Uint8Array,
    options?: { name?: string; accountId?: string },
  ): Promise<Import>;
  /** The import once the background work on it has ended. */
  settled(id: string): Promise<Import>;
}

interface RequestOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

interface Input<E> {
  params?: ParamsIn<E>;
  query?: QueryIn<E>;
  body?: BodyIn<E>;
  headers?: Record<string, string>;
}

let people = 0;

export const PASSWORD = 'correct horse battery';

export const newEmail = (): string => {
  people += 1;
  return `person-${people}@example.com`;
};

/** All that a person with a browser needs of a server. */
type Asked = Pick<TestApp, 'app'>;

export async function signUp(test: Asked, name = 'Ana', email = newEmail()): Promise<Client> {
  const client = visitor(test);
  await client.call('POST /auth/sign-up', { body: { email, password: PASSWORD, name } });
  await client.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
  return client;
}

/** The mails to somebody, oldest first. */
export const readMail = (test: TestApp, to: string) => readMailbox(join(test.dataDir, 'mail'), to);

export const makeStale = (test: TestApp, email: string): Promise<void> =>
  makeProofsStale(test.services.database, email);

export function visitor(test: Asked): Client {
  const jar = new Map<string, string>();

  function keep(set: string): void {
    const [pair = '', ...attributes] = set.split('; ');
    const at = pair.indexOf('=');
    if (attributes.some((one) => /^max-age=0$/i.test(one))) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }

  async function request(method: string, url: string, options: RequestOptions = {}) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await test.app.inject({
      method: method as 'GET',
      url,
      headers: { ...(cookie && { cookie }), ...options.headers },
      ...(options.body !== undefined && { payload: options.body as object }),
    });
    for (const set of [response.headers['set-cookie'] ?? []].flat()) keep(set);
    return response;
  }

  function send(route: string, input: Input<never> = {}) {
    const [method = 'GET', template = ''] = route.split(' ');
    const {
      params = {},
      query = {},
      body,
      headers,
    } = input as Record<string, Record<string, string>>;
    const path = template.replace(/:(\w+)/g, (_, key: string) => params[key] ?? '');
    const search = new URLSearchParams(
      Object.entries(query)
        .filter(([, value]) => value !== undefined)
        .map(([key, value]): [string, string] => [key, String(value)]),
    );
    const url = `/api/v1${path}${search.size > 0 ? `?${search}` : ''}`;
    return request(method, url, { ...(body && { body }), ...(headers && { headers }) });
  }

  const client: Client = {
    jar,
    request,
    call: async (route, input) => {
      const response = await send(route, input as Input<never>);
      if (response.statusCode >= 300) throw new Error(`${route}: ${response.body}`);
      return response.json();
    },
    refusal: async (route, input) => {
      const response = await send(route, input as Input<never>);
      expect(response.statusCode, response.body).toBeGreaterThanOrEqual(400);
      expect(response.headers['content-type']).toContain('application/problem+json');
      return response.json();
    },
    upload: async (content, options = {}) => {
      const boundary = 'picture-boundary';
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${options.name ?? 'statement.csv'}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
      const payload = Buffer.concat([
        Buffer.from(head),
        Buffer.from(content),
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      const query = options.accountId ? `?accountId=${options.accountId}` : '';
      const response = await request('POST', `/api/v1/imports${query}`, {
        body: payload,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
      if (response.statusCode >= 300) throw new Error(response.body);
      return client.settled(response.json<Import>().id);
    },
    settled: async (id) => {
      for (;;) {
        const found = await client.call('GET /imports/:id', { params: { id } });
        if (!['reading', 'committing', 'undoing'].includes(found.status)) return found;
        await sleep(15);
      }
    },
  };
  return client;
}

/** An account as most tests want one: a checking account in dollars with 1,000.00 on 1 January. */
export const openChecking = (client: Client, wish: Partial<BodyIn<Api['POST /accounts']>> = {}) =>
  client.call('POST /accounts', {
    body: {
      name: 'Checking',
      kind: 'checking',
      currency: 'USD',
      openedOn: '2026-01-01',
      openingBalanceMinor: 100_000,
      ...wish,
    },
  });

export async function categoryId(client: Client, key: string): Promise<string> {
  const { items } = await client.call('GET /categories');
  const found = items.find((one) => one.key === key);
  if (!found) throw new Error(`No category ${key}.`);
  return found.id;
}

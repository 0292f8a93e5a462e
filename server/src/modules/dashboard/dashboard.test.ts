import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Dashboard, dashboardSchema } from '@picture/contract';
import Fastify, { type FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../../platform/db/index.ts';
import { installErrorHandler } from '../../platform/http/errors.ts';
import { createIdempotency, type IdempotencyTables } from '../../platform/http/idempotency.ts';
import { mount } from '../../platform/http/route.ts';
import { createAccounts } from '../accounts/index.ts';
import { type AuthTables, createAuth } from '../auth/index.ts';
import { createSettings } from '../settings/index.ts';
import {
  createLedger,
  examine,
  type LedgerTables,
  listenForLedger,
} from '../transactions/index.ts';
import { createDashboard, dashboardRoutes } from './index.ts';

const clock = { now: () => new Date('2026-11-23T15:00:00Z') };
const CONFIG = {
  host: '127.0.0.1',
  port: 3000,
  baseUrl: null,
  dataDir: '',
  databaseUrl: '',
  logLevel: 'silent',
  trustProxy: undefined,
  maxUploadBytes: 1,
  authTriesPerMinute: 30,
  webDir: '',
  authSecret: 'a secret of a test, forty-eight characters long.',
};
listenForLedger(clock);

async function build(folder: string) {
  const database: Database<LedgerTables & AuthTables & IdempotencyTables> = openDatabase(
    `sqlite:${join(folder, 'test.db')}`,
  );
  await migrate(database.read);
  const auth = createAuth(database, CONFIG);
  const settings = createSettings(database, auth, clock);
  const accounts = createAccounts(database, clock);
  const ledger = createLedger(database, accounts, clock);
  const dashboard = createDashboard({ database, clock, auth, settings, accounts, ledger });
  const app: FastifyInstance = Fastify();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  installErrorHandler(app);
  mount(app, dashboardRoutes(dashboard), {
    resolveWho: async (request) => {
      const user = await auth.userOf(request);
      return user ? settings.whoIs(user, 'en') : null;
    },
    idempotency: createIdempotency(database, clock),
  });
  return { database, auth, settings, accounts, ledger, dashboard, app };
}

let folder: string;
let house: Awaited<ReturnType<typeof build>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-dashboard-'));
  house = await build(folder);
});
afterAll(async () => {
  await house.app.close();
  await house.database.close();
  await rm(folder, { recursive: true });
});

async function startDemo(address: string, language: 'en' | 'es' = 'en') {
  const reply = await house.app.inject({
    method: 'POST',
    url: '/api/v1/demo',
    payload: { language },
    remoteAddress: address,
  });
  const cookie = reply.cookies.map((one) => `${one.name}=${one.value}`).join('; ');
  return { reply, cookie, householdId: reply.json<{ householdId: string }>().householdId };
}

const read = (cookie: string, query = '', headers: Record<string, string> = {}) =>
  house.app.inject({ url: `/api/v1/dashboard${query}`, headers: { cookie, ...headers } });

/** A household of its own with one dollar and one yen account, in which nothing happened yet. */
async function emptyHousehold(name: string) {
  const { userId, cookies } = await house.auth.signUpSample(name);
  const who = await house.settings.whoIs({ id: userId, email: '', name }, 'en');
  const open = (currency: string, kind: 'checking' | 'credit_card') =>
    house.accounts.open(who, {
      name: `${currency} ${kind}`,
      kind,
      currency,
      openedOn: '2026-10-01',
      openingBalanceMinor: 0,
    });
  const cookie = cookies.map((one) => one.split(';')[0]).join('; ');
  return { who, cookie, open };
}

describe('the sample household', () => {
  it('signs the asker in to a household whose totals are what its rows say', async () => {
    for (const language of ['en', 'es'] as const) {
      const { reply, cookie, householdId } = await startDemo('10.0.0.1', language);
      expect(reply.statusCode).toBe(201);
      expect(await examine(house.database.read, householdId)).toEqual([]);
      const picture = await read(cookie);
      expect(picture.statusCode).toBe(200);
      const body: Dashboard = dashboardSchema.parse(picture.json());
      expect(body.accounts).toHaveLength(13);
      expect(body.netWorth.leftOut).toEqual([]);
      expect(body.review.count).toBeGreaterThanOrEqual(3);
      expect(body.review.count).toBeLessThanOrEqual(15);
    }
  });

  it('gives the same sums as its transactions summed one by one', async () => {
    const { cookie, householdId } = await startDemo('10.0.0.2');
    const body: Dashboard = (await read(cookie, '?range=all')).json();
    const { rows } = await sql<{ accountId: string; sum: number; count: number }>`
      select account_id as accountId, sum(amount_minor) as sum, count(*) as count
      from transactions where household_id = ${householdId} group by account_id`.execute(
      house.database.read,
    );
    const moved = new Map(rows.map((row) => [row.accountId, row]));
    for (const account of body.accounts) {
      const own = moved.get(account.id);
      expect(account.balance.amountMinor - account.openingBalance.amountMinor).toBe(own?.sum ?? 0);
      expect(account.transactionCount).toBe(own?.count ?? 0);
    }
    const home = body.accounts.reduce((sum, one) => sum + (one.homeBalance?.amountMinor ?? 0), 0);
    expect(body.netWorth.netMinor).toBe(home);
    expect(body.netWorth.series.at(-1)?.netMinor).toBe(home);
    expect(body.netWorth.byKind.reduce((sum, one) => sum + one.amountMinor, 0)).toBe(home);
    const current = body.cashFlow.at(-1);
    expect(current?.spendingMinor).toBe(body.spending.totalMinor);
    expect(body.cashFlow.at(-2)?.spendingMinor).toBe(body.spending.previousTotalMinor);
    expect(body.spending.pace.at(22)?.spentMinor).toBe(body.spending.totalMinor);
  });

  it('can be signed in to when it was made from the command line', async () => {
    const { email, password } = await house.dashboard.createSampleHousehold('en');
    const signedIn = await house.auth.handle(
      new Request('http://localhost/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      }),
    );
    expect(signedIn.status).toBe(200);
  });
});

describe('the dashboard', () => {
  it('is refused to who is not signed in', async () => {
    expect((await read('')).statusCode).toBe(401);
  });

  it('is all zeros in a household without accounts', async () => {
    const { cookie } = await emptyHousehold('Nobody');
    for (const range of ['1m', '6m', '1y', '5y', 'all']) {
      const body: Dashboard = (await read(cookie, `?range=${range}`)).json();
      expect(body.netWorth.netMinor).toBe(0);
      expect(body.netWorth.series.at(-1)?.on).toBe(body.today);
      expect(body.spending.byCategory).toEqual([]);
      expect(body.cashFlow).toHaveLength(12);
    }
  });

  it('counts a purchase and its refund, and leaves out a currency without a rate', async () => {
    const { who, cookie, open } = await emptyHousehold('Robin');
    const card = await open('USD', 'credit_card');
    const yen = await open('JPY', 'checking');
    const record = (accountId: string, postedOn: string, amountMinor: number) =>
      house.ledger.transactions.record(who, {
        accountId,
        postedOn,
        payee: 'SAFEWAY #1711',
        memo: null,
        amountMinor,
        checkNumber: null,
      });
    await record(card.id, '2026-10-30', -70_00);
    await record(card.id, '2026-11-02', -50_00);
    await record(yen.id, '2026-11-02', -900);
    const body: Dashboard = (await read(cookie, '?range=1m')).json();
    expect(body.netWorth).toMatchObject({
      netMinor: -120_00,
      assetsMinor: 0,
      liabilitiesMinor: -120_00,
      changeThisMonthMinor: -50_00,
      changeInRangeMinor: -120_00,
      leftOut: [{ accountId: yen.id, balance: { amountMinor: -900, currency: 'JPY' } }],
    });
    expect(body.spending).toMatchObject({
      totalMinor: 50_00,
      previousTotalMinor: 70_00,
      previousByThisDayMinor: 0,
    });
    expect(body.latest).toHaveLength(3);
    await house.accounts.recordRate(who, { currency: 'JPY', on: '2026-01-01' }, { rate: '0.01' });
    const converted: Dashboard = (await read(cookie, '?range=1m')).json();
    expect(converted.netWorth.netMinor).toBe(-120_00 - 9_00);
    expect(converted.netWorth.leftOut).toEqual([]);
  });

  it('shows nothing of another household', async () => {
    const { cookie } = await emptyHousehold('Stranger');
    const body: Dashboard = (await read(cookie)).json();
    expect([body.accounts, body.latest]).toEqual([[], []]);
  });

  it('answers 304 until something changes', async () => {
    const { cookie, open } = await emptyHousehold('Kim');
    const etag = String((await read(cookie)).headers['etag']);
    const again = await read(cookie, '', { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await read(cookie, '?range=5y', { 'if-none-match': etag })).statusCode).toBe(200);
    await open('USD', 'checking');
    expect((await read(cookie, '', { 'if-none-match': etag })).statusCode).toBe(200);
  });
});

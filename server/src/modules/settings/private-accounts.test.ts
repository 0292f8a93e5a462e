import type { Role } from '@picture/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const SECRET = 'Zyxomma';
const CSV = `Date,Description,Amount\n2026-02-03,${SECRET} CLINIC,-77.31\n2026-02-04,${SECRET} PAYROLL,512.09\n`;

describeOnEachEngine('Accounts private to one member', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterEach(() => test.expectHealthy());
  afterAll(() => test.close());

  const spend = (client: Client, accountId: string, payee: string, amountMinor: number) =>
    client.call('POST /transactions', {
      body: { accountId, postedOn: '2026-02-10', payee, amountMinor },
    });

  /** What is in the household of both: one shared account with the same rows. */
  async function shared(client: Client) {
    const account = await openChecking(client);
    await spend(client, account.id, 'Grocer', -4200);
    await spend(client, account.id, 'Employer', 310_000);
    const side = await spend(client, account.id, 'Own transfer', -9000);
    return { account, side };
  }

  async function withSecret() {
    const ana = await signUp(test);
    const { account, side } = await shared(ana);
    const secret = await openChecking(ana, {
      name: `${SECRET} savings`,
      openingBalanceMinor: 1_234_567,
      isPrivate: true,
    });
    const row = await spend(ana, secret.id, `${SECRET} shop`, -5555);
    const other = await spend(ana, secret.id, `${SECRET} in`, 9000);
    await ana.call('POST /transfers', { body: { transactionIds: [side.id, other.id] } });
    const file = await ana.upload(CSV, { name: `${SECRET}.csv`, accountId: secret.id });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
    const { rule } = await ana.call('POST /rules', {
      body: {
        contains: SECRET,
        accountId: secret.id,
        direction: null,
        categoryId: row.categoryId,
        applyToExisting: false,
      },
    });
    return { ana, account, side, secret, row, other, file, rule };
  }

  const LOOKS = [
    '/accounts',
    '/transactions',
    `/transactions?search=${SECRET.toLowerCase()}`,
    '/transactions?sort=amount&order=desc',
    '/dashboard?range=all',
    '/dashboard?range=1y',
    '/imports',
    '/rules',
    '/categories',
    '/exchange-rates',
    '/household/members',
    '/audit-log?of=household&limit=200',
  ];

  it.each(['owner', 'editor', 'viewer'] as const)(
    'are in nothing that a second %s sees',
    async (role: Role) => {
      const home = await withSecret();
      const eva = await joinAs(test, home.ana, role);
      for (const look of LOOKS) {
        const seen = await eva.request('GET', `/api/v1${look}`);
        expect([look, seen.statusCode]).toEqual([
          look,
          role === 'owner' || !look.startsWith('/audit') ? 200 : seen.statusCode,
        ]);
        for (const trace of [SECRET, home.secret.id, home.row.id, home.other.id, home.file.id]) {
          expect([look, seen.body.includes(trace)]).toEqual([look, false]);
        }
      }
      const mine = (await home.ana.call('GET /accounts')).items.find((one) => one.isPrivate);
      expect(mine).toMatchObject({ id: home.secret.id, owner: { name: 'Ana' } });
    },
  );

  it('leave others with the totals of a household that never had them', async () => {
    const { ana } = await withSecret();
    const eva = await joinAs(test, ana, 'editor');
    const plain = await signUp(test);
    await shared(plain);
    const look = async (client: Client) => {
      const { netWorth, cashFlow, spending, review } = await client.call('GET /dashboard', {
        query: { range: '1y' },
      });
      return { netWorth, cashFlow, spending, reviews: review.count };
    };
    const [seen, expected] = [await look(eva), await look(plain)];
    expect(seen.netWorth).toEqual(expected.netWorth);
    expect(seen.reviews).toBeLessThanOrEqual(expected.reviews);
    expect((await look(ana)).netWorth).not.toEqual(expected.netWorth);
  });

  it('answer 404 to others, whatever asks for them', async () => {
    const { ana, account, side, secret, row, other, file, rule } = await withSecret();
    const eva = await joinAs(test, ana, 'owner');
    const asks: [string, string, object?][] = [
      ['GET', `/accounts/${secret.id}`],
      ['PATCH', `/accounts/${secret.id}`, { version: 1, name: 'x' }],
      ['POST', `/accounts/${secret.id}/close`, { closedOn: '2026-03-01' }],
      ['POST', `/accounts/${secret.id}/reopen`, {}],
      ['DELETE', `/accounts/${secret.id}`],
      ['GET', `/accounts/${secret.id}/balances`],
      ['PUT', '/accounts/order', { ids: [secret.id] }],
      ['GET', `/transactions/${row.id}`],
      ['PATCH', `/transactions/${row.id}`, { version: 1, payee: 'x' }],
      ['DELETE', `/transactions/${row.id}`],
      ['GET', `/transactions/${other.id}/transfer-candidates`],
      [
        'POST',
        '/transactions',
        { accountId: secret.id, postedOn: '2026-02-01', payee: 'x', amountMinor: 1 },
      ],
      ['POST', '/transactions/categorize', { ids: [row.id] }],
      ['POST', '/transfers', { transactionIds: [side.id, row.id] }],
      ['GET', `/imports/${file.id}`],
      ['GET', `/imports/${file.id}/rows`],
      ['POST', `/imports/${file.id}/undo`, {}],
      ['DELETE', `/rules/${rule.id}`],
      [
        'POST',
        '/rules',
        {
          contains: 'xy',
          accountId: secret.id,
          direction: null,
          categoryId: row.categoryId,
          applyToExisting: false,
        },
      ],
    ];
    for (const [method, path, body] of asks) {
      const answer = await eva.request(method, `/api/v1${path}`, { ...(body && { body }) });
      expect([method, path, answer.statusCode]).toEqual([method, path, 404]);
    }
    const moved = await eva.request('PATCH', `/api/v1/transactions/${side.id}`, {
      body: { version: 2, accountId: secret.id },
    });
    expect(moved.statusCode).toBeGreaterThanOrEqual(400);
    const seen = await eva.call('GET /transactions/:id', { params: { id: side.id } });
    expect(seen.transfer).toBeNull();
    expect(
      (await ana.call('GET /transactions/:id', { params: { id: side.id } })).transfer,
    ).not.toBeNull();
    expect((await eva.call('GET /accounts')).items.map((one) => one.id)).toEqual([account.id]);
  });

  it('are shared and hidden by whose they are alone', async () => {
    const { ana, account } = await withSecret();
    const eva = await joinAs(test, ana, 'owner');
    const hide = await eva.refusal('PATCH /accounts/:id', {
      params: { id: account.id },
      body: { version: account.version, isPrivate: true },
    });
    expect(hide.code).toBe('not_allowed');
  });

  it('take a statement of another member nowhere near them', async () => {
    const { ana, account } = await withSecret();
    const eva = await joinAs(test, ana, 'editor');
    const file = await eva.upload(CSV, { name: 'own.csv', accountId: account.id });
    expect(file.statements[0]?.accountId).toBe(account.id);
    const { items } = await eva.call('GET /imports/:id/rows', { params: { id: file.id } });
    expect(items.every((row) => row.decision === 'add')).toBe(true);
  });

  it('go along when their owner leaves, to a household of their own', async () => {
    const ana = await signUp(test);
    await openChecking(ana);
    const eva = await joinAs(test, ana, 'editor');
    const own = await openChecking(eva, { name: SECRET, isPrivate: true });
    await spend(eva, own.id, `${SECRET} shop`, -5555);
    const before = await eva.call('GET /accounts/:id', { params: { id: own.id } });
    await eva.call('POST /household/leave', { body: {} });
    const { items } = await eva.call('GET /households');
    expect(items).toHaveLength(2);
    const home = items.find((one) => one.name === 'Eva');
    await eva.call('POST /households/:id/enter', { params: { id: home?.id ?? '' }, body: {} });
    const after = await eva.call('GET /accounts/:id', { params: { id: own.id } });
    expect(after.balance).toEqual(before.balance);
    expect((await eva.call('GET /transactions')).items[0]?.payee).toBe(`${SECRET} shop`);
    const left = await test.services.database.read
      .selectFrom('descriptors')
      .select('payee')
      .where('household_id', '=', (await ana.call('GET /session')).household.id)
      .execute();
    expect(JSON.stringify(left)).not.toContain(SECRET);
  });
});

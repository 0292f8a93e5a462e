import { addDays, ENDPOINTS, NET_WORTH_RANGES, type Role } from '@picture/contract';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { CSV, SECRET, spend, withSecret } from '../../../test/private-accounts.ts';

const CARD = { kind: 'credit_card', name: 'Card' } as const;

/** Numbers below `end` that look random and are the same for each seed. */
function dice(seed: number) {
  let state = seed * 2_654_435_761;
  return (end: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    return state % end;
  };
}

/** The dashboard in words that two households share: names in the place of ids. */
async function picture(client: Client, range: (typeof NET_WORTH_RANGES)[number]) {
  const board = await client.call('GET /dashboard', { query: { range } });
  const { items } = await client.call('GET /categories');
  const names = new Map([...items, ...board.accounts].map((one) => [one.id, one.name]));
  const own = new Set(['id', 'version', 'position', 'createdAt', 'owner', 'transfer']);
  const json = JSON.stringify(board, (key, value) => (own.has(key) ? undefined : value));
  return JSON.parse(json, (_, value) => names.get(value) ?? value);
}

const toldBy = (answer: { body: string; headers: object }): string =>
  answer.body + JSON.stringify(answer.headers);

describeOnEachEngine('Accounts private to one member', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterEach(() => test.expectHealthy());
  afterAll(() => test.close());

  /** Every GET of the API that takes no id; those that take one are asked with each secret id. */
  const LOOKS = [
    ...ENDPOINTS.filter((one) => one.method === 'GET' && !one.path.includes(':')).map(
      (one) => one.path,
    ),
    `/transactions?search=${SECRET.toLowerCase()}`,
    '/transactions?sort=amount&order=desc&limit=200',
    ...NET_WORTH_RANGES.map((range) => `/dashboard?range=${range}`),
    '/audit-log?of=household&limit=200',
  ];
  const ASKS = ENDPOINTS.filter((one) => one.method === 'GET' && one.path.includes(':'));

  it.each(['owner', 'editor', 'viewer'] as const)(
    'are in nothing that a second %s sees',
    async (role: Role) => {
      const home = await withSecret(test);
      const eva = await joinAs(test, home.ana, role);
      const traces = [
        SECRET,
        ...[home.secret, home.row, home.other, home.file, home.rule].map((one) => one.id),
      ];
      const look = async (path: string) => {
        const seen = await eva.request('GET', `/api/v1${path}`);
        expect([path, traces.filter((trace) => toldBy(seen).includes(trace))]).toEqual([path, []]);
        return seen.statusCode;
      };
      for (const path of LOOKS) expect([path, await look(path)]).not.toEqual([path, 500]);
      expect(await look('/dashboard')).toBe(200);
      for (const { path } of ASKS) {
        for (const id of traces.slice(1)) {
          const status = await look(path.replace(/:\w+/g, id).concat('?'));
          expect([path, status]).not.toEqual([path, 200]);
        }
      }
      const mine = (await home.ana.call('GET /accounts')).items.find((one) => one.isPrivate);
      expect(mine).toMatchObject({ id: home.secret.id, owner: { name: 'Ana' } });
    },
  );

  it.each([1, 2, 3])(
    'leave others with the picture of a household that never had them, whatever is in them (%i)',
    async (seed) => {
      const random = dice(seed);
      const [ana, plain] = [await signUp(test), await signUp(test)];
      const eva = await joinAs(test, ana, 'editor');
      const today = (await ana.call('GET /session')).today;
      const opened = { openedOn: addDays(today, -400), openingBalanceMinor: random(1_000_000) };
      const open = (client: Client, wish: object) => openChecking(client, { ...opened, ...wish });
      const owners = [ana, plain];
      const shared = [];
      for (const client of owners) shared.push([await open(client, {}), await open(client, CARD)]);
      const secrets = [
        await open(ana, { name: SECRET, isPrivate: true }),
        await open(ana, { ...CARD, name: SECRET, currency: 'CHF', isPrivate: true }),
      ];
      for (let turn = 0; turn < 24; turn += 1) {
        const which = random(2);
        const entry = {
          postedOn: addDays(today, -random(70)),
          payee: `Payee ${random(6)}`,
          amountMinor: (random(2) === 0 ? 1 : -1) * (1 + random(90_000)),
        };
        // A row of a private account comes between any two of the others, and is often like them.
        const groceries = random(2) === 0 ? 'groceries' : null;
        await spend(ana, secrets[random(2)]?.id ?? '', entry, groceries);
        if (random(3) === 0) continue;
        for (const [at, client] of owners.entries()) {
          await spend(client, shared[at]?.[which]?.id ?? '', entry, null);
        }
      }
      for (const range of NET_WORTH_RANGES) {
        const [seen, expected, own] = [
          await picture(eva, range),
          await picture(plain, range),
          await picture(ana, range),
        ];
        expect(seen).toEqual(expected);
        expect(own.netWorth).not.toEqual(expected.netWorth);
      }
    },
  );

  it('answer 404 to others, whatever asks for them', async () => {
    const { ana, account, side, secret, row, other, file, rule } = await withSecret(test);
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
      ['POST', '/transactions/bulk', { ids: [row.id], change: { needsReview: false } }],
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
    const { ana, account } = await withSecret(test);
    const eva = await joinAs(test, ana, 'owner');
    const hide = await eva.refusal('PATCH /accounts/:id', {
      params: { id: account.id },
      body: { version: account.version, isPrivate: true },
    });
    expect(hide.code).toBe('not_allowed');
  });

  it('take a statement of another member nowhere near them', async () => {
    const { ana, account } = await withSecret(test);
    const eva = await joinAs(test, ana, 'editor');
    const file = await eva.upload(CSV, { name: 'own.csv', accountId: account.id });
    expect(file.statements[0]?.accountId).toBe(account.id);
    const { items } = await eva.call('GET /imports/:id/rows', { params: { id: file.id } });
    expect(items.every((row) => row.decision === 'add')).toBe(true);
  });
});

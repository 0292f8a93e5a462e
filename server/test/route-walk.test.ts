import { afterAll, beforeAll, expect, it } from 'vitest';
import { attach, pngOf } from './attached-files.ts';
import {
  type Client,
  describeOnEachEngine,
  joinAs,
  newEmail,
  openChecking,
  signUp,
  type TestApp,
  visitor,
} from './harness.ts';
import { type Entry, type Home, ROUTES } from './route-table.ts';

async function settle(test: TestApp): Promise<Home> {
  const owner = await signUp(test, 'Ana');
  const { user, household } = await owner.call('GET /session');
  const account = await openChecking(owner, { name: 'Traceable' });
  const savings = await openChecking(owner, { name: 'Traceable savings' });
  const spend = (accountId: string, payee: string, amountMinor: number) =>
    owner.call('POST /transactions', {
      body: { accountId, postedOn: '2026-02-01', payee, amountMinor },
    });
  const out = await spend(account.id, 'Grocer traceable', -5000);
  const back = await spend(savings.id, 'Traceable in', 5000);
  const category = await owner.call('POST /categories', {
    body: { name: 'Traceable', parentId: null },
  });
  const { rule: made } = await owner.call('POST /rules', {
    body: {
      contains: 'traceable',
      accountId: null,
      direction: null,
      categoryId: category.id,
      applyToExisting: false,
    },
  });
  const whole = await owner.call('POST /transactions', {
    body: { accountId: account.id, postedOn: '2026-02-03', payee: 'Traceable', amountMinor: -3 },
  });
  const { items: lines } = await owner.call('PUT /transactions/:id/split', {
    params: { id: whole.id },
    body: { version: whole.version, lines: [{ amountMinor: -1 }, { amountMinor: -2 }] },
  });
  const attached = (
    await attach(owner, out.id, pngOf(), { name: 'Traceable.png', thumbnail: pngOf() })
  ).json();
  const saved = await owner.call('POST /saved-searches', {
    body: { name: 'Traceable', search: 'traceable' },
  });
  const tag = await owner.call('POST /tags', { body: { name: 'Traceable' } });
  const file = await owner.upload('Date,Payee,Amount\n2026-02-02,Traceable,-1.00\n', {
    accountId: account.id,
  });
  const invitation = await owner.call('POST /household/invitations', {
    body: { email: newEmail(), role: 'viewer' },
  });
  const [session] = (await owner.call('GET /auth/sessions')).items;
  const token = await owner.call('POST /auth/tokens', {
    body: { name: 'Traceable', scope: 'read', expiresInDays: 1 },
  });
  const log = await owner.call('GET /audit-log', { query: { action: 'transaction.record' } });
  const missing = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  return {
    owner,
    householdId: household.id,
    userId: user.id,
    accountId: account.id,
    categoryId: category.id,
    transactionIds: [out.id, back.id],
    ids: {
      accounts: account.id,
      transactions: out.id,
      categories: category.id,
      rules: made.id,
      splits: lines[0]?.split?.id ?? '',
      attachments: attached.id,
      tags: tag.id,
      'saved-searches': saved.id,
      imports: file.id,
      'ledger/steps': log.items[0]?.id ?? '',
      household: invitation.id,
      households: household.id,
      'auth/sessions': session?.id ?? '',
      'auth/tokens': token.id,
      'auth/passkeys': missing,
      'auth/apps': missing,
      transfers: missing,
      refunds: missing,
      oauth: missing,
      'data-exports': missing,
    },
  };
}

const urlOf = (path: string, entry: Entry, home: Home): string => {
  const [first = '', second = ''] = path.slice(1).split('/');
  const id = home.ids[`${first}/${second}`] ?? home.ids[first] ?? '';
  const filled = path
    .replace(':id', id)
    .replace(':userId', home.userId)
    .replace(':provider', 'google')
    .replace(':currency', 'EUR')
    .replace(':on', '2026-02-01');
  return `/api/v1${filled}${entry.query ?? ''}`;
};

describeOnEachEngine('Every route', (build) => {
  let test: TestApp;
  let home: Home;
  let routes: [string, string, string][];

  beforeAll(async () => {
    test = await build();
    home = await settle(test);
    const { paths } = (await visitor(test).request('GET', '/api/openapi.json')).json() as {
      paths: Record<string, Record<string, unknown>>;
    };
    routes = Object.entries(paths).flatMap(([url, methods]) =>
      Object.keys(methods).map((method): [string, string, string] => {
        const path = url.replace('/api/v1', '').replaceAll(/\{(\w+)\}/g, ':$1');
        return [`${method.toUpperCase()} ${path}`, method.toUpperCase(), path];
      }),
    );
  });
  afterAll(() => test.close());

  /** Asks every route that `applies`, and gives what was answered, to be compared in one look. */
  async function walk(
    client: Client,
    applies: (entry: Entry) => string | null,
    headers: Record<string, string> = {},
  ) {
    const seen: Record<string, string> = {};
    const wanted: Record<string, string> = {};
    const bodies: string[] = [];
    for (const [name, method, path] of routes) {
      const entry = ROUTES[name];
      const expected = entry && applies(entry);
      if (!entry || expected === null || expected === undefined) continue;
      const answer = await client.request(method, urlOf(path, entry, home), {
        headers,
        ...(entry.body && { body: entry.body(home) }),
      });
      const code = answer.statusCode < 300 ? 'ok' : String(answer.json().code);
      wanted[name] = expected;
      seen[name] = expected === 'own' && answer.statusCode < 500 ? 'own' : code;
      bodies.push(`${name} ${answer.body}`);
    }
    expect(Object.keys(wanted).length).toBeGreaterThan(5);
    expect(seen).toEqual(wanted);
    return bodies;
  }

  const traces = (bodies: readonly string[]) =>
    bodies.filter(
      (body) =>
        /traceable/i.test(body) ||
        [home.householdId, home.userId, ...home.transactionIds].some((id) => body.includes(id)),
    );

  it('stands in the table of this walk', () => {
    expect(routes.map(([name]) => name).filter((name) => !(name in ROUTES))).toEqual([]);
  });

  it('refuses who is not signed in', async () => {
    await walk(visitor(test), (entry) => (entry.least === 'public' ? null : 'not_signed_in'));
  });

  it('hides everything from a stranger, and changes nothing for one', async () => {
    const stranger = await signUp(test, 'Stranger');
    const before = await home.owner.request('GET', '/api/v1/dashboard?range=1y');
    const bodies = await walk(stranger, (entry) =>
      entry.stranger === 'self' ? null : entry.stranger === 'own' ? 'own' : 'not_found',
    );
    expect(traces(bodies)).toEqual([]);
    const after = await home.owner.request('GET', '/api/v1/dashboard?range=1y');
    expect(after.body).toBe(before.body);
  });

  it.each(['viewer', 'editor'] as const)('keeps a %s to their role', async (role) => {
    const member = await joinAs(test, home.owner, role);
    const ranks = ['viewer', 'editor', 'owner'];
    await walk(member, ({ least }) =>
      ranks.indexOf(least) > ranks.indexOf(role) ? 'not_allowed' : null,
    );
  });

  it('keeps a token to its scope', async () => {
    for (const held of ['read', 'write'] as const) {
      const { token } = await home.owner.call('POST /auth/tokens', {
        body: { name: 'T', scope: held, expiresInDays: 1 },
      });
      const order = ['read', 'write', 'admin'];
      await walk(
        visitor(test),
        ({ least, scope }) => {
          if (least === 'public') return null;
          if (scope === null) return 'browser_only';
          return order.indexOf(scope) > order.indexOf(held) ? 'scope_missing' : null;
        },
        { authorization: `Bearer ${token}` },
      );
    }
  });

  it('hides everything from a token of another household, and lets no made-up token in', async () => {
    const stranger = await signUp(test, 'Stranger');
    const { token } = await stranger.call('POST /auth/tokens', {
      body: { name: 'T', scope: 'admin', expiresInDays: 1 },
    });
    const bodies = await walk(
      visitor(test),
      ({ least, scope, stranger: meets }) => {
        if (least === 'public' || meets === 'self') return null;
        if (scope === null) return 'browser_only';
        return meets === 'own' ? 'own' : 'not_found';
      },
      { authorization: `Bearer ${token}` },
    );
    expect(traces(bodies)).toEqual([]);
    await walk(visitor(test), ({ least }) => (least === 'public' ? null : 'not_signed_in'), {
      authorization: `Bearer ${token.slice(0, -1)}x`,
    });
  });
});

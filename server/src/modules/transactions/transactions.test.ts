import type { Transaction } from '@picture/contract';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Transactions', (build) => {
  let test: TestApp;
  let ana: Client;
  let account: string;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
    account = (await openChecking(ana)).id;
  });

  const record = (wish: {
    on?: string;
    payee?: string;
    amountMinor?: number;
    accountId?: string;
    memo?: string;
  }) =>
    ana.call('POST /transactions', {
      body: {
        accountId: wish.accountId ?? account,
        postedOn: wish.on ?? '2026-03-01',
        payee: wish.payee ?? 'Corner shop',
        amountMinor: wish.amountMinor ?? -1000,
        memo: wish.memo ?? null,
      },
    });
  const list = async (query: Record<string, unknown> = {}) =>
    (await ana.call('GET /transactions', { query: query as never })).items;
  const balance = async () =>
    (await ana.call('GET /accounts/:id', { params: { id: account } })).balance.amountMinor;
  const edit = (row: Transaction, body: object) =>
    ana.call('PATCH /transactions/:id', {
      params: { id: row.id },
      body: { version: row.version, ...body },
    });

  it('records, edits and deletes, and the balance follows to the cent', async () => {
    const row = await record({ amountMinor: -1234 });
    expect(await balance()).toBe(98_766);
    const edited = await edit(row, { amountMinor: -1235, postedOn: '2026-02-28' });
    expect(edited).toMatchObject({ postedOn: '2026-02-28', version: row.version + 1 });
    expect(await balance()).toBe(98_765);
    await ana.call('DELETE /transactions/:id', { params: { id: row.id } });
    expect(await balance()).toBe(100_000);
    await test.expectHealthy();
  });

  it('tells whoever edits an old version, and changes nothing', async () => {
    const row = await record({});
    await edit(row, { payee: 'First' });
    const refused = await ana.refusal('PATCH /transactions/:id', {
      params: { id: row.id },
      body: { version: row.version, payee: 'Second' },
    });
    expect(refused).toMatchObject({ code: 'stale_version', current: { payee: 'First' } });
  });

  it('lists by page without losing or doubling a row, in every order', async () => {
    const amounts = [-500, -500, 300, -700, 300, -100, -500];
    for (const [index, amountMinor] of amounts.entries()) {
      await record({ amountMinor, on: `2026-03-0${(index % 3) + 1}`, payee: `Shop ${index}` });
    }
    for (const sort of ['postedOn', 'amount'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const seen: Transaction[] = [];
        let cursor: string | undefined;
        do {
          const page = await ana.call('GET /transactions', {
            query: { sort, order, limit: 2, ...(cursor && { cursor }) },
          });
          seen.push(...page.items);
          cursor = page.nextCursor ?? undefined;
        } while (cursor);
        expect(new Set(seen.map((row) => row.id)).size).toBe(amounts.length);
        const keys = seen.map((row) => (sort === 'amount' ? row.amount.amountMinor : row.postedOn));
        const sorted = [...keys].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
        expect(keys).toEqual(order === 'asc' ? sorted : sorted.reverse());
      }
    }
  });

  it('filters by account, category with its children, day, amount, direction and words', async () => {
    const other = (await openChecking(ana, { name: 'Other' })).id;
    const coffee = await record({ payee: 'STARBUCKS 1234 SEATTLE WA', amountMinor: -575 });
    const bistro = await record({
      payee: 'Café Ñandú',
      amountMinor: -4000,
      on: '2026-04-01',
      memo: 'lunch with Eva',
    });
    const pay = await record({ payee: 'ACME PAYROLL', amountMinor: 200_000, accountId: other });
    const ids = async (query: object) => (await list(query as never)).map((row) => row.id).sort();
    const of = (...rows: Transaction[]) => rows.map((row) => row.id).sort();
    const food = await categoryId(ana, 'food_dining');
    await edit(bistro, { categoryId: await categoryId(ana, 'restaurants') });
    expect(await ids({ accountIds: other })).toEqual(of(pay));
    expect(await ids({ accountIds: `${account},${other}` })).toEqual(of(coffee, bistro, pay));
    expect(await ids({ categoryIds: food })).toEqual(of(coffee, bistro));
    expect(await ids({ from: '2026-03-02' })).toEqual(of(bistro));
    expect(await ids({ to: '2026-03-31', direction: 'out' })).toEqual(of(coffee));
    expect(await ids({ minMinor: -600, maxMinor: -500 })).toEqual(of(coffee));
    expect(await ids({ search: 'cafe nandu' })).toEqual(of(bistro));
    expect(await ids({ search: 'LUNCH eva' })).toEqual(of(bistro));
    expect(await ids({ search: '100%_nothing' })).toEqual([]);
    expect(await ids({ search: 'starb', sort: 'amount' })).toEqual(of(coffee));
  });

  it('categorises by the base model, then by what was chosen, then by a rule', async () => {
    const groceries = await categoryId(ana, 'groceries');
    const hobbies = await categoryId(ana, 'shopping');
    const first = await record({ payee: 'QWXZ TRDG 0042' });
    expect(first.categorySource).toBe('base');
    await edit(first, { categoryId: groceries });
    const second = await record({ payee: 'QWXZ TRDG 0077' });
    expect(second).toMatchObject({
      categoryId: groceries,
      categorySource: 'history',
      needsReview: false,
    });
    const { rule, changedTransactions } = await ana.call('POST /rules', {
      body: { contains: 'qwxz', categoryId: hobbies, applyToExisting: true },
    });
    expect(changedTransactions).toBe(1);
    const third = await record({ payee: 'Qwxz Trdg 9' });
    expect(third).toMatchObject({ categoryId: hobbies, categorySource: 'rule', confidence: 1 });
    const chosen = await ana.call('GET /transactions/:id', { params: { id: first.id } });
    expect(chosen.categoryId).toBe(groceries);
    await ana.call('DELETE /rules/:id', { params: { id: rule.id } });
    expect((await ana.call('GET /rules')).items).toEqual([]);
    await test.expectHealthy();
  });

  it('puts what nobody can be sure of up for review until somebody says', async () => {
    const row = await record({ payee: 'ZXQV 9921', amountMinor: -5000 });
    expect(row.needsReview).toBe(true);
    expect((await list({ needsReview: 'true' })).map((one) => one.id)).toEqual([row.id]);
    const { changed } = await ana.call('POST /transactions/bulk', {
      body: { ids: [row.id], change: { needsReview: false } },
    });
    expect(changed).toBe(1);
    expect(await list({ needsReview: 'true' })).toEqual([]);
    expect((await ana.call('GET /accounts')).items[0]?.reviewCount).toBe(0);
  });

  it('moves several at once to a category', async () => {
    const rows = [await record({}), await record({ payee: 'Other shop' })];
    const travel = await categoryId(ana, 'travel');
    await ana.call('POST /transactions/bulk', {
      body: { ids: rows.map((row) => row.id), change: { categoryId: travel } },
    });
    expect((await list()).every((row) => row.categoryId === travel)).toBe(true);
    await test.expectHealthy();
  });

  it('counts no lost update when fifty edits come at once', async () => {
    const row = await record({ amountMinor: -1 });
    const replies = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        ana.request('PATCH', `/api/v1/transactions/${row.id}`, {
          body: { version: row.version, amountMinor: -index - 2 },
        }),
      ),
    );
    expect(replies.filter((reply) => reply.statusCode === 200)).toHaveLength(1);
    expect(replies.filter((reply) => reply.statusCode === 409)).toHaveLength(49);
    await test.expectHealthy();
  });

  it('gives a stranger a plain 404 and changes nothing', async () => {
    const row = await record({});
    const bob = await signUp(test, 'Bob');
    const own = (await openChecking(bob)).id;
    const refusals = [
      await bob.refusal('GET /transactions/:id', { params: { id: row.id } }),
      await bob.refusal('DELETE /transactions/:id', { params: { id: row.id } }),
      await bob.refusal('PATCH /transactions/:id', {
        params: { id: row.id },
        body: { version: 1, payee: 'x' },
      }),
      await bob.refusal('POST /transactions', {
        body: { accountId: account, postedOn: '2026-03-01', payee: 'x', amountMinor: -1 },
      }),
      await bob.refusal('POST /transactions', {
        body: {
          accountId: own,
          postedOn: '2026-03-01',
          payee: 'x',
          amountMinor: -1,
          categoryId: row.categoryId,
        },
      }),
    ];
    const bulk = await bob.refusal('POST /transactions/bulk', {
      body: { ids: [row.id], change: { needsReview: false } },
    });
    expect([...refusals, bulk].map((one) => one.status)).toEqual([404, 404, 404, 404, 404, 404]);
    expect(await list()).toHaveLength(1);
  });

  it('refuses bodies with keys it does not know, and amounts past what is exact', async () => {
    const body = { accountId: account, postedOn: '2026-02-30', payee: 'x', amountMinor: 1 };
    expect((await ana.refusal('POST /transactions', { body })).title).toContain('postedOn');
    const huge = { ...body, postedOn: '2026-02-28', amountMinor: 1e16 };
    expect((await ana.refusal('POST /transactions', { body: huge })).code).toBe('invalid_request');
    const extra = { ...body, postedOn: '2026-02-28', householdId: 'x' };
    expect((await ana.refusal('POST /transactions', { body: extra })).code).toBe('invalid_request');
  });
});

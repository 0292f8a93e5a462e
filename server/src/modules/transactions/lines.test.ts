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

describeOnEachEngine('Splits, tags and notes', (build) => {
  let test: TestApp;
  let ana: Client;
  let account: string;
  let market: Transaction;
  let pets: string;
  let food: string;
  let today: string;

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
    [pets, food] = [await categoryId(ana, 'pets'), await categoryId(ana, 'groceries')];
    today = (await ana.call('GET /session')).today;
    market = await record('Market', -10_000);
  });

  const record = (payee: string, amountMinor: number) =>
    ana.call('POST /transactions', {
      body: { accountId: account, postedOn: today, payee, amountMinor, categoryId: food },
    });
  const list = async (query: object = {}) =>
    (await ana.call('GET /transactions', { query: { limit: 200, ...query } })).items;
  const split = (lines: object[], version = market.version, client = ana) =>
    client.call('PUT /transactions/:id/split', {
      params: { id: market.id },
      body: { version, lines: lines as { amountMinor: number }[] },
    });
  const spentOn = async () => (await ana.call('GET /dashboard')).spending;

  it('splits into lines that count by their own categories and keep the balance', async () => {
    const before = (await ana.call('GET /accounts')).items[0]?.balance;
    const { items } = await split([
      { amountMinor: -7_001, note: 'Food' },
      { amountMinor: -2_999, categoryId: pets, note: 'Cat' },
    ]);
    expect(items.map((row) => [row.amount.amountMinor, row.categoryId, row.note])).toEqual([
      [-7_001, food, 'Food'],
      [-2_999, pets, 'Cat'],
    ]);
    expect(items[0]?.id).toBe(market.id);
    expect(items[1]?.split).toEqual({
      id: items[0]?.split?.id,
      lines: 2,
      total: { amountMinor: -10_000, currency: 'USD' },
    });
    expect((await list({ categoryIds: pets })).map((row) => row.id)).toEqual([items[1]?.id]);
    expect((await list({ search: 'cat' })).map((row) => row.id)).toEqual([items[1]?.id]);
    expect((await ana.call('GET /accounts')).items[0]?.balance).toEqual(before);
    await test.expectHealthy();
  });

  it('changes what the lines share on all of them, and refuses to change one amount alone', async () => {
    const { items } = await split([{ amountMinor: -6_000 }, { amountMinor: -4_000 }]);
    const [, second] = items;
    const patch = (body: object) => ({
      params: { id: second?.id ?? '' },
      body: { version: second?.version ?? 0, ...body },
    });
    const refused = await ana.refusal('PATCH /transactions/:id', patch({ amountMinor: -1 }));
    expect(refused.code).toBe('split_amount');
    await ana.call(
      'PATCH /transactions/:id',
      patch({ postedOn: '2026-03-09', payee: 'Fair', categoryId: pets }),
    );
    expect((await list()).map((row) => [row.postedOn, row.payee, row.categoryId])).toEqual(
      expect.arrayContaining([
        ['2026-03-09', 'Fair', food],
        ['2026-03-09', 'Fair', pets],
      ]),
    );
    await test.expectHealthy();
  });

  it('refuses lines that do not add up, from an old version, or of another split', async () => {
    const codes = [
      await ana.refusal('PUT /transactions/:id/split', {
        params: { id: market.id },
        body: { version: market.version, lines: [{ amountMinor: -1 }, { amountMinor: -2 }] },
      }),
      await ana.refusal('PUT /transactions/:id/split', {
        params: { id: market.id },
        body: { version: 7, lines: [{ amountMinor: -1 }, { amountMinor: -9_999 }] },
      }),
      await ana.refusal('PUT /transactions/:id/split', {
        params: { id: market.id },
        body: {
          version: market.version,
          lines: [
            { amountMinor: -1 },
            { amountMinor: -9_999, transactionId: (await record('Other', -9_999)).id },
          ],
        },
      }),
    ].map((refusal) => refusal.code);
    expect(codes).toEqual(['split_sum_differs', 'stale_version', 'invalid_request']);
    expect(await list()).toHaveLength(2);
  });

  it('keeps a line that is linked as a transfer, and deletes all lines together', async () => {
    const { items } = await split([{ amountMinor: -6_000 }, { amountMinor: -4_000 }]);
    const savings = await openChecking(ana, { name: 'Savings' });
    const arrived = await ana.call('POST /transactions', {
      body: { accountId: savings.id, postedOn: '2026-03-01', payee: 'In', amountMinor: 4_000 },
    });
    const line = items[1]?.id ?? '';
    await ana.call('POST /transfers', { body: { transactionIds: [line, arrived.id] } });
    const joined = await ana.refusal('DELETE /splits/:id', {
      params: { id: items[0]?.split?.id ?? '' },
    });
    expect(joined.code).toBe('split_linked');
    await ana.call('DELETE /transactions/:id', { params: { id: market.id } });
    expect((await list()).map((row) => [row.id, row.transfer])).toEqual([[arrived.id, null]]);
    await test.expectHealthy();
  });

  it('changes many at once in one step and counts what is hidden in balances only', async () => {
    const other = await record('Other', -500);
    const { id: trip } = await ana.call('POST /tags', { body: { name: 'Trip' } });
    const ids = [market.id, other.id];
    const { changed } = await ana.call('POST /transactions/bulk', {
      body: { ids, change: { addTagIds: [trip], note: 'Together', isHidden: true } },
    });
    expect(changed).toBe(2);
    expect((await list()).map((row) => [row.tagIds, row.note, row.isHidden])).toEqual([
      [[trip], 'Together', true],
      [[trip], 'Together', true],
    ]);
    expect((await ana.call('GET /tags')).items[0]?.transactions).toBe(2);
    const hidden = await spentOn();
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await spentOn()).not.toEqual(hidden);
    expect((await list()).every((row) => row.tagIds.length === 0 && !row.isHidden)).toBe(true);
    await test.expectHealthy();
  });

  it('gives tags one name each, merges them, and keeps who may not see a row from counting it', async () => {
    const one = await ana.call('POST /tags', { body: { name: 'Viaje' } });
    const taken = await ana.refusal('POST /tags', { body: { name: ' viajé ' } });
    expect(taken.code).toBe('tag_name_taken');
    const two = await ana.call('POST /tags', { body: { name: 'Holiday' } });
    await ana.call('PATCH /transactions/:id', {
      params: { id: market.id },
      body: { version: market.version, tagIds: [one.id, two.id] },
    });
    const merged = await ana.call('POST /tags/:id/merge', {
      params: { id: one.id },
      body: { into: two.id },
    });
    expect(merged).toMatchObject({ name: 'Holiday', transactions: 1 });
    expect((await list())[0]?.tagIds).toEqual([two.id]);
    await ana.call('DELETE /tags/:id', { params: { id: two.id } });
    expect((await list())[0]?.tagIds).toEqual([]);
    await test.expectHealthy();
  });
});

import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Rules', (build) => {
  let test: TestApp;
  let ana: Client;
  let account: string;
  let pets: string;
  let food: string;

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
  });

  const record = (payee: string, amountMinor: number, postedOn = '2026-03-01') =>
    ana.call('POST /transactions', { body: { accountId: account, postedOn, payee, amountMinor } });
  const rows = async () =>
    (await ana.call('GET /transactions', { query: { limit: 100, order: 'asc' } })).items;

  it('previews what it would change, changes just that, and takes it back', async () => {
    await record('Zyxomma small', -500);
    await record('Zyxomma large', -50_000);
    const { id: tag } = await ana.call('POST /tags', { body: { name: 'Big' } });
    const wish = {
      contains: 'zyxomma',
      minMinor: 10_000,
      categoryId: pets,
      payee: 'Zyxomma & Co',
      note: 'By rule',
      addTagIds: [tag],
      isHidden: true,
    };
    const seen = await ana.call('POST /rules/preview', { body: wish });
    expect(seen).toMatchObject({
      changing: 1,
      sums: [{ currency: 'USD', transactions: 1, outMinor: -50_000 }],
      examples: [{ payee: 'Zyxomma large', categoryId: expect.not.stringMatching(pets) }],
    });
    const before = await rows();
    const { changedTransactions } = await ana.call('POST /rules', {
      body: { ...wish, applyToExisting: true },
    });
    expect(changedTransactions).toBe(1);
    expect((await rows())[1]).toMatchObject({
      payee: 'Zyxomma & Co',
      note: 'By rule',
      tagIds: [tag],
      isHidden: true,
      categoryId: pets,
      categorySource: 'rule',
    });
    expect((await ana.call('POST /rules/preview', { body: wish })).changing).toBe(0);
    await ana.call('POST /ledger/undo', { body: {} });
    const same = ({ version: _version, ...row }: (typeof before)[number]) => row;
    expect((await rows()).map(same)).toEqual(before.map(same));
    await test.expectHealthy();
  });

  it('splits by shares to the cent, and leaves alone what a person decided', async () => {
    const row = await record('Zyxomma', -1_001);
    const chosen = await record('Zyxomma', -700);
    await ana.call('PATCH /transactions/:id', {
      params: { id: chosen.id },
      body: { version: chosen.version, categoryId: food },
    });
    await ana.call('POST /rules', {
      body: { contains: 'zyxomma', categoryId: pets, maxMinor: 800, applyToExisting: true },
    });
    expect((await rows()).find((one) => one.id === chosen.id)?.categoryId).toBe(food);
    await ana.call('POST /rules', {
      body: {
        contains: 'zyxomma',
        minMinor: 1_000,
        split: [
          { percent: 50, categoryId: food },
          { percent: 50, categoryId: pets, note: 'Half' },
        ],
        applyToExisting: true,
      },
    });
    const lines = (await rows()).filter((one) => one.split !== null);
    expect(lines.map((one) => [one.amount.amountMinor, one.categoryId, one.note])).toEqual([
      [-501, food, null],
      [-500, pets, 'Half'],
    ]);
    expect(lines.map((one) => one.id)).toContain(row.id);
    await test.expectHealthy();
  });

  it('is followed by an import: the category at once, the rest as a step of its own', async () => {
    await ana.call('POST /rules', {
      body: { contains: 'zyx', fromDay: 10, toDay: 20, categoryId: pets, note: 'Mid-month' },
    });
    const file = await ana.upload(
      'Date,Payee,Amount\n2026-02-15,Zyx,-1.00\n2026-02-25,Zyx,-2.00\n',
      { accountId: account },
    );
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    const told = async () =>
      (await rows()).map((row) => [row.postedOn, row.note, row.categoryId === pets]);
    await expect.poll(told, { timeout: 10_000 }).toEqual([
      ['2026-02-15', 'Mid-month', true],
      ['2026-02-25', null, false],
    ]);
  });

  it('is ordered, turned off, and changed', async () => {
    const make = async (contains: string) =>
      (await ana.call('POST /rules', { body: { contains, categoryId: pets } })).rule;
    const [first, second] = [await make('aaaa'), await make('bbbb')];
    const ids = [first.id, second.id];
    const { items } = await ana.call('PUT /rules/order', { body: { ids } });
    expect(items.map((one) => one.id)).toEqual(ids);
    const { rule } = await ana.call('PUT /rules/:id', {
      params: { id: first.id },
      body: { contains: 'zyx', categoryId: pets, isActive: false },
    });
    expect(rule).toMatchObject({ contains: 'zyx', isActive: false });
    expect((await record('Zyx', -100)).categorySource).not.toBe('rule');
    const leo = await joinAs(test, ana, 'viewer');
    expect((await leo.call('GET /rules')).items).toHaveLength(2);
    const refused = await leo.refusal('PUT /rules/order', { body: { ids } });
    expect(refused.code).toBe('not_allowed');
  });

  it('refuses a rule that does not say enough', async () => {
    const shares = [60, 30].map((percent) => ({ percent, categoryId: food }));
    for (const body of [
      { categoryId: food, contains: 'x' },
      { contains: 'words' },
      { contains: 'words', split: shares },
    ]) {
      expect((await ana.refusal('POST /rules', { body })).code).toBe('invalid_request');
    }
  });

  it('is offered once a person chose the same category twice for a merchant', async () => {
    const offer = async (transactionId: string) =>
      (await ana.call('GET /rule-offer', { query: { transactionId } })).offer;
    const choose = async (payee: string) => {
      const { id, version } = await record(payee, -500);
      await ana.call('PATCH /transactions/:id', {
        params: { id },
        body: { version, categoryId: pets },
      });
      return id;
    };
    expect(await offer(await choose('Qwxz shop'))).toBeNull();
    const second = await choose('Qwxz shop');
    expect(await offer(second)).toEqual({ contains: 'Qwxz shop', categoryId: pets });
    await ana.call('POST /rules', { body: { contains: 'qwxz', categoryId: pets } });
    expect(await offer(second)).toBeNull();
  });
});

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

describeOnEachEngine('Transfers and categories', (build) => {
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
  const _balance = async () =>
    (await ana.call('GET /accounts/:id', { params: { id: account } })).balance.amountMinor;
  const edit = (row: Transaction, body: object) =>
    ana.call('PATCH /transactions/:id', {
      params: { id: row.id },
      body: { version: row.version, ...body },
    });

  it('links both sides of a transfer, which is then no spending, and unlinks them', async () => {
    const card = await openChecking(ana, {
      name: 'Card',
      kind: 'credit_card',
      openingBalanceMinor: -5000,
    });
    const out = await record({ payee: 'CARD PAYMENT', amountMinor: -5000, on: '2026-11-02' });
    const back = await record({
      payee: 'THANK YOU',
      amountMinor: 5000,
      on: '2026-11-04',
      accountId: card.id,
    });
    const found = await ana.call('GET /transactions/:id/transfer-candidates', {
      params: { id: out.id },
    });
    expect(found.items.map((row) => row.id)).toEqual([back.id]);
    const { items } = await ana.call('POST /transfers', {
      body: { transactionIds: [out.id, back.id] },
    });
    expect(items[0]?.transfer).toMatchObject({ transactionId: back.id, accountId: card.id });
    expect(items[0]?.categoryId).toBe(await categoryId(ana, 'credit_card_payment'));
    const refused = await ana.refusal('PATCH /transactions/:id', {
      params: { id: out.id },
      body: { version: items[0]?.version ?? 0, amountMinor: -4000 },
    });
    expect(refused.code).toBe('transfer_already_linked');
    const dashboard = await ana.call('GET /dashboard');
    expect(dashboard.cashFlow.at(-1)).toMatchObject({ incomeMinor: 0, spendingMinor: 0 });
    const id = items[0]?.transfer?.id ?? '';
    const unlinked = await ana.call('DELETE /transfers/:id', { params: { id } });
    expect(unlinked.items.every((row) => row.transfer === null)).toBe(true);
    await test.expectHealthy();
  });

  it('refuses transfers that are none', async () => {
    const other = (await openChecking(ana, { name: 'Other' })).id;
    const link = async (a: Transaction, b: Transaction) =>
      (await ana.refusal('POST /transfers', { body: { transactionIds: [a.id, b.id] } })).code;
    const out = await record({ amountMinor: -100 });
    expect(await link(out, await record({ amountMinor: 100 }))).toBe('transfer_same_account');
    expect(await link(out, await record({ amountMinor: 90, accountId: other }))).toBe(
      'transfer_amounts_differ',
    );
    expect(await link(out, await record({ amountMinor: -100, accountId: other }))).toBe(
      'transfer_same_direction',
    );
  });

  it('changes what a category counts as, and deletes one into another', async () => {
    const club = await ana.call('POST /categories', { body: { name: 'Chess club' } });
    const row = await record({ amountMinor: -2500, on: '2026-11-05' });
    await edit(row, { categoryId: club.id });
    await ana.call('PATCH /categories/:id', {
      params: { id: club.id },
      body: { type: 'transfer' },
    });
    await test.expectHealthy();
    const fun = await categoryId(ana, 'entertainment');
    const { movedTransactions } = await ana.call('DELETE /categories/:id', {
      params: { id: club.id },
      query: { moveTo: fun },
    });
    expect(movedTransactions).toBe(1);
    expect((await list())[0]?.categoryId).toBe(fun);
    await test.expectHealthy();
  });

  it('keeps two levels and the categories the product needs', async () => {
    const group = await categoryId(ana, 'travel');
    const child = await categoryId(ana, 'hotel');
    const nested = await ana.refusal('POST /categories', {
      body: { name: 'Third', parentId: child },
    });
    expect(nested.code).toBe('category_nesting');
    const moved = await ana.refusal('PATCH /categories/:id', {
      params: { id: group },
      body: { parentId: child },
    });
    expect(moved.code).toBe('category_nesting');
    const kept = await ana.refusal('DELETE /categories/:id', {
      params: { id: await categoryId(ana, 'uncategorized') },
      query: { moveTo: group },
    });
    expect(kept.code).toBe('category_protected');
  });

  it('shows default names in the reader’s language until one is renamed', async () => {
    const id = await categoryId(ana, 'groceries');
    await ana.call('PATCH /settings', { body: { language: 'es' } });
    const name = async () =>
      (await ana.call('GET /categories')).items.find((one) => one.id === id)?.name;
    expect(await name()).not.toBe('Groceries');
    await ana.call('PATCH /categories/:id', { params: { id }, body: { name: 'Compra' } });
    await ana.call('PATCH /settings', { body: { language: 'en' } });
    expect(await name()).toBe('Compra');
  });
});

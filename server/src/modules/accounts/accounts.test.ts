import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Accounts', (build) => {
  let test: TestApp;
  let ana: Client;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
  });

  const record = (accountId: string, postedOn: string, amountMinor: number) =>
    ana.call('POST /transactions', {
      body: { accountId, postedOn, payee: 'Corner shop', amountMinor },
    });
  const balances = async (id: string) =>
    (await ana.call('GET /accounts/:id/balances', { params: { id }, query: {} })).items;

  it('opens an account of every kind, with its class and terms', async () => {
    const card = await openChecking(ana, {
      name: 'Card',
      kind: 'credit_card',
      openingBalanceMinor: -25_000,
      creditLimitMinor: 500_000,
      interestRate: '19.99',
      minimumPaymentMinor: 2500,
    });
    expect(card).toMatchObject({
      class: 'liability',
      balance: { amountMinor: -25_000, currency: 'USD' },
      creditLimitMinor: 500_000,
      interestRate: '19.99',
    });
    const yen = await openChecking(ana, {
      currency: 'JPY',
      kind: 'savings',
      openingBalanceMinor: 5000,
    });
    expect(yen.balance).toEqual({ amountMinor: 5000, currency: 'JPY' });
  });

  it('refuses terms a kind does not have, and currencies that do not exist', async () => {
    const body = { name: 'Wallet', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' } as const;
    expect(
      (await ana.refusal('POST /accounts', { body: { ...body, creditLimitMinor: 1 } })).code,
    ).toBe('invalid_request');
    const refused = await ana.refusal('POST /accounts', { body: { ...body, currency: 'XYZ' } });
    expect(refused.title).toContain('ISO 4217');
  });

  it('keeps the balance of every day, also when an older transaction comes later', async () => {
    const { id } = await openChecking(ana);
    await record(id, '2026-02-10', -3000);
    await record(id, '2026-02-01', -1000);
    expect(await balances(id)).toEqual([
      { on: '2026-01-01', balanceMinor: 100_000 },
      { on: '2026-02-01', balanceMinor: 99_000 },
      { on: '2026-02-10', balanceMinor: 96_000 },
    ]);
  });

  it('lets older transactions explain the opening balance and not change it', async () => {
    const { id } = await openChecking(ana);
    await record(id, '2025-12-20', -2000);
    expect(await balances(id)).toEqual([
      { on: '2025-12-20', balanceMinor: 100_000 },
      { on: '2026-01-01', balanceMinor: 100_000 },
    ]);
  });

  it('moves the opening day and balance, with all transactions kept', async () => {
    const { id, version } = await openChecking(ana);
    await record(id, '2026-03-01', -5000);
    await record(id, '2025-11-11', 700);
    const { version: newest } = await ana.call('GET /accounts/:id', { params: { id } });
    const edited = await ana.call('PATCH /accounts/:id', {
      params: { id },
      body: { version: newest, openedOn: '2026-04-01', openingBalanceMinor: 200_000 },
    });
    expect(newest).toBeGreaterThan(version);
    expect(edited.balance.amountMinor).toBe(200_000);
    await test.expectHealthy();
  });

  it('refuses an edit made from an old version and shows the present one', async () => {
    const { id, version } = await openChecking(ana);
    await ana.call('PATCH /accounts/:id', { params: { id }, body: { version, name: 'First' } });
    const refused = await ana.refusal('PATCH /accounts/:id', {
      params: { id },
      body: { version, name: 'Second' },
    });
    expect(refused.code).toBe('stale_version');
    expect(refused.current).toMatchObject({ name: 'First' });
  });

  it('holds a told value whatever is added before it', async () => {
    const house = await openChecking(ana, {
      kind: 'property',
      name: 'House',
      openingBalanceMinor: 0,
    });
    const set = (on: string, valueMinor: number) =>
      ana.call('PUT /accounts/:id/values/:on', {
        params: { id: house.id, on },
        body: { valueMinor },
      });
    await set('2026-03-01', 40_000_000);
    await set('2026-06-01', 41_000_000);
    await record(house.id, '2026-02-01', 1_000_000);
    await set('2026-03-01', 39_000_000);
    const days = await balances(house.id);
    expect(days.find((day) => day.on === '2026-03-01')?.balanceMinor).toBe(39_000_000);
    expect(days.find((day) => day.on === '2026-06-01')?.balanceMinor).toBe(41_000_000);
    await test.expectHealthy();
  });

  it('tells no value for an account that only moves', async () => {
    const { id } = await openChecking(ana);
    const refused = await ana.refusal('PUT /accounts/:id/values/:on', {
      params: { id, on: '2026-03-01' },
      body: { valueMinor: 5 },
    });
    expect(refused.code).toBe('account_kind_not_valued');
  });

  it('closes, refuses new transactions, and reopens', async () => {
    const { id } = await openChecking(ana);
    await ana.call('POST /accounts/:id/close', {
      params: { id },
      body: { closedOn: '2026-05-01' },
    });
    const refused = await ana.refusal('POST /transactions', {
      body: { accountId: id, postedOn: '2026-05-02', payee: 'x', amountMinor: -1 },
    });
    expect(refused.code).toBe('account_closed');
    await ana.call('POST /accounts/:id/reopen', { params: { id } });
    await record(id, '2026-05-02', -1);
  });

  it('deletes an account with everything on it and says how much', async () => {
    const kept = await openChecking(ana, { name: 'Kept' });
    const gone = await openChecking(ana, { name: 'Gone' });
    const out = await record(kept.id, '2026-02-01', -500);
    const back = await record(gone.id, '2026-02-02', 500);
    await ana.call('POST /transfers', { body: { transactionIds: [out.id, back.id] } });
    const { deletedTransactions } = await ana.call('DELETE /accounts/:id', {
      params: { id: gone.id },
    });
    expect(deletedTransactions).toBe(1);
    const left = await ana.call('GET /transactions/:id', { params: { id: out.id } });
    expect(left.transfer).toBeNull();
    await test.expectHealthy();
  });

  it('puts accounts in the order told', async () => {
    const first = await openChecking(ana, { name: 'A' });
    const second = await openChecking(ana, { name: 'B' });
    await ana.call('PUT /accounts/order', { body: { ids: [second.id, first.id] } });
    const { items } = await ana.call('GET /accounts');
    expect(items.map((one) => one.name)).toEqual(['B', 'A']);
  });

  it('converts by the typed rate of the day, and leaves out what has none', async () => {
    await openChecking(ana, { name: 'Euros', currency: 'EUR', openingBalanceMinor: 10_000 });
    const before = await ana.call('GET /accounts');
    expect(before.missingRates).toEqual(['EUR']);
    expect(before.items[0]?.homeBalance).toBeNull();
    await ana.call('PUT /exchange-rates/:currency/:on', {
      params: { currency: 'EUR', on: '2026-01-01' },
      body: { rate: '1.0842' },
    });
    const after = await ana.call('GET /accounts');
    expect(after.items[0]?.homeBalance).toEqual({ amountMinor: 10_842, currency: 'USD' });
    const { deleted } = await ana.call('DELETE /exchange-rates/:currency/:on', {
      params: { currency: 'EUR', on: '2026-01-01' },
    });
    expect(deleted).toBe(true);
  });

  it('does a creating request once for one key, and refuses the key for another request', async () => {
    const body = { name: 'Once', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' } as const;
    const headers = { 'idempotency-key': 'a-key' };
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => ana.request('POST', '/api/v1/accounts', { body, headers })),
    );
    const again = await ana.call('POST /accounts', { body, headers });
    const made = replies.filter((one) => one.statusCode === 201).map((one) => one.json().id);
    expect(new Set([...made, again.id]).size).toBe(1);
    expect((await ana.call('GET /accounts')).items).toHaveLength(1);
    const refused = await ana.refusal('POST /accounts', {
      body: { ...body, name: 'Other' },
      headers,
    });
    expect(refused.code).toBe('idempotency_mismatch');
  });

  it('gives no other household anything to see or change', async () => {
    const { id, version } = await openChecking(ana);
    const bob = await signUp(test, 'Bob');
    expect((await bob.refusal('GET /accounts/:id', { params: { id } })).status).toBe(404);
    const edit = { params: { id }, body: { version, name: 'Mine' } };
    expect((await bob.refusal('PATCH /accounts/:id', edit)).status).toBe(404);
    expect((await bob.refusal('DELETE /accounts/:id', { params: { id } })).status).toBe(404);
    expect((await bob.call('GET /accounts')).items).toEqual([]);
  });
});

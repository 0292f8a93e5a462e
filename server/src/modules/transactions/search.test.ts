import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Search', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;

  /** Payee, amount, day, note, currency's account; each row is found by its payee. */
  const ROWS = [
    ['Café Azul', -450, '2025-03-02', 'with Leo'],
    ['Market Hall', -8_020, '2025-03-15', null],
    ['Café Verde', -1_000, '2025-04-01', null],
    ['Employer', 250_000, '2025-04-25', 'azul bonus'],
    ['Market Hall', -1_999, '2026-01-03', null],
  ] as const;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    checking = (await openChecking(ana, { name: 'Main checking' })).id;
    const yen = await openChecking(ana, { name: 'Tokyo', currency: 'JPY' });
    const food = await categoryId(ana, 'groceries');
    const { id: tag } = await ana.call('POST /tags', { body: { name: 'Trip' } });
    for (const [payee, amountMinor, postedOn, note] of ROWS) {
      await ana.call('POST /transactions', {
        body: {
          accountId: checking,
          postedOn,
          payee,
          note,
          amountMinor,
          ...(payee === 'Market Hall' && { categoryId: food }),
          tagIds: payee === 'Café Azul' ? [tag] : [],
        },
      });
    }
    await ana.call('POST /transactions', {
      body: { accountId: yen.id, postedOn: '2025-05-01', payee: 'Ramen', amountMinor: -80 },
    });
  });
  afterAll(async () => {
    await test.close();
  });

  const found = async (search: string, client = ana) =>
    (await client.call('GET /transactions', { query: { search, limit: 100 } })).items
      .map((row) => `${row.payee} ${row.amount.amountMinor}`)
      .sort();

  it.each([
    ['cafe', ['Café Azul -450', 'Café Verde -1000']],
    ['azul', ['Café Azul -450', 'Employer 250000']],
    ['payee:azul', ['Café Azul -450']],
    ['note:AZUL', ['Employer 250000']],
    ['cafe -azul', ['Café Verde -1000']],
    ['cafe -payee:azul', ['Café Verde -1000']],
    ['"market hall" amount:>50', ['Market Hall -8020']],
    ['amount:80.20', ['Market Hall -8020']],
    ['amount:80', ['Ramen -80']],
    ['amount:<=10 -is:in', ['Café Azul -450', 'Café Verde -1000']],
    ['amount:>+100', ['Employer 250000']],
    ['category:groceries date:2025', ['Market Hall -8020']],
    ['categoría:"food & dining" is:out amount:>50', ['Market Hall -8020', 'Ramen -80']],
    ['account:tok', ['Ramen -80']],
    ['account:nowhere', []],
    ['tag:trip', ['Café Azul -450']],
    ['has:note -tag:trip', ['Employer 250000']],
    ['date:2025-03', ['Café Azul -450', 'Market Hall -8020']],
    ['date:>2025-04', ['Market Hall -1999', 'Ramen -80']],
    ['date:2025-04-01..2025-04-25 is:in', ['Employer 250000']],
    ['is:split', []],
  ])('finds %s', async (search, rows) => {
    expect(await found(search)).toEqual(rows);
  });

  it('finds the lines of splits, transfers and hidden rows by what they are', async () => {
    const [row] = (await ana.call('GET /transactions', { query: { search: 'verde' } })).items;
    if (!row) throw new Error('no row');
    await ana.call('PUT /transactions/:id/split', {
      params: { id: row.id },
      body: { version: row.version, lines: [{ amountMinor: -1 }, { amountMinor: -999 }] },
    });
    expect(await found('is:split')).toEqual(['Café Verde -1', 'Café Verde -999']);
    await ana.call('POST /transactions/bulk', {
      body: { ids: [row.id], change: { isHidden: true } },
    });
    expect(await found('is:hidden')).toEqual(['Café Verde -1']);
    expect(await found('is:split -is:hidden')).toEqual(['Café Verde -999']);
    await ana.call('POST /ledger/undo', { body: {} });
    await ana.call('POST /ledger/undo', { body: {} });
  });

  it('tells what the result adds up to, and changes all of it or none', async () => {
    const filter = { search: 'market' };
    const { sums } = await ana.call('GET /transactions/totals', { query: filter });
    expect(sums).toEqual([{ currency: 'USD', transactions: 2, inMinor: 0, outMinor: -10_019 }]);
    const change = { note: 'Weekly' };
    const refused = await ana.refusal('POST /transactions/bulk', {
      body: { matching: { filter, count: 3 }, change },
    });
    expect([refused.code, refused.params]).toEqual(['count_changed', { count: 2 }]);
    const { changed } = await ana.call('POST /transactions/bulk', {
      body: { matching: { filter, count: 2 }, change },
    });
    expect(changed).toBe(2);
    expect(await found('note:weekly')).toEqual(['Market Hall -1999', 'Market Hall -8020']);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await found('note:weekly')).toEqual([]);
  });

  it('counts told values with the rest, and leaves them as they are told', async () => {
    const house = await openChecking(ana, { kind: 'property', name: 'House' });
    await ana.call('PUT /accounts/:id/values/:on', {
      params: { id: house.id, on: '2026-03-05' },
      body: { valueMinor: 5_000_000 },
    });
    const filter = { accountIds: house.id };
    const { sums } = await ana.call('GET /transactions/totals', { query: filter });
    const { changed } = await ana.call('POST /transactions/bulk', {
      body: {
        matching: { filter, count: sums[0]?.transactions ?? 0 },
        change: { isHidden: true },
      },
    });
    expect([sums[0]?.transactions, changed]).toEqual([1, 0]);
  });

  it('says where a search is not understood', async () => {
    const refused = await ana.refusal('GET /transactions', { query: { search: 'x amount:abc' } });
    expect(refused).toMatchObject({
      code: 'search_unclear',
      params: { part: 'amount:abc', at: 3, reason: 'amount' },
    });
  });

  it('keeps a person’s searches under their names, for them alone', async () => {
    const save = (name: string, search: string) =>
      ana.call('POST /saved-searches', { body: { name, search } });
    const coffee = await save('Coffee', 'cafe is:out');
    const big = await save('Big', 'amount:>1000');
    const unclear = await ana.refusal('POST /saved-searches', {
      body: { name: 'Bad', search: 'date:13' },
    });
    expect(unclear.code).toBe('search_unclear');
    await ana.call('PATCH /saved-searches/:id', {
      params: { id: big.id },
      body: { name: 'Large' },
    });
    const { items } = await ana.call('PUT /saved-searches/order', {
      body: { ids: [big.id, coffee.id] },
    });
    expect(items.map((one) => one.name)).toEqual(['Large', 'Coffee']);
    const leo = await joinAs(test, ana, 'viewer');
    expect((await leo.call('GET /saved-searches')).items).toEqual([]);
    await leo.refusal('DELETE /saved-searches/:id', { params: { id: big.id } });
    await ana.call('DELETE /saved-searches/:id', { params: { id: big.id } });
    expect((await ana.call('GET /saved-searches')).items).toEqual([coffee]);
  });

  it('finds and sums nothing of accounts that are private to somebody else', async () => {
    const secret = await openChecking(ana, { name: 'Secret', isPrivate: true });
    await ana.call('POST /transactions', {
      body: { accountId: secret.id, postedOn: '2025-03-03', payee: 'Café Oculto', amountMinor: -1 },
    });
    const leo = await joinAs(test, ana, 'editor');
    expect(await found('cafe')).toContain('Café Oculto -1');
    expect(await found('cafe', leo)).toEqual(['Café Azul -450', 'Café Verde -1000']);
    expect(await found('account:secret', leo)).toEqual([]);
    const { sums } = await leo.call('GET /transactions/totals', { query: { search: 'cafe' } });
    expect(sums[0]?.outMinor).toBe(-1_450);
  });
});

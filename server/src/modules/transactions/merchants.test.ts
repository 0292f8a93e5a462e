import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const file = (...rows: string[]) => `Date,Description,Amount\n${rows.join('\n')}\n`;

describeOnEachEngine('Merchants', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
    await bring(
      file(
        '2026-02-01,SQ *ZORVEX GRILL 0421 OAKLAND CA,-4.75',
        '2026-02-03,ZORVEX GRL ONLINE,-9.00',
        '2026-02-04,KELPO MARKET,-12.00',
      ),
    );
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  const bring = async (content: string) => {
    const { id } = await ana.upload(content, { name: 'statement.csv', accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const rows = async () => (await ana.call('GET /transactions', { query: {} })).items;
  const list = async (query = {}) => ana.call('GET /merchants', { query });

  it('are listed with how often, and found by a part of the name', async () => {
    const { items, total } = await list();
    expect(total).toBe(3);
    expect(items.map(({ transactions }) => transactions)).toEqual([1, 1, 1]);
    expect((await list({ search: 'kelpo' })).items).toEqual([
      { name: 'Kelpo Market', transactions: 1, lastOn: '2026-02-04' },
    ]);
  });

  it('two become one, in what is there and in what comes, with the bank’s words kept', async () => {
    const names = (await list({ search: 'zorvex' })).items.map(({ name }) => name);
    expect(names).toHaveLength(2);
    const body = { names, to: 'Zorvex Grill House' };
    expect(await ana.call('POST /merchants/rename', { body })).toEqual({ changed: 2 });
    await bring(
      file(
        '2026-03-01,SQ *ZORVEX GRILL 0777 BERKELEY CA,-5.25',
        '2026-03-02,ZORVEX GRL ONLINE,-3.00',
      ),
    );
    const [latest, before] = await rows();
    expect([latest?.payee, before?.payee]).toEqual(['Zorvex Grill House', 'Zorvex Grill House']);
    expect(before?.originalPayee).toBe('SQ *ZORVEX GRILL 0777 BERKELEY CA');
    expect((await list({ search: 'zorvex' })).items).toEqual([
      { name: 'Zorvex Grill House', transactions: 4, lastOn: '2026-03-02' },
    ]);
  });

  it('taken back, the old names are there again and later files have none of it', async () => {
    const kelpo = { names: ['Kelpo Market'], to: 'Corner shop' };
    await ana.call('POST /merchants/rename', { body: kelpo });
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await list({ search: 'kelpo' })).total).toBe(1);
    await bring(file('2026-03-05,KELPO MARKET,-7.00'));
    expect((await list({ search: 'kelpo' })).items[0]?.transactions).toBe(2);
  });

  it('leaves out names that only transfers have', async () => {
    const savings = await openChecking(ana, { name: 'Savings' });
    const record = async (payee: string, amountMinor: number, to = accountId, category = '') =>
      (
        await ana.call('POST /transactions', {
          body: {
            accountId: to,
            postedOn: '2026-04-02',
            payee,
            amountMinor,
            ...(category && { categoryId: await categoryId(ana, category) }),
          },
        })
      ).id;
    const out = await record('Wrelm to savings', -5000);
    const into = await record('Wrelm from checking', 5000, savings.id);
    await ana.call('POST /transfers', { body: { transactionIds: [out, into] } });
    await record('Wrelm card', -700, accountId, 'transfer');
    await record('Wrelm bakery', -300);
    const names = async () => (await list({ search: 'wrelm' })).items.map(({ name }) => name);
    expect(await names()).toEqual(['Wrelm bakery']);
    await record('Wrelm to savings', -20, accountId, 'gifts_donations');
    expect((await list({ search: 'wrelm' })).items[0]).toMatchObject({
      name: 'Wrelm to savings',
      transactions: 2,
    });
  });

  it('a name that nothing has is not found', async () => {
    await expect(
      ana.call('POST /merchants/rename', { body: { names: ['Nobody'], to: 'X' } }),
    ).rejects.toThrow('404');
  });

  it('offers a name that was given twice, and gives it to what the bank calls so alone', async () => {
    await bring(
      file(
        '2026-05-01,VORNAX 0412 OAKLAND CA,-1.00',
        '2026-05-02,VORNAX 0977 BERKELEY CA,-2.00',
        '2026-05-03,VORNAX 0123 OAKLAND CA,-3.00',
        '2026-05-04,QWELPO SHOP,-4.00',
      ),
    );
    const rename = async (at: number, payee: string) => {
      const all = (await rows()).filter((one) => /^2026-05-0[1-4]$/.test(one.postedOn));
      const row = all.toSorted((a, b) => (a.postedOn < b.postedOn ? -1 : 1))[at];
      const { id } = await ana.call('PATCH /transactions/:id', {
        params: { id: row?.id ?? '' },
        body: { version: row?.version ?? 0, payee },
      });
      return (await ana.call('GET /rule-offer', { query: { transactionId: id } })).name;
    };
    expect(await rename(3, 'Gym')).toBeNull();
    expect(await rename(0, 'Gym')).toBeNull();
    expect(await rename(1, 'Gym')).toBe('Gym');
    const first = (await rows()).find((row) => row.postedOn === '2026-05-02');
    const { changed } = await ana.call('POST /merchants/rename', {
      body: { likeTransactionId: first?.id ?? '', to: 'Gym' },
    });
    expect(changed).toBe(1);
    expect((await list({ search: 'vornax' })).total).toBe(0);
    await bring(file('2026-05-09,VORNAX 0555 ALAMEDA CA,-5.00', '2026-05-09,QWELPO SHOP,-6.00'));
    const named = async () =>
      (await rows()).filter((row) => row.postedOn === '2026-05-09').map((row) => row.payee);
    expect((await named()).sort()).toEqual(['Gym', 'Qwelpo Shop']);
  });
});

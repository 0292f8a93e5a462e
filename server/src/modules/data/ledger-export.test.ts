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

describeOnEachEngine('The ledger as a file for another program', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    checking = (await openChecking(ana)).id;
    const savings = (await openChecking(ana, { name: 'Savings' })).id;
    const secret = (await openChecking(ana, { name: 'Secret', isPrivate: true })).id;
    const [food, pets] = [await categoryId(ana, 'groceries'), await categoryId(ana, 'pets')];
    const record = (accountId: string, payee: string, amountMinor: number) =>
      ana.call('POST /transactions', {
        body: { accountId, postedOn: '2026-02-03', payee, amountMinor, categoryId: food },
      });
    const market = await record(checking, 'Market', -4_250);
    await ana.call('PUT /transactions/:id/split', {
      params: { id: market.id },
      body: {
        version: market.version,
        lines: [{ amountMinor: -4_000 }, { amountMinor: -250, categoryId: pets }],
      },
    });
    const [out, into] = [await record(checking, 'Move', -500), await record(savings, 'Move', 500)];
    await ana.call('POST /transfers', { body: { transactionIds: [out.id, into.id] } });
    await record(secret, 'Hidden', -1);
  });
  afterAll(() => test.close());

  const file = async (query: string, client = ana) => {
    const { body, headers } = await client.request('GET', `/api/v1/ledger-export?${query}`);
    return { text: body, headers };
  };

  it('tells the balances of every account to the cent', async () => {
    const { text } = await file('format=ledger');
    const sums = new Map<string, number>();
    for (const [, name = '', amount] of text.matchAll(/^ {4}(Assets:.*?) {2}(-?[\d.]+) USD$/gm)) {
      sums.set(name, Math.round(((sums.get(name) ?? 0) + Number(amount)) * 100) / 100);
    }
    expect(Object.fromEntries(sums)).toEqual({
      'Assets:Checking': 952.5,
      'Assets:Savings': 1_005,
      'Assets:Secret': 999.99,
    });
  });

  it('begins with the balance before the first day that is asked for', async () => {
    const { text } = await file(`format=qif&accountIds=${checking}&from=2026-03-01`);
    expect(text).toContain('D02/28/2026\nT952.50\nCX\nPOpening Balance');
    expect(text).not.toContain('Market');
  });

  it.each(['csv', 'jsonl', 'ofx', 'qif', 'ledger', 'beancount'])(
    'keeps what is private to somebody else out of %s',
    async (format) => {
      const leo = await joinAs(test, ana, 'viewer');
      const [own, others] = [await file(`format=${format}`), await file(`format=${format}`, leo)];
      expect(own.headers['content-disposition']).toMatch(/attachment; filename="my-financial-/);
      expect(own.text).toContain('Hidden');
      expect(others.text).toContain('Market');
      expect(others.text).not.toContain('Hidden');
      expect(others.text).not.toContain('Secret');
    },
  );
});

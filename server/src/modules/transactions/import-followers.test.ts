import { addDays } from '@picture/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const MERCHANTS = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'oak', 'pine'];

describeOnEachEngine('What follows an import of years', (build) => {
  let test: TestApp;
  let ana: Client;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  const bring = async (accountId: string, rows: readonly string[]) => {
    const file = await ana.upload(`Date,Payee,Amount\n${rows.join('\n')}\n`, { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
  };
  const found = async (search: string) =>
    (await ana.call('GET /transactions', { query: { search, limit: 200 } })).items;

  it('rules, transfers and refunds are found some months at a time', async () => {
    await ana.call('POST /rules', { body: { contains: 'shoe', note: 'Ruled' } });
    const card = (await openChecking(ana, { name: 'Card', kind: 'credit_card' })).id;
    const savings = (await openChecking(ana, { name: 'Savings', kind: 'savings' })).id;
    const years = MERCHANTS.map((name, at) => ({ name, at, on: addDays('2022-01-01', at * 130) }));
    await bring(
      savings,
      years.map(({ at, on }) => `${addDays(on, 119)},Transfer from card,${70 + at}.00`),
    );
    await bring(
      card,
      years.flatMap(({ name, at, on }) => [
        `${on},${name} shoe shop,-${20 + at}.00`,
        `${addDays(on, 110)},${name} shoe shop refund,${20 + at}.00`,
        `${addDays(on, 120)},Transfer to savings,-${70 + at}.00`,
      ]),
    );
    const refunds = async () =>
      (await found('note:ruled')).flatMap((row) => row.refund?.refundIds ?? []);
    await expect.poll(refunds, { timeout: 10_000 }).toHaveLength(MERCHANTS.length);
    expect(await found('shoe')).toHaveLength(2 * MERCHANTS.length);
    const transfers = (await found('transfer')).filter((row) => row.transfer !== null);
    expect(transfers).toHaveLength(2 * MERCHANTS.length);
  });
});

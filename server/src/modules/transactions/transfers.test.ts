import { addDays } from '@picture/contract';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Transfers that are found', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;
  let savings: string;
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
    today = (await ana.call('GET /session')).today;
    const openedOn = addDays(today, -30);
    checking = (await openChecking(ana, { openedOn })).id;
    savings = (await openChecking(ana, { name: 'Rainy day', openedOn })).id;
  });

  const record = async (accountId: string, payee: string, amountMinor: number) =>
    (
      await ana.call('POST /transactions', {
        body: { accountId, postedOn: addDays(today, -3), payee, amountMinor },
      })
    ).id;
  const suggested = async (client = ana) =>
    (await client.call('GET /transfer-suggestions')).items.map((pair) => [
      pair.out.id,
      pair.in.id,
      pair.isSure,
    ]);

  it('suggests a pair, links it when confirmed, and takes it back', async () => {
    const pair: [string, string] = [
      await record(checking, 'Transfer to Rainy day', -4_000),
      await record(savings, 'Deposit', 4_000),
    ];
    expect(await suggested()).toEqual([[...pair, true]]);
    const { linked } = await ana.call('POST /transfer-suggestions/confirm', {
      body: { pairs: [pair] },
    });
    expect(linked).toBe(1);
    expect(await suggested()).toEqual([]);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await suggested()).toEqual([[...pair, true]]);
    await test.expectHealthy();
  });

  it('remembers what is no transfer, said of a suggestion or by taking one apart', async () => {
    const pair: [string, string] = [
      await record(checking, 'Transfer to Rainy day', -4_000),
      await record(savings, 'Deposit', 4_000),
    ];
    await ana.call('POST /transfer-suggestions/refuse', { body: { transactionIds: pair } });
    expect(await suggested()).toEqual([]);
    const other: [string, string] = [
      await record(checking, 'Transfer', -700),
      await record(savings, 'Transfer', 700),
    ];
    const { items } = await ana.call('POST /transfers', { body: { transactionIds: other } });
    await ana.call('DELETE /transfers/:id', { params: { id: items[0]?.transfer?.id ?? '' } });
    expect(await suggested()).toEqual([]);
  });

  it('links what is sure after an import, and leaves alone what somebody chose', async () => {
    await record(checking, 'Transfer to Rainy day', -4_000);
    await record(checking, 'Rainy day shop', -900);
    const file = await ana.upload(
      `Date,Payee,Amount\n${addDays(today, -2)},From checking transfer,40.00\n${addDays(today, -2)},Interest,0.12\n`,
      { accountId: savings },
    );
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    const linked = async () =>
      (await ana.call('GET /transactions', { query: { limit: 50 } })).items
        .filter((row) => row.transfer)
        .map((row) => row.amount.amountMinor)
        .sort((one, other) => one - other);
    await expect.poll(linked, { timeout: 10_000 }).toEqual([-4_000, 4_000]);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await linked()).toEqual([]);
    // What somebody takes back, no later import links again, until they make it again.
    expect(await suggested()).toEqual([]);
    const later = await ana.upload(`Date,Payee,Amount\n${addDays(today, -1)},Interest,0.13\n`, {
      accountId: savings,
    });
    await ana.call('POST /imports/:id/commit', { params: { id: later.id } });
    await ana.settled(later.id);
    expect(await linked()).toEqual([]);
    await ana.call('POST /ledger/redo', { body: {} });
    expect(await linked()).toEqual([-4_000, 4_000]);
    await test.expectHealthy();
  });

  it('links those of a whole history, wherever its months are cut', async () => {
    const bring = async (accountId: string, text: string, sign: 1 | -1, daysLater: number) => {
      const lines = Array.from(
        { length: 70 },
        (_, at) =>
          `${addDays('2024-01-05', at * 9 + daysLater)},${text},${(sign * (5000 + at)) / 100}`,
      );
      const file = await ana.upload(`Date,Payee,Amount\n${lines.join('\n')}\n`, { accountId });
      await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
      await ana.settled(file.id);
    };
    await bring(savings, 'Transfer from checking', 1, 3);
    await bring(checking, 'Transfer to savings', -1, 0);
    const count = async () => {
      const query = { search: 'is:transfer date:2024..2026', limit: 200 };
      const { items } = await ana.call('GET /transactions', { query });
      return items.filter((row) => row.transfer).length;
    };
    await expect.poll(count, { timeout: 20_000 }).toBe(140);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await count()).toBe(0);
    await test.expectHealthy();
  });

  it('tells nobody of rows they cannot see', async () => {
    const secret = (await openChecking(ana, { name: 'Secret', isPrivate: true })).id;
    const pair = [
      await record(checking, 'Transfer out', -4_000),
      await record(secret, 'Transfer in', 4_000),
    ];
    const leo = await joinAs(test, ana, 'editor');
    expect(await suggested(leo)).toEqual([]);
    expect(await suggested()).toEqual([[...pair, true]]);
    const refusal = await leo.refusal('POST /transfer-suggestions/confirm', {
      body: { pairs: [pair as [string, string]] },
    });
    expect(refusal.code).toBe('not_found');
  });
});

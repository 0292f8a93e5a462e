import { addDays } from '@picture/contract';
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

describeOnEachEngine('A rule that links transfers', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;
  let savings: string;
  let other: string;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
    checking = (await openChecking(ana)).id;
    savings = (await openChecking(ana, { name: 'Rainy day' })).id;
    other = (await openChecking(ana, { name: 'Joint' })).id;
  });

  const on = '2026-03-10';
  const record = (accountId: string, payee: string, amountMinor: number, days = 0) =>
    ana.call('POST /transactions', {
      body: { accountId, postedOn: addDays(on, days), payee, amountMinor },
    });
  const wish = () => ({ contains: 'zyxomma', transferTo: savings });
  const rows = async () =>
    (await ana.call('GET /transactions', { query: { limit: 50 } })).items.toReversed();
  /** Payees with those of their other sides, in order. */
  const links = async () => {
    const all = await rows();
    const payee = (id: string | undefined) => all.find((row) => row.id === id)?.payee;
    return all
      .filter((row) => row.transfer)
      .map((row) => [row.payee, payee(row.transfer?.transactionId)].join(' = '))
      .sort();
  };

  it('links what is there with the one fit in that account, and marks what waits', async () => {
    await record(checking, 'Zyxomma one', -4_000);
    await record(savings, 'Credit', 4_000, 1);
    await record(other, 'Credit elsewhere', 4_000, 1);
    await record(checking, 'Zyxomma two', -700);
    const seen = await ana.call('POST /rules/preview', { body: wish() });
    expect(seen).toMatchObject({ changing: 2, transfers: { linking: 1, waiting: 1 } });
    const before = await rows();
    const { changedTransactions } = await ana.call('POST /rules', {
      body: { ...wish(), applyToExisting: true },
    });
    expect(changedTransactions).toBe(3);
    expect(await links()).toEqual(['Credit = Zyxomma one', 'Zyxomma one = Credit']);
    const waiting = (await rows()).find((row) => row.payee === 'Zyxomma two');
    expect(waiting).toMatchObject({
      categoryId: await categoryId(ana, 'transfer'),
      categorySource: 'rule',
      transfer: null,
    });
    // No other side is made up.
    expect(await rows()).toHaveLength(before.length);
    expect(await ana.call('POST /rules/preview', { body: wish() })).toMatchObject({ changing: 0 });
    await ana.call('POST /ledger/undo', { body: {} });
    const same = ({ version: _version, ...row }: (typeof before)[number]) => row;
    expect((await rows()).map(same)).toEqual(before.map(same));
  });

  it('waits where two would fit as well, and leaves alone what a person chose', async () => {
    await record(checking, 'Zyxomma', -4_000);
    await record(savings, 'Credit', 4_000, 1);
    await record(savings, 'Another credit', 4_000, 1);
    const chosen = await ana.call('POST /transactions', {
      body: {
        accountId: checking,
        postedOn: on,
        payee: 'Zyxomma gift',
        amountMinor: -900,
        categoryId: await categoryId(ana, 'gift'),
      },
    });
    await record(savings, 'Gift in', 900);
    await ana.call('POST /rules', { body: { ...wish(), applyToExisting: true } });
    expect(await links()).toEqual([]);
    const kept = await ana.call('GET /transactions/:id', { params: { id: chosen.id } });
    expect(kept.categorySource).toBe('user');
  });

  it('is followed when either side is typed, as part of that one step', async () => {
    await ana.call('POST /rules', { body: wish() });
    const first = await record(checking, 'Zyxomma', -4_000);
    expect(first).toMatchObject({ categoryId: await categoryId(ana, 'transfer'), transfer: null });
    const second = await record(savings, 'Credit', 4_000, 2);
    expect(second.transfer?.transactionId).toBe(first.id);
    await ana.call('POST /ledger/undo', { body: {} });
    expect(await links()).toEqual([]);
    expect(await rows()).toHaveLength(1);
    await record(savings, 'Late credit', 4_000, 5);
    expect(await links()).toEqual(['Late credit = Zyxomma', 'Zyxomma = Late credit']);
    await record(checking, 'Zyxomma', -100);
    expect(await links()).toHaveLength(2);
  });

  it('is followed by an import, whichever side it brings', async () => {
    await ana.call('POST /rules', { body: wish() });
    await record(checking, 'Zyxomma out', -4_000);
    await record(savings, 'Credit', 700);
    const commit = async (accountId: string, lines: string) => {
      const file = await ana.upload(`Date,Payee,Amount\n${lines}`, { accountId });
      await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
      await ana.settled(file.id);
    };
    await commit(savings, '2026-03-11,Arrived,40.00\n');
    await commit(checking, '2026-03-10,Zyxomma again,-7.00\n');
    await expect
      .poll(links, { timeout: 10_000 })
      .toEqual([
        'Arrived = Zyxomma out',
        'Credit = Zyxomma Again',
        'Zyxomma Again = Credit',
        'Zyxomma out = Arrived',
      ]);
    await test.expectHealthy();
  });

  it('keeps a row for the account its rule names, also where another looks as sure', async () => {
    await ana.call('POST /rules', { body: wish() });
    await record(checking, 'Zyxomma', -4_000);
    await record(savings, 'Transfer to Joint', -1_200);
    const commit = async (accountId: string, lines: string) => {
      const file = await ana.upload(`Date,Payee,Amount\n${lines}`, { accountId });
      await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
      await ana.settled(file.id);
    };
    await commit(
      other,
      '2026-03-10,Transfer from Main checking,40.00\n2026-03-10,Transfer from Rainy day,12.00\n',
    );
    const moved = ['Transfer from Rainy Day = Transfer to Joint'];
    const back = ['Transfer to Joint = Transfer from Rainy Day'];
    await expect.poll(links, { timeout: 10_000 }).toEqual([...moved, ...back]);
    expect((await ana.call('GET /transfer-suggestions')).items).toEqual([]);
    await commit(savings, '2026-03-12,Arrived,40.00\n');
    await expect
      .poll(links, { timeout: 10_000 })
      .toEqual(['Arrived = Zyxomma', ...moved, ...back, 'Zyxomma = Arrived']);
  });

  it('names no account to who does not see it, and goes with the account', async () => {
    const secret = (await openChecking(ana, { name: 'Secret', isPrivate: true })).id;
    await ana.call('POST /rules', { body: { contains: 'hush', transferTo: secret } });
    await ana.call('POST /rules', { body: wish() });
    const eva = await joinAs(test, ana, 'editor');
    const seen = (await eva.call('GET /rules')).items.map((rule) => rule.contains);
    expect(seen).toEqual(['zyxomma']);
    const refused = await eva.refusal('POST /rules', {
      body: { contains: 'guess', transferTo: secret },
    });
    expect(refused.code).toBe('not_found');
    await ana.call('DELETE /accounts/:id', { params: { id: savings } });
    expect((await ana.call('GET /rules')).items.map((rule) => rule.contains)).toEqual(['hush']);
    const pets = await categoryId(ana, 'pets');
    const both = await ana.refusal('POST /rules', { body: { ...wish(), categoryId: pets } });
    expect(both.code).toBe('invalid_request');
  });
});

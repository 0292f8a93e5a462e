import { addDays } from '@picture/contract';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Loan payments in any order', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;
  let house: string;
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
    checking = (await openChecking(ana, { openedOn: daysAgo(200) })).id;
    house = await openLoan();
  });

  const daysAgo = (days: number) => addDays(today, -days);
  const openLoan = async (openingBalanceMinor = -10_000_000) => {
    const terms = { kind: 'mortgage' as const, openedOn: daysAgo(100), interestRate: '6' };
    return (await openChecking(ana, { name: 'Home', openingBalanceMinor, ...terms })).id;
  };
  const pay = async (ago: number, amountMinor = -59_955) => {
    const wish = { accountId: checking, postedOn: daysAgo(ago), payee: 'Acme Mortgage Pymt' };
    return (await ana.call('POST /transactions', { body: { ...wish, amountMinor } })).id;
  };
  const get = (id: string) => ana.call('GET /transactions/:id', { params: { id } });
  const splitTelling = async (id: string, part: object = {}) =>
    ana.call('POST /transactions/:id/loan-payment', {
      params: { id },
      body: { version: (await get(id)).version, loanAccountId: house, ...part },
    });
  const split = async (id: string, part: object = {}) => (await splitTelling(id, part)).items;
  const balance = async (id: string) =>
    (await ana.call('GET /accounts/:id', { params: { id } })).balance.amountMinor;
  const all = async () => (await ana.call('GET /transactions', { query: { limit: 100 } })).items;
  const undo = () => ana.call('POST /ledger/undo', { body: {} });
  const redo = () => ana.call('POST /ledger/redo', { body: {} });

  it('computes later payments anew when an earlier one is split, and back when it is joined', async () => {
    const ids = [await pay(90), await pay(60), await pay(30)];
    const [first = '', second = '', third = ''] = ids;
    const divided = async () => {
      const rows = await Promise.all(ids.map((id) => get(id)));
      return rows.map((row) => row.amount.amountMinor);
    };
    await split(third);
    const [, interest] = await split(second);
    await ana.call('PATCH /transactions/:id', {
      params: { id: interest?.id ?? '' },
      body: { version: interest?.version ?? 0, note: 'For the tax return' },
    });
    expect(await divided()).toEqual([-59_955, -9_955, -10_005]);
    expect((await splitTelling(first)).recomputed).toBe(2);
    // As the published schedule goes on: 99.55, 100.05, 100.55 of principal.
    expect(await divided()).toEqual([-9_955, -10_005, -10_055]);
    expect(await balance(house)).toBe(-10_000_000 + 9_955 + 10_005 + 10_055);
    expect(await get(interest?.id ?? '')).toMatchObject({
      amount: { amountMinor: -49_950 },
      note: 'For the tax return',
    });
    await test.expectHealthy();
    await undo();
    expect(await divided()).toEqual([-59_955, -9_955, -10_005]);
    await redo();
    expect(await divided()).toEqual([-9_955, -10_005, -10_055]);
    const joined = await ana.call('DELETE /transactions/:id/loan-payment', {
      params: { id: first },
    });
    expect(joined.recomputed).toBe(2);
    expect(await divided()).toEqual([-59_955, -9_955, -10_005]);
    expect(await balance(checking)).toBe(100_000 - 3 * 59_955);
    await test.expectHealthy();
  });

  it('leaves a later payment alone whose interest somebody told or changed', async () => {
    const [first, told, changed] = [await pay(90), await pay(60), await pay(30)];
    await split(told, { interestMinor: 48_000 });
    const lines = await split(changed, { escrowMinor: 1_000 });
    const [principal, interest, escrow] = lines;
    await ana.call('PUT /transactions/:id/split', {
      params: { id: changed },
      body: {
        version: principal?.version ?? 0,
        lines: [
          { transactionId: changed, amountMinor: principal?.amount.amountMinor ?? 0 },
          { transactionId: interest?.id, amountMinor: (interest?.amount.amountMinor ?? 0) - 500 },
          { transactionId: escrow?.id, amountMinor: -500 },
        ],
      },
    });
    const before = await Promise.all([told, changed].map((id) => get(id)));
    await split(first);
    expect(await Promise.all([told, changed].map((id) => get(id)))).toEqual(before);
    await test.expectHealthy();
  });

  it('splits in any order as in the order of the days, to the last payment and beyond', async () => {
    const small = await openLoan(-100_000);
    const paid = [60_000, 30_000, 9_000, 20_000, 20_000];
    const principals = async (order: readonly number[]) => {
      const ids: string[] = [];
      for (const [at, minor] of paid.entries()) ids.push(await pay(90 - at * 10, -minor));
      for (const at of order) await split(ids[at] ?? '', { loanAccountId: small });
      await test.expectHealthy();
      const rows = await all();
      const own = [...ids].map((id) => rows.find((row) => row.id === id)?.amount.amountMinor);
      const owed = await balance(small);
      for (const id of ids) await ana.call('DELETE /transactions/:id', { params: { id } });
      expect(await balance(small)).toBe(-100_000);
      return [...own, owed];
    };
    const inOrder = await principals([0, 1, 2, 3, 4]);
    expect(inOrder.slice(0, 2)).toEqual([-59_500, -29_797]);
    expect(await principals([4, 3, 2, 1, 0])).toEqual(inOrder);
    expect(await principals([3, 0, 4, 2, 1])).toEqual(inOrder);
  });

  it('splits all in one step, with one between that was split before', async () => {
    const ids = [await pay(90), await pay(60), await pay(30)];
    await split(ids[1] ?? '');
    const payments = [ids[2], ids[0]].map((id = '') => ({
      transactionId: id,
      loanAccountId: house,
    }));
    const body = { payments };
    expect(await ana.call('POST /loan-payment-suggestions/confirm', { body })).toEqual({
      split: 2,
      recomputed: 1,
    });
    const amounts = async () =>
      (await Promise.all(ids.map((id) => get(id)))).map((row) => row.amount.amountMinor);
    expect(await amounts()).toEqual([-9_955, -10_005, -10_055]);
    await undo();
    expect(await amounts()).toEqual([-59_955, -9_955, -59_955]);
    await test.expectHealthy();
  });
});

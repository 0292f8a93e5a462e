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

describeOnEachEngine('Loan payments', (build) => {
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
    house = (await openLoan()).id;
  });

  const daysAgo = (days: number) => addDays(today, -days);
  const openLoan = (part: object = {}) =>
    openChecking(ana, {
      name: 'Home',
      kind: 'mortgage',
      openedOn: daysAgo(100),
      openingBalanceMinor: -10_000_000,
      interestRate: '6',
      ...part,
    });
  const record = async (payee: string, amountMinor: number, ago: number, accountId = checking) =>
    (
      await ana.call('POST /transactions', {
        body: { accountId, postedOn: daysAgo(ago), payee, amountMinor },
      })
    ).id;
  const pay = (ago = 60, amountMinor = -59_955) => record('Acme Mortgage Pymt', amountMinor, ago);
  const get = (id: string, client = ana) =>
    client.call('GET /transactions/:id', { params: { id } });
  const preview = (id: string, loanAccountId = house) =>
    ana.call('GET /transactions/:id/loan-payment', { params: { id }, query: { loanAccountId } });
  const split = async (id: string, part: object = {}) =>
    (
      await ana.call('POST /transactions/:id/loan-payment', {
        params: { id },
        body: { version: (await get(id)).version, loanAccountId: house, ...part },
      })
    ).items;
  const amounts = (items: Awaited<ReturnType<typeof split>>) =>
    items.map((row) => row.amount.amountMinor);
  const balance = async (id: string) =>
    (await ana.call('GET /accounts/:id', { params: { id } })).balance.amountMinor;
  const all = async () => (await ana.call('GET /transactions', { query: { limit: 100 } })).items;
  const suggested = async (client = ana) =>
    (await client.call('GET /loan-payment-suggestions')).items.map((one) => [
      one.payment.id,
      one.loanAccountId,
    ]);
  const undo = () => ana.call('POST /ledger/undo', { body: {} });
  const redo = () => ana.call('POST /ledger/redo', { body: {} });
  const bring = async (accountId: string, rows: string) => {
    const file = await ana.upload(`Date,Payee,Amount\n${rows}`, { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
    return file.id;
  };

  it('computes interest where the loan is kept by hand, and makes its row there', async () => {
    const id = await pay();
    expect(await preview(id)).toMatchObject({
      paymentMinor: 59_955,
      principalMinor: 9_955,
      interestMinor: 50_000,
      escrowMinor: 0,
      owedBeforeMinor: 10_000_000,
      owedAfterMinor: 9_990_045,
      counter: null,
      hasRate: true,
      hasStatements: false,
    });
    const items = await split(id);
    expect(amounts(items)).toEqual([-9_955, -50_000, 9_955]);
    const [principal, interest, counter] = items;
    expect(principal).toMatchObject({
      id,
      loanPayment: { loanAccountId: house, paymentId: null },
      transfer: { accountId: house, transactionId: counter?.id },
      categoryId: await categoryId(ana, 'loans'),
    });
    expect(counter?.loanPayment).toEqual({ loanAccountId: house, paymentId: id });
    expect(interest).toMatchObject({
      transfer: null,
      categoryId: await categoryId(ana, 'mortgage_interest'),
    });
    expect(await balance(house)).toBe(-9_990_045);
    expect(await balance(checking)).toBe(100_000 - 59_955);
    const next = await pay(30);
    expect(await preview(next)).toMatchObject({ interestMinor: 49_950, principalMinor: 10_005 });
    await test.expectHealthy();
    await ana.call('DELETE /transactions/:id', { params: { id: next } });
    await undo();
    await undo();
    await undo();
    expect((await all()).map((row) => row.amount.amountMinor)).toEqual([-59_955]);
    expect(await balance(house)).toBe(-10_000_000);
    await redo();
    expect(await balance(house)).toBe(-9_990_045);
    await test.expectHealthy();
  });

  it('takes the principal from the row on the loan, and the rest as interest and escrow', async () => {
    const id = await pay(60, -90_000);
    const row = await record('Principal', 9_955, 58, house);
    expect(await preview(id)).toMatchObject({
      principalMinor: 9_955,
      interestMinor: 50_000,
      escrowMinor: 30_045,
      counter: { transactionId: row },
    });
    const items = await split(id, { escrowMinor: 30_000 });
    expect(amounts(items)).toEqual([-9_955, -50_045, -30_000, 9_955]);
    expect(items[3]?.id).toBe(row);
    const refusal = await ana.refusal('POST /transactions/:id/loan-payment', {
      params: { id },
      body: { version: items[0]?.version ?? 1, loanAccountId: house },
    });
    expect(refusal.code).toBe('transfer_already_linked');
    await ana.call('DELETE /transactions/:id/loan-payment', { params: { id } });
    expect((await all()).map((one) => one.amount.amountMinor)).toEqual([9_955, -90_000]);
    await test.expectHealthy();
  });

  it('links a payment plainly that the loan books whole', async () => {
    const id = await pay();
    await record('Payment received', 59_955, 59, house);
    await record('Interest', -50_000, 59, house);
    expect(await preview(id)).toMatchObject({ principalMinor: 59_955, interestMinor: 0 });
    const items = await split(id);
    expect(amounts(items)).toEqual([-59_955, 59_955]);
    expect(items[0]?.split).toBeNull();
  });

  it('tells of a payment below the interest, and of one that is interest alone', async () => {
    const low = await pay(60, -30_000);
    expect(await preview(low)).toMatchObject({
      principalMinor: -20_000,
      owedAfterMinor: 10_020_000,
    });
    expect(amounts(await split(low))).toEqual([20_000, -50_000, -20_000]);
    const only = await pay(20, -1_000);
    expect(amounts(await split(only, { interestMinor: 1_000, escrowMinor: 0 }))).toEqual([-1_000]);
    expect(await get(only)).toMatchObject({
      transfer: null,
      loanPayment: { loanAccountId: house },
    });
    await test.expectHealthy();
    await ana.call('DELETE /transactions/:id/loan-payment', { params: { id: only } });
    expect((await get(only)).loanPayment).toBeNull();
  });

  it('comes together again by unlinking, by joining the split and by deleting', async () => {
    const id = await pay();
    const whole = async () => {
      expect((await all()).map((row) => row.amount.amountMinor)).toEqual([-59_955]);
      expect(await balance(house)).toBe(-10_000_000);
      await test.expectHealthy();
    };
    const [first] = await split(id);
    await ana.call('DELETE /transfers/:id', { params: { id: first?.transfer?.id ?? '' } });
    await whole();
    await undo();
    expect(await balance(house)).toBe(-9_990_045);
    await ana.call('DELETE /splits/:id', { params: { id: (await get(id)).split?.id ?? '' } });
    await whole();
    expect(await suggested()).toEqual([]);
    await split(id);
    await ana.call('DELETE /transactions/:id', { params: { id } });
    expect(await all()).toEqual([]);
    await undo();
    const counter = (await get(id)).transfer?.transactionId ?? '';
    await ana.call('DELETE /transactions/:id', { params: { id: counter } });
    expect(await get(id)).toMatchObject({ transfer: null, loanPayment: null });
    await test.expectHealthy();
    await undo();
    await ana.call('DELETE /accounts/:id', { params: { id: house } });
    expect(await get(id)).toMatchObject({ transfer: null, loanPayment: null });
    await test.expectHealthy();
  });

  it('refuses what is no loan, is split, or does not add up', async () => {
    const id = await pay();
    const savings = (await openChecking(ana, { name: 'Savings', openedOn: daysAgo(200) })).id;
    const ask = async (query: { loanAccountId: string }, of = id) =>
      (await ana.refusal('GET /transactions/:id/loan-payment', { params: { id: of }, query })).code;
    expect(await ask({ loanAccountId: savings })).toBe('account_kind_not_loan');
    expect(await ask({ loanAccountId: (await openLoan({ currency: 'EUR' })).id })).toBe(
      'currency_mismatch',
    );
    expect(await ask({ loanAccountId: house }, await record('Pay', 100, 3))).toBe(
      'invalid_request',
    );
    await record('Principal', 9_955, 58, house);
    const odd = await ana.refusal('POST /transactions/:id/loan-payment', {
      params: { id },
      body: { version: 1, loanAccountId: house, interestMinor: 1, escrowMinor: 1 },
    });
    expect(odd.code).toBe('loan_parts_differ');
    await ana.call('PUT /transactions/:id/split', {
      params: { id },
      body: { version: 1, lines: [{ amountMinor: -1 }, { amountMinor: -59_954 }] },
    });
    expect(await ask({ loanAccountId: house })).toBe('loan_payment_split');
  });

  it('suggests payments, splits many in one step, and remembers a refusal', async () => {
    const [first, second] = [await pay(60), await pay(30)];
    await record('Groceries', -3_000, 10);
    expect(await suggested()).toEqual([
      [second, house],
      [first, house],
    ]);
    await ana.call('POST /loan-payment-suggestions/confirm', {
      body: {
        payments: [second, first].map((transactionId) => ({ transactionId, loanAccountId: house })),
      },
    });
    expect((await get(second)).amount.amountMinor).toBe(-10_005);
    await undo();
    expect(await suggested()).toHaveLength(2);
    await ana.call('POST /loan-payment-suggestions/refuse', {
      body: { transactionId: first, loanAccountId: house },
    });
    expect(await suggested()).toEqual([]);
    await undo();
    expect(await suggested()).toHaveLength(2);
    await test.expectHealthy();
  });

  it('splits the next payment by itself, and not again where that was taken back', async () => {
    const id = await pay(60, -89_955);
    await split(id, { escrowMinor: 30_000 });
    const importId = await bring(checking, `${daysAgo(30)},ACME MORTGAGE PYMT,-899.55\n`);
    const principals = async () =>
      (await all())
        .filter((row) => row.loanPayment?.paymentId === null)
        .map((row) => row.amount.amountMinor);
    await expect.poll(principals, { timeout: 10_000 }).toEqual([-10_005, -9_955]);
    expect(await balance(house)).toBe(-9_980_040);
    await undo();
    expect(await principals()).toEqual([-9_955]);
    await bring(checking, `${daysAgo(29)},Something else,-3.00\n`);
    expect(await principals()).toEqual([-9_955]);
    expect(await suggested()).toEqual([]);
    await redo();
    expect(await principals()).toEqual([-10_005, -9_955]);
    await ana.call('POST /imports/:id/undo', { params: { id: importId } });
    await ana.settled(importId);
    expect(await balance(house)).toBe(-9_990_045);
    await test.expectHealthy();
  });

  it('waits for the statement of a loan that has statements', async () => {
    await bring(house, `${daysAgo(59)},Principal,99.55\n`);
    await split(await pay(60));
    await bring(checking, `${daysAgo(30)},ACME MORTGAGE PYMT,-599.55\n`);
    const payments = async () =>
      (await all()).filter((row) => row.loanPayment?.paymentId === null).length;
    expect(await payments()).toBe(1);
    await bring(house, `${daysAgo(29)},Principal,100.05\n`);
    await expect.poll(payments, { timeout: 10_000 }).toBe(2);
    expect(await balance(house)).toBe(-9_980_040);
    await test.expectHealthy();
  });

  it('tells nobody of a loan they cannot see', async () => {
    const secret = (await openLoan({ name: 'Secret car', kind: 'loan', isPrivate: true })).id;
    const id = await record('Secret car loan', -20_000, 20);
    const leo = await joinAs(test, ana, 'editor');
    expect(await suggested()).toEqual([[id, secret]]);
    expect(await suggested(leo)).toEqual([]);
    await split(id, { loanAccountId: secret, interestMinor: 5_000 });
    expect(await get(id, leo)).toMatchObject({ transfer: null, loanPayment: null });
    const refusal = await leo.refusal('DELETE /transactions/:id/loan-payment', { params: { id } });
    expect(refusal.code).toBe('not_found');
  });
});

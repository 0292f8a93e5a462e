import { addDays, type Transaction } from '@picture/contract';
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

describeOnEachEngine('Refunds', (build) => {
  let test: TestApp;
  let ana: Client;
  let checking: string;
  let card: string;
  let clothing: string;
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
    const openedOn = addDays(today, -300);
    checking = (await openChecking(ana, { openedOn })).id;
    card = (await openChecking(ana, { name: 'Card', kind: 'credit_card', openedOn })).id;
    clothing = await categoryId(ana, 'clothing');
  });

  const record = async (
    payee: string,
    amountMinor: number,
    daysAgo: number,
    part: { accountId?: string; categoryId?: string } = {},
  ) =>
    (
      await ana.call('POST /transactions', {
        body: {
          accountId: card,
          postedOn: addDays(today, -daysAgo),
          payee,
          amountMinor,
          ...part,
        },
      })
    ).id;
  const get = (id: string, client = ana) =>
    client.call('GET /transactions/:id', { params: { id } });
  const buy = (amountMinor = -5_000) =>
    record('Shoe Shop', amountMinor, 20, { categoryId: clothing });
  const tie = (purchaseId: string, refundId: string) =>
    ana.call('POST /refunds', { body: { purchaseId, refundId } });
  const refusalOf = async (purchaseId: string, refundId: string) =>
    (await ana.refusal('POST /refunds', { body: { purchaseId, refundId } })).code;
  const bring = async (rows: string) => {
    const file = await ana.upload(`Date,Payee,Amount\n${rows}`, { accountId: card });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
    return file.id;
  };
  const undo = () => ana.call('POST /ledger/undo', { body: {} });
  const redo = () => ana.call('POST /ledger/redo', { body: {} });
  const suggested = async (client = ana) =>
    (await client.call('GET /refund-suggestions')).items.map((pair) => [
      pair.purchase.id,
      pair.refund.id,
      pair.isSure,
    ]);

  it('ties a refund to its purchase, shows both sides, and takes it back', async () => {
    const [bought, back] = [await buy(), await record('Refund Shoe Shop', 2_000, 10)];
    const before = await get(back);
    expect(
      (
        await ana.call('GET /transactions/:id/refund-candidates', { params: { id: back } })
      ).items.map((one) => one.id),
    ).toEqual([bought]);
    expect(
      (
        await ana.call('GET /transactions/:id/refund-candidates', { params: { id: bought } })
      ).items.map((one) => one.id),
    ).toEqual([back]);
    await tie(bought, back);
    expect(await get(back)).toMatchObject({
      categoryId: clothing,
      categorySource: 'refund',
      refund: { purchaseId: bought, refundIds: [], refunded: { amountMinor: 0 } },
    });
    expect(await get(bought)).toMatchObject({
      refund: {
        purchaseId: null,
        refundIds: [back],
        refunded: { amountMinor: 2_000, currency: 'USD' },
      },
    });
    const found = await ana.call('GET /transactions', { query: { search: 'es:devolución' } });
    expect(found.items.map((one) => one.id)).toEqual([back]);
    await undo();
    const { version: _old, ...was } = before;
    expect(await get(back)).toMatchObject(was);
    expect((await get(bought)).refund).toBeNull();
    await redo();
    expect((await get(bought)).refund?.refundIds).toEqual([back]);
    await ana.call('DELETE /refunds/:id', { params: { id: back } });
    expect((await get(back)).refund).toBeNull();
    expect(await suggested()).toEqual([]);
    await test.expectHealthy();
  });

  it('takes away from spending in the category of the purchase', async () => {
    const [bought, back] = [await buy(), await record('Refund Shoe Shop', 5_000, 20)];
    await tie(bought, back);
    const { sums } = await ana.call('GET /transactions/totals', {
      query: { categoryIds: clothing },
    });
    expect(sums).toEqual([{ currency: 'USD', transactions: 2, inMinor: 5_000, outMinor: -5_000 }]);
    const groceries = await categoryId(ana, 'groceries');
    const row = await get(bought);
    await ana.call('PATCH /transactions/:id', {
      params: { id: bought },
      body: { version: row.version, categoryId: groceries },
    });
    expect((await get(back)).categoryId).toBe(groceries);
    await undo();
    expect((await get(back)).categoryId).toBe(clothing);
  });

  it('lets no more come back than was paid, and nothing that is no refund', async () => {
    const bought = await buy();
    const [half, more] = [await record('A', 3_000, 9), await record('B', 2_001, 8)];
    await tie(bought, half);
    expect(await refusalOf(bought, more)).toBe('refund_too_large');
    expect(await refusalOf(await buy(), half)).toBe('refund_already_linked');
    expect(await refusalOf(bought, await buy())).toBe('refund_same_direction');
    const euro = (
      await openChecking(ana, { name: 'Euro', currency: 'EUR', openedOn: addDays(today, -300) })
    ).id;
    expect(await refusalOf(bought, await record('C', 100, 8, { accountId: euro }))).toBe(
      'currency_mismatch',
    );
    const edit = async (id: string, change: object) =>
      ana.refusal('PATCH /transactions/:id', {
        params: { id },
        body: { version: (await get(id)).version, ...change },
      });
    expect((await edit(bought, { amountMinor: -2_999 })).code).toBe('refund_too_large');
    expect((await edit(half, { amountMinor: 5_001 })).code).toBe('refund_too_large');
    expect((await edit(half, { amountMinor: -1 })).code).toBe('refund_too_large');
    const other = await record('Out', -3_000, 9, { accountId: checking });
    const link = await ana.refusal('POST /transfers', { body: { transactionIds: [other, half] } });
    expect(link.code).toBe('refund_already_linked');
    expect((await ana.call('GET /transfer-suggestions')).items).toEqual([]);
  });

  it('holds through splits and deletions', async () => {
    const [bought, back] = [await buy(), await record('Refund Shoe Shop', 2_000, 10)];
    await tie(bought, back);
    const split = async (first: number) => ({
      params: { id: bought },
      body: {
        version: (await get(bought)).version,
        lines: [{ transactionId: bought, amountMinor: first }, { amountMinor: -5_000 - first }],
      },
    });
    expect((await ana.refusal('PUT /transactions/:id/split', await split(-1_000))).code).toBe(
      'refund_too_large',
    );
    const { items } = await ana.call('PUT /transactions/:id/split', await split(-4_000));
    const line = items[1] as Transaction;
    const rest = await record('Refund Shoe Shop', 500, 5);
    await tie(line.id, rest);
    const splitId = line.split?.id ?? '';
    expect((await ana.refusal('DELETE /splits/:id', { params: { id: splitId } })).code).toBe(
      'split_linked',
    );
    await test.expectHealthy();
    await ana.call('DELETE /transactions/:id', { params: { id: bought } });
    expect((await get(back)).refund).toBeNull();
    await undo();
    expect((await get(back)).refund?.purchaseId).toBe(bought);
    await ana.call('DELETE /transactions/:id', { params: { id: back } });
    expect((await get(bought)).refund).toBeNull();
    await undo();
    expect((await get(bought)).refund?.refundIds).toEqual([back]);
    await ana.call('DELETE /accounts/:id', { params: { id: card } });
    await test.expectHealthy();
  });

  it('suggests what is likely, remembers what is refused, and confirms many', async () => {
    const [bought, part] = [await buy(), await record('Refund Shoe Shop', 1_000, 10)];
    await record('Acme Payroll', 5_000, 3);
    const [lamp, lampBack] = [
      await record('Lamp Store', -700, 9, { categoryId: clothing }),
      await record('Lamp Store', 700, 3, { categoryId: clothing }),
    ];
    expect(await suggested()).toEqual([
      [lamp, lampBack, true],
      [bought, part, false],
    ]);
    await ana.call('POST /refund-suggestions/refuse', {
      body: { purchaseId: bought, refundId: part },
    });
    expect(await suggested()).toEqual([[lamp, lampBack, true]]);
    const { linked } = await ana.call('POST /refund-suggestions/confirm', {
      body: { pairs: [{ purchaseId: lamp, refundId: lampBack }] },
    });
    expect(linked).toBe(1);
    expect(await suggested()).toEqual([]);
    await undo();
    expect(await suggested()).toHaveLength(1);
  });

  it('ties what is sure after an import; taken back, it is not tied again', async () => {
    const bought = await buy();
    const day = addDays(today, -4);
    const back = async () => (await get(bought)).refund?.refundIds.length ?? 0;
    const importId = await bring(`${day},SHOE SHOP REFUND,50.00\n`);
    await expect.poll(back, { timeout: 10_000 }).toBe(1);
    await undo();
    expect(await back()).toBe(0);
    expect(await suggested()).toEqual([]);
    await bring(`${day},Something,-3.00\n`);
    expect(await back()).toBe(0);
    // The second import was no step of its own in the ledger: nothing was found.
    await redo();
    expect(await back()).toBe(1);
    await ana.call('POST /imports/:id/undo', { params: { id: importId } });
    await ana.settled(importId);
    expect(await back()).toBe(0);
    await test.expectHealthy();
  });

  it('tells nobody of what they cannot see', async () => {
    const secret = (
      await openChecking(ana, { name: 'Secret', isPrivate: true, openedOn: addDays(today, -300) })
    ).id;
    const [bought, back] = [
      await buy(),
      await record('Refund Shoe Shop', 5_000, 10, { accountId: secret }),
    ];
    const leo = await joinAs(test, ana, 'editor');
    expect(await suggested(leo)).toEqual([]);
    expect(await suggested()).toEqual([[bought, back, true]]);
    await tie(bought, back);
    expect((await get(bought, leo)).refund).toBeNull();
    expect((await get(bought)).refund?.refunded.amountMinor).toBe(5_000);
    const refusal = await leo.refusal('DELETE /refunds/:id', { params: { id: back } });
    expect(refusal.code).toBe('not_found');
  });

  it('goes along with the accounts of both, and ends where only one of them goes', async () => {
    const leo = await joinAs(test, ana, 'editor');
    const openedOn = addDays(today, -300);
    const own = { isPrivate: true, openedOn };
    const wallet = (await openChecking(leo, { name: 'Wallet', ...own })).id;
    const car = {
      name: 'Car',
      kind: 'loan',
      openingBalanceMinor: -90_000,
      interestRate: '6',
    } as const;
    const loan = (await openChecking(leo, { ...own, ...car })).id;
    const shared = (await openChecking(ana, { openedOn, ...car, name: 'Shared car' })).id;
    const put = async (payee: string, amountMinor: number) =>
      (
        await leo.call('POST /transactions', {
          body: { accountId: wallet, postedOn: addDays(today, -9), payee, amountMinor },
        })
      ).id;
    const link = (purchaseId: string, refundId: string) =>
      leo.call('POST /refunds', { body: { purchaseId, refundId } });
    const pay = async (loanAccountId: string) => {
      const id = await put('Loan', -10_000);
      await leo.call('POST /transactions/:id/loan-payment', {
        params: { id },
        body: { version: 1, loanAccountId },
      });
      return id;
    };
    const [bought, back] = [await put('Shop', -500), await put('Shop', 200)];
    await link(bought, back);
    const [theirs, mine] = [await buy(), await put('Shoes', 300)];
    await link(theirs, mine);
    const [paid, paidShared] = [await pay(loan), await pay(shared)];
    await leo.call('POST /household/leave', { body: {} });
    await test.expectHealthy();
    expect((await get(bought, leo)).refund?.refundIds).toEqual([back]);
    expect((await get(mine, leo)).refund).toBeNull();
    expect((await get(theirs)).refund).toBeNull();
    expect((await get(paid, leo)).loanPayment).toEqual({ loanAccountId: loan, paymentId: null });
    expect((await get(paid, leo)).transfer?.accountId).toBe(loan);
    expect((await get(paidShared, leo)).loanPayment).toBeNull();
  });
});

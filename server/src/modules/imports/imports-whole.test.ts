import type { Import } from '@picture/contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const MINT = `Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes
1/15/2026,Corner Coffee,CORNER COFFEE 041 WA,4.50,debit,Coffee Shops,Blue Visa,Trip,with Ana
1/16/2026,Payroll,ACME PAYROLL,"1,000.00",credit,Salary,Everyday Checking,,
1/17/2026,Lego,LEGO STORE 7,30.00,debit,Bricks,Blue Visa,trip Gift,
1/18/2026,Lego,LEGO STORE 7,10.00,debit,Bricks,Blue Visa,,
`;

const QIF = `!Account
NHouse Savings
TBank
^
!Type:Bank
D1/10/2026
T-100.00
PHardware Barn
L--Split--
SHobby:Trains/Layout
EEngine
$-60.00
SGroceries
$-40.00
^
D1/12/2026
T500.00
PAcme
LSalary
^
`;

const FIREFLY = `user_id,group_id,journal_id,type,currency_code,amount,foreign_currency_code,foreign_amount,description,date,source_name,source_type,destination_name,destination_type,category,tags,notes
1,1,11,Withdrawal,EUR,-4.50,,,latte,2026-01-15,Giro,Asset account,Cafe,Expense account,Kaffee,"trip,work",mine
1,3,13,Transfer,EUR,200.00,,,save,2026-01-17,Giro,Asset account,Sparen,Asset account,,,
`;

const CAMT = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE001</IBAN></Id><Ccy>EUR</Ccy></Acct><Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">90.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-02-04</Dt></Dt></Bal><Ntry><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-03</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef></Ntry><Ntry><Amt Ccy="EUR">7.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>PDNG</Sts><BookgDt><Dt>2026-02-04</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`;

describeOnEachEngine('Imports that bring everything the file says', (build) => {
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

  const commit = async (id: string) => {
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const undo = async (id: string) => {
    await ana.call('POST /imports/:id/undo', { params: { id } });
    return ana.settled(id);
  };
  /** Accepts every account as suggested. */
  const withAccounts = async (ready: Import) => {
    const statements = ready.statements
      .filter((one) => one.accountId === null)
      .map(({ index, suggested }) => ({
        index,
        create: { ...suggested, currency: suggested.currency ?? 'USD' },
      }));
    await ana.call('PUT /imports/:id/accounts', { params: { id: ready.id }, body: { statements } });
    return ana.settled(ready.id);
  };
  const bring = async (content: string, name: string) =>
    commit((await withAccounts(await ana.upload(content, { name }))).id);
  const list = async () => (await ana.call('GET /transactions', { query: {} })).items;
  const accounts = async () => (await ana.call('GET /accounts')).items;
  const balances = async () =>
    Object.fromEntries((await accounts()).map((one) => [one.name, one.balance.amountMinor]));
  const categories = async () => (await ana.call('GET /categories')).items;
  const tags = async () => (await ana.call('GET /tags')).items.map((tag) => tag.name);

  it('shows accounts, categories, tags and notes before anything is made', async () => {
    const ready = await ana.upload(MINT, { name: 'transactions.csv' });
    expect(ready.statements.map((one) => one.suggested)).toEqual([
      { name: 'Blue Visa', kind: 'credit_card', currency: null },
      { name: 'Everyday Checking', kind: 'checking', currency: null },
    ]);
    expect(ready.categories.map((one) => [one.name, one.rows, one.choice, one.type])).toEqual([
      ['Bricks', 2, 'make', 'expense'],
      ['Salary', 1, 'map', 'expense'],
    ]);
    const { items } = await ana.call('GET /imports/:id/rows', {
      params: { id: ready.id },
      query: {},
    });
    expect(items[0]).toMatchObject({
      payee: 'Corner Coffee',
      originalPayee: 'CORNER COFFEE 041 WA',
      memo: null,
      note: 'with Ana',
      tags: ['Trip'],
    });
    expect(items[2]?.categoryName).toBe('Bricks');
    expect(await accounts()).toEqual([]);
    expect(await tags()).toEqual([]);
    expect((await categories()).some((one) => one.name === 'Bricks')).toBe(false);
  });

  it('lands it all to the cent, adds nothing the second time, and leaves nothing behind', async () => {
    const before = await categories();
    const done = await bring(MINT, 'transactions.csv');
    expect(done).toMatchObject({ status: 'committed', counts: { add: 4 } });
    expect(await balances()).toEqual({ 'Blue Visa': -4450, 'Everyday Checking': 100_000 });
    const rows = await list();
    const made = (await categories()).find((one) => one.name === 'Bricks');
    expect(made).toMatchObject({ type: 'expense', parentId: null });
    expect(rows.filter((row) => row.categoryId === made?.id)).toHaveLength(2);
    expect((await tags()).sort()).toEqual(['Gift', 'Trip']);
    const coffee = rows.find((row) => row.amount.amountMinor === -450);
    expect(coffee).toMatchObject({ payee: 'Corner Coffee', note: 'with Ana' });
    expect(coffee?.tagIds).toHaveLength(1);
    await test.expectHealthy();

    const again = await ana.upload(MINT, { name: 'again.csv' });
    expect(again.statements.every((one) => one.accountId !== null)).toBe(true);
    expect(again.counts).toMatchObject({ add: 0, duplicate: 4 });
    // "Salary" is like one of ours and still no name the household has.
    expect(again.categories.map((one) => one.name)).toEqual(['Salary']);

    expect((await undo(done.id)).status).toBe('undone');
    expect(await list()).toEqual([]);
    expect(await accounts()).toEqual([]);
    expect(await tags()).toEqual([]);
    expect(await categories()).toEqual(before);
    await test.expectHealthy();
  });

  it('keeps of an import taken back what something else uses', async () => {
    const done = await bring(MINT, 'transactions.csv');
    const [card] = (await accounts()).filter((one) => one.name === 'Blue Visa');
    const made = (await categories()).find((one) => one.name === 'Bricks');
    const tag = (await ana.call('GET /tags')).items.find((one) => one.name === 'Gift');
    await ana.call('POST /transactions', {
      body: {
        accountId: card?.id ?? '',
        postedOn: '2026-02-01',
        payee: 'By hand',
        amountMinor: -100,
        categoryId: made?.id ?? '',
        tagIds: [tag?.id ?? ''],
      } as never,
    });
    await undo(done.id);
    expect(await balances()).toEqual({ 'Blue Visa': -100 });
    expect((await categories()).some((one) => one.name === 'Bricks')).toBe(true);
    await test.expectHealthy();
  });

  it('brings splits as lines with their categories, notes and tags', async () => {
    const done = await bring(QIF, 'house.qif');
    expect(done.counts).toMatchObject({ add: 2 });
    expect(await balances()).toEqual({ 'House Savings': 40_000 });
    const rows = await list();
    const [first] = rows.filter((row) => row.split !== null);
    expect(first?.split).toMatchObject({ lines: 2, total: { amountMinor: -10_000 } });
    const { items } = await ana.call('GET /splits/:id', { params: { id: first?.split?.id ?? '' } });
    const all = await categories();
    const names = new Map(all.map((one) => [one.id, one.name]));
    expect(
      items.map((row) => [
        row.amount.amountMinor,
        names.get(row.categoryId),
        row.note,
        row.tagIds.length,
      ]),
    ).toEqual([
      [-6000, 'Trains', 'Engine', 1],
      [-4000, 'Groceries', null, 0],
    ]);
    const trains = all.find((one) => one.name === 'Trains');
    expect(all.find((one) => one.id === trains?.parentId)?.name).toBe('Hobby');
    expect(await tags()).toEqual(['Layout']);
    expect((await ana.upload(QIF, { name: 'again.qif' })).counts).toMatchObject({
      add: 0,
      duplicate: 2,
    });
    await undo(done.id);
    expect(await accounts()).toEqual([]);
    expect((await categories()).some((one) => ['Hobby', 'Trains'].includes(one.name))).toBe(false);
    await test.expectHealthy();
  });

  it('reads both sides of Firefly, maps a category and ignores another as was said', async () => {
    const ready = await withAccounts(await ana.upload(FIREFLY, { name: 'firefly.csv' }));
    expect(ready.statements.map((one) => one.newAccount?.name)).toEqual(['Giro', 'Sparen']);
    const coffee = (await categories()).find((one) => one.key === 'coffee_shops');
    await ana.call('PUT /imports/:id/categories', {
      params: { id: ready.id },
      body: { categories: [{ name: 'Kaffee', choice: 'map', categoryId: coffee?.id ?? '' }] },
    });
    const mapped = await ana.settled(ready.id);
    expect(mapped.categories).toMatchObject([
      { name: 'Kaffee', choice: 'map', categoryId: coffee?.id },
    ]);
    await commit(ready.id);
    expect(await balances()).toEqual({ Giro: -20_450, Sparen: 20_000 });
    const latte = (await list()).find((row) => row.amount.amountMinor === -450);
    expect(latte).toMatchObject({ categoryId: coffee?.id, memo: 'latte', note: 'mine' });
    expect((await tags()).sort()).toEqual(['trip', 'work']);
  });

  it('opens an account such that the closing balance of the file holds, pending rows aside', async () => {
    const done = await bring(CAMT, 'konto.xml');
    expect(done.counts.add).toBe(2);
    const [account] = await accounts();
    expect(account).toMatchObject({
      openedOn: '2026-02-03',
      openingBalance: { amountMinor: 10_000 },
    });
    const rows = await list();
    expect(rows.map((row) => [row.amount.amountMinor, row.isPending])).toEqual([
      [-700, true],
      [-1000, false],
    ]);
  });

  it('puts two files of one history, read before either was added, into the same accounts', async () => {
    const one = await withAccounts(await ana.upload(MINT, { name: 'one.csv' }));
    const two = await withAccounts(await ana.upload(MINT, { name: 'two.csv' }));
    await commit(one.id);
    expect((await commit(two.id)).counts).toMatchObject({ add: 0, duplicate: 4 });
    expect(await accounts()).toHaveLength(2);
    expect((await categories()).filter((row) => row.name === 'Bricks')).toHaveLength(1);
    await test.expectHealthy();
  });

  it('leaves the categories of a bank alone unless it is told to make them', async () => {
    const { id: accountId } = await openChecking(ana);
    const bank = 'Date,Description,Category,Amount\n2026-02-01,Thing,Odds and ends,-1.00\n';
    const ready = await ana.upload(bank, { accountId });
    expect(ready.categories).toMatchObject([{ name: 'Odds and ends', choice: 'ignore' }]);
    await ana.call('PUT /imports/:id/categories', {
      params: { id: ready.id },
      body: { categories: [{ name: 'Odds and ends', choice: 'make', type: 'transfer' }] },
    });
    await commit((await ana.settled(ready.id)).id);
    const made = (await categories()).find((one) => one.name === 'Odds and ends');
    expect(made?.type).toBe('transfer');
    expect((await list())[0]?.categoryId).toBe(made?.id);
  });

  it('uses the tags there are, whatever their case', async () => {
    await ana.call('POST /tags', { body: { name: 'TRIP' } });
    await bring(MINT, 'transactions.csv');
    expect((await tags()).sort()).toEqual(['Gift', 'TRIP']);
  });

  describe('refuses', () => {
    it('an account in another currency than the file', async () => {
      const ready = await ana.upload(CAMT, { name: 'konto.xml' });
      const refused = await ana.refusal('PUT /imports/:id/accounts', {
        params: { id: ready.id },
        body: {
          statements: [{ index: 0, create: { name: 'X', kind: 'checking', currency: 'USD' } }],
        },
      });
      expect(refused.code).toBe('currency_mismatch');
    });

    it('a category of another household', async () => {
      const ready = await ana.upload(MINT, { name: 'x.csv' });
      const bob = await signUp(test, 'Bob');
      const [theirs] = (await bob.call('GET /categories')).items;
      const refused = await ana.refusal('PUT /imports/:id/categories', {
        params: { id: ready.id },
        body: { categories: [{ name: 'Bricks', choice: 'map', categoryId: theirs?.id ?? '' }] },
      });
      expect(refused.code).toBe('not_found');
    });
  });
});

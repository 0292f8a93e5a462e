import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const CSV = `Date,Description,Amount
2026-02-01,STARBUCKS STORE 0421,-4.75
2026-02-01,STARBUCKS STORE 0421,-4.75
2026-02-02,"=HYPERLINK(""http://x"")",-10.00
2026-02-03,ACME PAYROLL,2500.00
`;

const ofx = (rows: string) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>123<ACCTID>000987654<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>${rows}</BANKTRANLIST>
<LEDGERBAL><BALAMT>1234.56<DTASOF>20260301</LEDGERBAL>
</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const ofxRow = (id: string, amount: string, name: string, day = '20260210') =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`;

describeOnEachEngine('Imports', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
  });

  const commit = async (id: string) => {
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const bring = async (content: string | Uint8Array, name = 'statement.csv') => {
    const { id } = await ana.upload(content, { name, accountId });
    return commit(id);
  };
  const list = async () => (await ana.call('GET /transactions', { query: {} })).items;
  const balance = async () =>
    (await ana.call('GET /accounts/:id', { params: { id: accountId } })).balance.amountMinor;

  it('shows what a file would do, then does it whole', async () => {
    const ready = await ana.upload(CSV, { accountId });
    expect(ready).toMatchObject({
      status: 'ready',
      format: 'csv',
      counts: { total: 4, add: 4, duplicate: 0, problems: 0 },
    });
    expect(await list()).toEqual([]);
    const rows = await ana.call('GET /imports/:id/rows', {
      params: { id: ready.id },
      query: { limit: 3 },
    });
    expect(rows.items).toHaveLength(3);
    expect(rows.items[0]).toMatchObject({ line: 2, postedOn: '2026-02-01', decision: 'add' });
    const next = await ana.call('GET /imports/:id/rows', {
      params: { id: ready.id },
      query: { limit: 3, cursor: rows.nextCursor ?? '' },
    });
    expect(next.items.map((row) => row.seq)).toEqual([3]);
    const done = await commit(ready.id);
    expect(done).toMatchObject({ status: 'committed', counts: { add: 4 } });
    expect(await balance()).toBe(100_000 - 475 - 475 - 1000 + 250_000);
    await test.expectHealthy();
  });

  it('keeps two identical coffees of one day, and adds nothing of the same file again', async () => {
    await bring(CSV);
    expect((await list()).filter((row) => row.amount.amountMinor === -475)).toHaveLength(2);
    const again = await ana.upload(CSV, { accountId });
    expect(again.counts).toMatchObject({ add: 0, duplicate: 4 });
    const rows = await ana.call('GET /imports/:id/rows', {
      params: { id: again.id },
      query: { decision: 'duplicate' },
    });
    expect(rows.items.every((row) => row.matchId !== null)).toBe(true);
    expect((await commit(again.id)).counts.add).toBe(0);
    expect(await list()).toHaveLength(4);
  });

  it('adds of an overlapping file only the third coffee', async () => {
    await bring(CSV);
    const more = `${CSV}2026-02-01,STARBUCKS STORE 0421,-4.75\n`;
    expect((await bring(more)).counts).toMatchObject({ add: 1, duplicate: 4 });
  });

  it('recognises a row again after its payee, day and category were changed', async () => {
    await bring(CSV);
    const row = (await list()).find((one) => one.amount.amountMinor === -1000);
    await ana.call('PATCH /transactions/:id', {
      params: { id: row?.id ?? '' },
      body: { version: row?.version ?? 0, payee: 'Renamed', postedOn: '2026-02-20' },
    });
    expect((await ana.upload(CSV, { accountId })).counts.add).toBe(0);
  });

  it('shows a clean payee over what the bank wrote, and keeps a formula as text', async () => {
    await bring(CSV);
    const rows = await list();
    expect(rows.find((row) => row.amount.amountMinor === -475)).toMatchObject({
      payee: 'Starbucks',
      originalPayee: 'STARBUCKS STORE 0421',
    });
    const formula = rows.find((row) => row.amount.amountMinor === -1000);
    expect(formula?.originalPayee ?? formula?.payee).toBe('=HYPERLINK("http://x")');
  });

  it('takes an import back whole, with what was changed in it, and can bring it again', async () => {
    const { id } = await bring(CSV);
    const [row] = await list();
    const other = await openChecking(ana, { name: 'Other' });
    const peer = await ana.call('POST /transactions', {
      body: {
        accountId: other.id,
        postedOn: '2026-02-03',
        payee: 'x',
        amountMinor: -(row?.amount.amountMinor ?? 0),
      },
    });
    await ana.call('POST /transfers', { body: { transactionIds: [row?.id ?? '', peer.id] } });
    await ana.call('POST /imports/:id/undo', { params: { id } });
    expect((await ana.settled(id)).status).toBe('undone');
    expect((await list()).map((one) => [one.id, one.transfer])).toEqual([[peer.id, null]]);
    expect(await balance()).toBe(100_000);
    await test.expectHealthy();
    expect((await bring(CSV)).counts.add).toBe(4);
    const refused = await ana.refusal('POST /imports/:id/undo', { params: { id } });
    expect(refused.code).toBe('import_not_undoable');
  });

  it('asks for an account where the file names none, and remembers the answer', async () => {
    const content = ofx(ofxRow('1', '-12.34', 'SHELL OIL 5551'));
    const ready = await ana.upload(content, { name: 'bank.ofx' });
    expect(ready.statements[0]).toMatchObject({
      accountId: null,
      externalId: '000987654',
      currency: 'USD',
    });
    expect((await ana.refusal('POST /imports/:id/commit', { params: { id: ready.id } })).code).toBe(
      'import_account_missing',
    );
    await ana.call('PUT /imports/:id/accounts', {
      params: { id: ready.id },
      body: { statements: [{ index: 0, accountId }] },
    });
    expect((await ana.settled(ready.id)).statements[0]?.accountId).toBe(accountId);
    expect((await commit(ready.id)).counts.add).toBe(1);
    const next = await ana.upload(
      ofx(ofxRow('1', '-12.34', 'SHELL OIL 5551') + ofxRow('2', '-9.00', 'DELI')),
      {
        name: 'next.ofx',
      },
    );
    expect(next.statements[0]?.accountId).toBe(accountId);
    expect(next.counts).toMatchObject({ add: 1, duplicate: 1 });
  });

  it('refuses to mix currencies', async () => {
    const euros = await openChecking(ana, { name: 'Euros', currency: 'EUR' });
    const ready = await ana.upload(ofx(ofxRow('1', '-1.00', 'X')), { name: 'bank.ofx' });
    const refused = await ana.refusal('PUT /imports/:id/accounts', {
      params: { id: ready.id },
      body: { statements: [{ index: 0, accountId: euros.id }] },
    });
    expect(refused.code).toBe('currency_mismatch');
  });

  it('reads the columns as corrected, and does so by itself the next time', async () => {
    const odd = 'When;What;Extra;Sum\n03.02.2026;Bakery;-1,00;5,50\n04.02.2026;Bakery;-1,00;6,50\n';
    const ready = await ana.upload(odd, { accountId });
    await ana.call('PUT /imports/:id/mapping', {
      params: { id: ready.id },
      body: {
        ...ready.csv?.mapping,
        columns: { postedOn: 0, payee: 1, amount: 3 },
        invertSign: true,
      },
    });
    const corrected = await ana.settled(ready.id);
    const rows = await ana.call('GET /imports/:id/rows', { params: { id: ready.id }, query: {} });
    expect(rows.items.map((row) => [row.postedOn, row.amount.amountMinor])).toEqual([
      ['2026-02-03', -550],
      ['2026-02-04', -650],
    ]);
    expect(corrected.csv?.remembered).toBe(false);
    const next = await ana.upload(odd.replaceAll('02.2026', '03.2026'), { accountId });
    expect(next.csv?.remembered).toBe(true);
    const later = await ana.call('GET /imports/:id/rows', { params: { id: next.id }, query: {} });
    expect(later.items.map((row) => row.amount.amountMinor)).toEqual([-550, -650]);
  });

  it('names the line of what it cannot read and adds the rest', async () => {
    const { counts, problems } = await bring(
      'Date,Description,Amount\n2026-02-01,Fine,-1.00\n2026-02-31,No such day,-1.00\n2026-02-03,Huge,-99999999999999999999\n2026-02-04,Fine,-2.00\n',
    );
    expect(counts).toMatchObject({ add: 2, problems: 2 });
    expect(problems.filter((one) => one.severity === 'error').map((one) => one.line)).toEqual([
      3, 4,
    ]);
  });

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 255, 254, 0, 9])],
    ['nothing', ''],
    ['blanks', ' '.repeat(50_000)],
    ['prose', 'Dear customer,\n\nthank you for banking with us.\n'],
    [
      'an entity bomb',
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><OFX>&b;</OFX>',
    ],
  ])('refuses %s with one sentence and adds nothing', async (_, content) => {
    const failed = await ana.upload(content, { accountId });
    expect(failed.status).toBe('failed');
    expect(failed.error?.message).toMatch(/^[A-Z].*\.$/);
    expect(await list()).toEqual([]);
    await ana.call('DELETE /imports/:id', { params: { id: failed.id } });
  });

  it('lands in the middle of a household at work: edits, deletions of categories, told values', async () => {
    const rows = Array.from(
      { length: 3000 },
      (_, index) =>
        `2026-02-${String((index % 28) + 1).padStart(2, '0')},STARBUCKS ${index % 7},-${(index % 90) + 1}.25`,
    );
    const { id } = await ana.upload(`Date,Description,Amount\n${rows.join('\n')}\n`, { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    const { items } = await ana.call('GET /categories');
    const coffee = items.find((one) => one.key === 'coffee_shops');
    const food = items.find((one) => one.key === 'food_dining');
    await ana.call('PATCH /categories/:id', {
      params: { id: coffee?.id ?? '' },
      body: { type: 'transfer' },
    });
    await ana.request('DELETE', `/api/v1/categories/${coffee?.id}?moveTo=${food?.id}`);
    for (let index = 0; index < 10; index += 1) {
      await ana.call('POST /transactions', {
        body: { accountId, postedOn: '2026-02-14', payee: 'By hand', amountMinor: -100 },
      });
    }
    expect((await ana.settled(id)).counts.add).toBe(3000);
    const found = await ana.call('GET /accounts/:id', { params: { id: accountId } });
    expect(found.transactionCount).toBe(3010);
    await test.expectHealthy();
  });

  it('categorises anew what was read into a category deleted before the commit', async () => {
    const { id } = await ana.upload(CSV, { accountId });
    const { items } = await ana.call('GET /categories');
    const idOf = (key: string) => items.find((one) => one.key === key)?.id ?? '';
    await ana.call('DELETE /categories/:id', {
      params: { id: idOf('coffee_shops') },
      query: { moveTo: idOf('food_dining') },
    });
    expect((await commit(id)).counts.add).toBe(4);
    await test.expectHealthy();
  });

  it('takes back the rows of a process that died while adding them', async () => {
    const { id } = await ana.upload(CSV, { accountId });
    const { database } = test.services;
    const household = (await ana.call('GET /session')).household.id;
    // As a kill in the middle leaves it: hidden rows there, the batch never shown.
    await database.read
      .insertInto('hidden_batches')
      .values({ household_id: household, batch_id: id, created_at: '' })
      .execute();
    const done = await commit(id);
    expect(done.counts.add).toBe(4);
    expect(await list()).toHaveLength(4);
    await test.expectHealthy();
  });

  it('keeps imports from strangers', async () => {
    const { id } = await ana.upload(CSV, { accountId });
    const bob = await signUp(test, 'Bob');
    for (const route of [
      'GET /imports/:id',
      'GET /imports/:id/rows',
      'POST /imports/:id/commit',
      'POST /imports/:id/undo',
      'DELETE /imports/:id',
    ] as const) {
      expect((await bob.refusal(route, { params: { id } } as never)).status).toBe(404);
    }
    await expect(bob.upload(CSV, { accountId })).rejects.toThrow('not_found');
  });
});

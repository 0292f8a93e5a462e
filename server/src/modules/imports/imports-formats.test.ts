import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const camt = (amount: string) =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE001</IBAN></Id><Ccy>USD</Ccy></Acct><Ntry><Amt Ccy="USD">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts><BookgDt><Dt>2026-02-03</Dt></BookgDt><AcctSvcrRef>B-1</AcctSvcrRef></Ntry></Stmt></BkToCstmrStmt></Document>`;
const MT940 =
  ':20:A\n:25:123/456\n:60F:C260201USD10,\n:61:260204D2,5NMSCNONREF\n:86:Coffee\n:62F:C260204USD7,5\n-\n';
const INVESTMENTS =
  'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount\n02/05/2026,Buy,ABCD,ABC HOLDINGS,10,$2.40,$1.00,-$25.00\n';

describeOnEachEngine('Formats of statement files', (build) => {
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
  const amounts = async () =>
    (await ana.call('GET /transactions', { query: {} })).items
      .map((one) => one.amount.amountMinor)
      .sort((a, b) => a - b);

  it('are told by what is in the file, whatever it is called', async () => {
    const one = await ana.upload(camt('4.00'), { name: 'download.csv', accountId });
    expect(one).toMatchObject({ status: 'ready', format: 'camt', counts: { add: 1 } });
    expect((await commit(one.id)).status).toBe('committed');
    const two = await ana.upload(MT940, { name: 'download.ofx', accountId });
    expect(two).toMatchObject({
      format: 'mt940',
      statements: [{ closingBalance: { amountMinor: 750, currency: 'USD' } }],
    });
    await commit(two.id);
    expect(await amounts()).toEqual([-400, -250]);
    const again = await ana.upload(camt('4.00'), { name: 'again.xml', accountId });
    expect(again.counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('may come together in a zip, each statement into an account of its own', async () => {
    const files = {
      'camt.xml': strToU8(camt('4.00')),
      'broker.csv': strToU8(INVESTMENTS),
      'note.txt': strToU8('Dear customer'),
    };
    const sent = await ana.upload(zipSync(files), { name: 'all.zip', accountId });
    expect(sent).toMatchObject({
      status: 'ready',
      format: 'zip',
      statements: [{ externalId: 'DE001' }, { type: 'brokerage', currency: 'USD' }],
      counts: { add: 2, problems: 1 },
      problems: [{ code: 'file_unreadable', params: { name: 'note.txt' } }],
    });
    const broker = (await openChecking(ana)).id;
    await ana.call('PUT /imports/:id/accounts', {
      params: { id: sent.id },
      body: { statements: [{ index: 1, accountId: broker }] },
    });
    await ana.settled(sent.id);
    expect((await commit(sent.id)).status).toBe('committed');
    expect(await amounts()).toEqual([-2500, -400]);
  });

  const POSITIONS =
    'Positions as of 2026-02-28\nAccount Number,Symbol,Description,Quantity,Last Price,Current Value\nX1,ABCD,ABC HOLDINGS,10,$30.00,$300.00\nX1,EFGH,EFG FUND,5,$10.00,$50.00\n';
  const broker = () =>
    openChecking(ana, { name: 'Broker', kind: 'brokerage', openingBalanceMinor: 10_000 });
  const worth = async (id: string) =>
    (await ana.call('GET /accounts/:id', { params: { id } })).balance.amountMinor;

  it('set what an account is worth by its positions, and take it back with the import', async () => {
    const { id } = await broker();
    const trades = await ana.upload(INVESTMENTS, { accountId: id });
    await commit(trades.id);
    expect(await worth(id)).toBe(10_000 - 2500);
    const sent = await ana.upload(POSITIONS, { accountId: id });
    expect(sent.statements[0]).toMatchObject({
      transactionCount: 0,
      closingBalance: { amountMinor: 35_000 },
      investments: { positions: 2, trades: 0, worthOn: '2026-02-28' },
    });
    await commit(sent.id);
    expect(await worth(id)).toBe(35_000);
    await test.expectHealthy();
    await ana.call('POST /imports/:id/undo', { params: { id: sent.id } });
    expect((await ana.settled(sent.id)).status).toBe('undone');
    expect(await worth(id)).toBe(7500);
  });

  it('leave a value alone that was told anew since, and accounts that are not valued', async () => {
    const { id } = await broker();
    const sent = await ana.upload(POSITIONS, { accountId: id });
    await commit(sent.id);
    await ana.call('PUT /accounts/:id/values/:on', {
      params: { id, on: '2026-02-28' },
      body: { valueMinor: 40_000 },
    });
    await ana.call('POST /imports/:id/undo', { params: { id: sent.id } });
    await ana.settled(sent.id);
    expect(await worth(id)).toBe(40_000);
    await commit((await ana.upload(POSITIONS, { accountId })).id);
    expect(await worth(accountId)).toBe(100_000);
  });

  it('are refused with one sentence where the file is damaged', async () => {
    const cut = await ana.upload(camt('4.00').slice(0, -40), { name: 'cut.xml', accountId });
    expect(cut).toMatchObject({ status: 'failed', error: { code: 'xml_damaged' } });
    const bomb = zipSync({ 'a.csv': new Uint8Array(20_000_000) });
    expect(await ana.upload(bomb, { name: 'bomb.zip', accountId })).toMatchObject({
      status: 'failed',
      error: { code: 'archive_too_large' },
    });
  });
});

import type { Api, BodyIn, ImportRow } from '@picture/contract';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const csv = (...rows: string[]) => `Date,Description,Amount\n${rows.join('\n')}\n`;
const COFFEE = '2026-02-10,SQ *BLUE BOTTLE 0421 OAKLAND CA,-4.75';

const ofx = (...rows: string[]) => `OFXHEADER:100
DATA:OFXSGML
VERSION:102
<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD
<BANKACCTFROM><BANKID>123<ACCTID>000987654<ACCTTYPE>CHECKING</BANKACCTFROM>
<BANKTRANLIST>${rows.join('')}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const ofxRow = (id: string, amount: string, name: string, day: string) =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>${id}<NAME>${name}</STMTTRN>`;

describeOnEachEngine('Rows of an import', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
  });
  afterEach(() => test.expectHealthy());

  const upload = (content: string, name = 'statement.csv') =>
    ana.upload(content, { name, accountId });
  const commit = async (id: string) => {
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const bring = async (content: string, name?: string) => commit((await upload(content, name)).id);
  const undo = async (id: string) => {
    await ana.call('POST /imports/:id/undo', { params: { id } });
    return ana.settled(id);
  };
  const rowsOf = async (id: string): Promise<ImportRow[]> =>
    (await ana.call('GET /imports/:id/rows', { params: { id }, query: {} })).items;
  const decide = (id: string, body: BodyIn<Api['PUT /imports/:id/rows']>) =>
    ana.call('PUT /imports/:id/rows', { params: { id }, body });
  const list = async () => (await ana.call('GET /transactions', { query: {} })).items;
  const balance = async () =>
    (await ana.call('GET /accounts/:id', { params: { id: accountId } })).balance.amountMinor;
  const type = (wish: Partial<BodyIn<Api['POST /transactions']>> = {}) =>
    ana.call('POST /transactions', {
      body: { accountId, postedOn: '2026-02-09', payee: 'Blue Bottle', amountMinor: -475, ...wish },
    });
  const makePending = (id: string) =>
    test.services.database.write((tx) =>
      tx.updateTable('transactions').set({ is_pending: 1 }).where('id', '=', id).execute(),
    );
  const remove = (id: string) => ana.call('DELETE /transactions/:id', { params: { id } });

  it('confirm what was typed by hand, which stays as it was typed', async () => {
    const groceries = await categoryId(ana, 'groceries');
    const typed = await type({ note: 'with Eva', categoryId: groceries });
    const ready = await upload(csv(COFFEE));
    expect(ready.counts).toMatchObject({ total: 1, add: 0, confirm: 1 });
    const [row] = await rowsOf(ready.id);
    expect(row).toMatchObject({ decision: 'confirm', reason: 'typed', matchId: typed.id });
    expect(row?.candidates.map((one) => [one.id, one.note])).toEqual([[typed.id, 'with Eva']]);
    expect((await commit(ready.id)).counts).toMatchObject({ add: 0, confirm: 1 });
    expect(await list()).toMatchObject([
      {
        id: typed.id,
        payee: 'Blue Bottle',
        originalPayee: 'SQ *BLUE BOTTLE 0421 OAKLAND CA',
        postedOn: '2026-02-10',
        note: 'with Eva',
        categoryId: groceries,
      },
    ]);
    expect(await balance()).toBe(100_000 - 475);
    expect((await upload(csv(COFFEE))).counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('keep two identical coffees of which one was typed', async () => {
    await type();
    expect((await bring(csv(COFFEE, COFFEE))).counts).toMatchObject({ add: 1, confirm: 1 });
    expect(await list()).toHaveLength(2);
    expect((await upload(csv(COFFEE, COFFEE))).counts).toMatchObject({ add: 0, duplicate: 2 });
  });

  it('book what was pending, with its tip and under another id, once', async () => {
    const pending = ofx(ofxRow('p1', '-50.00', 'BISTRO 21', '20260210'));
    await bring(pending, 'a.ofx');
    const [held] = await list();
    await makePending(held?.id ?? '');
    const posted = ofx(ofxRow('x9', '-60.00', 'BISTRO 21 OAKLAND', '20260212'));
    const ready = await upload(posted, 'b.ofx');
    expect(await rowsOf(ready.id)).toMatchObject([{ decision: 'confirm', reason: 'amount' }]);
    const done = await commit(ready.id);
    expect(await list()).toMatchObject([
      { id: held?.id, isPending: false, postedOn: '2026-02-12', amount: { amountMinor: -6000 } },
    ]);
    expect(await balance()).toBe(100_000 - 6000);
    // The older file still has it as it was before.
    expect((await upload(pending, 'a.ofx')).counts).toMatchObject({ add: 0, duplicate: 1 });
    expect((await undo(done.id)).notTakenBack).toBe(0);
    expect(await list()).toMatchObject([
      { id: held?.id, isPending: true, postedOn: '2026-02-10', amount: { amountMinor: -5000 } },
    ]);
    expect(await balance()).toBe(100_000 - 5000);
  });

  it('book a pending row of the same id', async () => {
    const file = ofx(ofxRow('p1', '-50.00', 'BISTRO 21', '20260210'));
    await bring(file, 'a.ofx');
    const [held] = await list();
    await makePending(held?.id ?? '');
    expect((await bring(file, 'a.ofx')).counts).toMatchObject({ confirm: 1, add: 0 });
    expect(await list()).toMatchObject([{ id: held?.id, isPending: false }]);
  });

  it('are there already when another kind of file brought them', async () => {
    await bring(csv(COFFEE, COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    const other = ofx(
      ofxRow('1', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('2', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('3', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('4', '-40.00', 'SHELL OIL', '20260211'),
      ofxRow('5', '-9.00', 'CITY PARKING', '20260212'),
    );
    const ready = await upload(other, 'same.ofx');
    expect(ready.counts).toMatchObject({ total: 5, duplicate: 3, add: 2, look: 0 });
    await commit(ready.id);
    expect(await list()).toHaveLength(5);
  });

  it('that were deleted stay deleted, until somebody wants them', async () => {
    await bring(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    const [shell, coffee] = await list();
    await remove(coffee?.id ?? '');
    await ana.call('POST /transactions/bulk-delete', { body: { ids: [shell?.id ?? ''] } });
    const ready = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(ready.counts).toMatchObject({ add: 0, skip: 2 });
    const [row] = await rowsOf(ready.id);
    expect(row).toMatchObject({ decision: 'skip', reason: 'deleted', candidates: [] });
    const next = await decide(ready.id, { rows: [{ seq: row?.seq ?? 0, decision: 'add' }] });
    expect(next.counts).toMatchObject({ add: 1, skip: 1 });
    await commit(ready.id);
    expect((await list()).map((one) => one.amount.amountMinor)).toEqual([row?.amount.amountMinor]);
    // What came again is wanted: it is there, and what stayed away stays away.
    const again = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(again.counts).toMatchObject({ duplicate: 1, skip: 1 });
  });

  it('come again when their deletion is undone, and stay away when it is redone', async () => {
    await bring(csv(COFFEE));
    const [coffee] = await list();
    await remove(coffee?.id ?? '');
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await upload(csv(COFFEE))).counts).toMatchObject({ duplicate: 1 });
    await ana.call('POST /ledger/redo', { body: {} });
    expect((await upload(csv(COFFEE))).counts).toMatchObject({ skip: 1 });
  });

  it('of an import that was taken back are new again, from its kept file', async () => {
    const { id } = await bring(csv(COFFEE));
    await undo(id);
    await ana.call('POST /imports/:id/again', { params: { id } });
    const ready = await ana.settled(id);
    expect(ready).toMatchObject({ status: 'ready', committedAt: null, counts: { add: 1 } });
    expect((await commit(id)).counts.add).toBe(1);
    const refused = await ana.refusal('POST /imports/:id/again', { params: { id } });
    expect(refused.code).toBe('import_not_ready');
  });

  it('that may be there are left out until a person says so', async () => {
    await type({ payee: 'Lunch with Eva', postedOn: '2026-02-10' });
    const ready = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(ready.counts).toMatchObject({ look: 1, add: 1 });
    const looks = await ana.call('GET /imports/:id/rows', {
      params: { id: ready.id },
      query: { decision: 'look' },
    });
    expect(looks.items).toMatchObject([{ reason: 'unlike', matchId: null, isChosen: false }]);
    expect((await commit(ready.id)).counts).toMatchObject({ look: 1, add: 1 });
    expect(await list()).toHaveLength(2);
  });

  it('are decided by a person, one by one or together, and as found again', async () => {
    const lunch = await type({ payee: 'Lunch with Eva', postedOn: '2026-02-10' });
    const other = await type({ payee: 'Bus', postedOn: '2026-02-11', amountMinor: -4000 });
    const { id } = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect((await decide(id, { allToLookAt: 'add' })).counts).toMatchObject({ add: 2, look: 0 });
    expect((await decide(id, { rows: [{ seq: 0, decision: 'found' }] })).counts.look).toBe(1);
    const confirmed = await decide(id, {
      rows: [{ seq: 0, decision: 'confirm', transactionId: lunch.id }],
    });
    expect(confirmed.counts).toMatchObject({ confirm: 1, add: 1 });
    const unfit = await ana.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: { rows: [{ seq: 0, decision: 'confirm', transactionId: other.id }] },
    });
    expect(unfit.code).toBe('import_match_unfit');
    await commit(id);
    expect((await list()).find((row) => row.id === lunch.id)).toMatchObject({
      payee: 'Lunch with Eva',
      originalPayee: 'SQ *BLUE BOTTLE 0421 OAKLAND CA',
    });
    const late = await ana.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: { allToLookAt: 'add' },
    });
    expect(late.code).toBe('import_not_ready');
  });

  it('are not two of one transaction', async () => {
    const lunch = await type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await upload(csv(COFFEE, '2026-02-10,SHELL OIL 5551,-4.75'));
    const same = { decision: 'confirm', transactionId: lunch.id } as const;
    const refused = await ana.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: {
        rows: [
          { seq: 0, ...same },
          { seq: 1, ...same },
        ],
      },
    });
    expect(refused.code).toBe('import_match_taken');
    expect((await rowsOf(id)).map((row) => row.decision)).toEqual(['look', 'look']);
  });

  it('keep what a person said when the ledger or the reading changes', async () => {
    await type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    await decide(id, {
      rows: [
        { seq: 0, decision: 'add' },
        { seq: 1, decision: 'skip' },
      ],
    });
    await ana.call('PUT /imports/:id/mapping', { params: { id }, body: { separator: ',' } });
    const read = await ana.settled(id);
    expect(read.counts).toMatchObject({ add: 1, skip: 1, look: 0 });
    await type({ payee: 'Something else', amountMinor: -999 });
    expect((await commit(id)).counts).toMatchObject({ add: 1, skip: 1 });
    expect((await list()).filter((row) => row.amount.amountMinor === -475)).toHaveLength(2);
  });

  it('are matched again when the ledger changed since they were shown', async () => {
    const { id, counts } = await upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(counts.add).toBe(2);
    const typed = await type();
    expect((await commit(id)).counts).toMatchObject({ add: 1, confirm: 1 });
    expect((await list()).map((row) => row.id)).toContain(typed.id);
    expect(await list()).toHaveLength(2);
  });

  it('that a person wanted are not added twice when they came in by another file', async () => {
    await type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await upload(csv(COFFEE));
    await decide(id, { allToLookAt: 'add' });
    const other = await upload(csv(COFFEE));
    await decide(other.id, { allToLookAt: 'add' });
    await commit(other.id);
    expect((await commit(id)).counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('are no longer confirmed when their import is taken back, unless somebody changed them', async () => {
    const typed = await type();
    const touched = await type({ payee: 'Shell', postedOn: '2026-02-11', amountMinor: -4000 });
    const gone = await type({ payee: 'City Parking', postedOn: '2026-02-12', amountMinor: -900 });
    const { id } = await bring(
      csv(
        COFFEE,
        '2026-02-12,SHELL OIL 5551,-40.00',
        '2026-02-13,CITY PARKING,-9.00',
        '2026-02-14,ACME PAYROLL,2500.00',
      ),
    );
    const row = (await list()).find((one) => one.id === touched.id);
    await ana.call('PATCH /transactions/:id', {
      params: { id: touched.id },
      body: { version: row?.version ?? 0, postedOn: '2026-02-20' },
    });
    await remove(gone.id);
    expect(await undo(id)).toMatchObject({ status: 'undone', notTakenBack: 1 });
    const left = await list();
    expect(left).toHaveLength(2);
    expect(left.find((one) => one.id === typed.id)).toMatchObject({
      payee: 'Blue Bottle',
      originalPayee: null,
      postedOn: '2026-02-09',
    });
    expect(left.find((one) => one.id === touched.id)).toMatchObject({ postedOn: '2026-02-20' });
    expect((await upload(csv(COFFEE))).counts).toMatchObject({ confirm: 1 });
  });

  it('confirm all lines of what was typed and split', async () => {
    const whole = await type({ amountMinor: -1000 });
    await ana.call('PUT /transactions/:id/split', {
      params: { id: whole.id },
      body: { version: whole.version, lines: [{ amountMinor: -600 }, { amountMinor: -400 }] },
    });
    const file = csv('2026-02-10,SQ *BLUE BOTTLE 0421 OAKLAND CA,-10.00');
    const { id, counts } = await bring(file);
    expect(counts).toMatchObject({ confirm: 1, add: 0 });
    expect((await list()).map((row) => row.postedOn)).toEqual(['2026-02-10', '2026-02-10']);
    expect((await upload(file)).counts).toMatchObject({ duplicate: 1 });
    expect((await undo(id)).notTakenBack).toBe(0);
    expect((await list()).map((row) => row.postedOn)).toEqual(['2026-02-09', '2026-02-09']);
  });

  it('are nobody’s else to decide on', async () => {
    const { id } = await upload(csv(COFFEE));
    const stranger = await signUp(test, 'Bob');
    const refused = await stranger.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: { rows: [{ seq: 0, decision: 'skip' }] },
    });
    expect(refused.code).toBe('not_found');
  });
});

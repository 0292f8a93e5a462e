import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { COFFEE, csv, importDesk, ofx, ofxRow } from '../../../test/import-desk.ts';

describeOnEachEngine('Rows of an import', (build) => {
  let test: TestApp;
  let ana: Client;
  let desk: ReturnType<typeof importDesk>;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ana = await signUp(test);
    desk = importDesk(test, ana, (await openChecking(ana)).id);
  });
  afterEach(() => test.expectHealthy());

  it('confirm what was typed by hand, which stays as it was typed', async () => {
    const groceries = await categoryId(ana, 'groceries');
    const typed = await desk.type({ note: 'with Eva', categoryId: groceries });
    const ready = await desk.upload(csv(COFFEE));
    expect(ready.counts).toMatchObject({ total: 1, add: 0, confirm: 1 });
    const [row] = await desk.rowsOf(ready.id);
    expect(row).toMatchObject({ decision: 'confirm', reason: 'typed', matchId: typed.id });
    expect(row?.candidates.map((one) => [one.id, one.note])).toEqual([[typed.id, 'with Eva']]);
    expect((await desk.commit(ready.id)).counts).toMatchObject({ add: 0, confirm: 1 });
    expect(await desk.list()).toMatchObject([
      {
        id: typed.id,
        payee: 'Blue Bottle',
        originalPayee: 'SQ *BLUE BOTTLE 0421 OAKLAND CA',
        postedOn: '2026-02-10',
        note: 'with Eva',
        categoryId: groceries,
      },
    ]);
    expect(await desk.balance()).toBe(100_000 - 475);
    expect((await desk.upload(csv(COFFEE))).counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('keep two identical coffees of which one was typed', async () => {
    await desk.type();
    expect((await desk.bring(csv(COFFEE, COFFEE))).counts).toMatchObject({ add: 1, confirm: 1 });
    expect(await desk.list()).toHaveLength(2);
    expect((await desk.upload(csv(COFFEE, COFFEE))).counts).toMatchObject({ add: 0, duplicate: 2 });
  });

  it('book what was pending, with its tip and under another id, once', async () => {
    const pending = ofx(ofxRow('p1', '-50.00', 'BISTRO 21', '20260210'));
    await desk.bring(pending, 'a.ofx');
    const [held] = await desk.list();
    await desk.makePending(held?.id ?? '');
    const posted = ofx(ofxRow('x9', '-60.00', 'BISTRO 21 OAKLAND', '20260212'));
    const ready = await desk.upload(posted, 'b.ofx');
    expect(await desk.rowsOf(ready.id)).toMatchObject([{ decision: 'confirm', reason: 'amount' }]);
    const done = await desk.commit(ready.id);
    expect(await desk.list()).toMatchObject([
      { id: held?.id, isPending: false, postedOn: '2026-02-12', amount: { amountMinor: -6000 } },
    ]);
    expect(await desk.balance()).toBe(100_000 - 6000);
    // The older file still has it as it was before.
    expect((await desk.upload(pending, 'a.ofx')).counts).toMatchObject({ add: 0, duplicate: 1 });
    expect((await desk.undo(done.id)).notTakenBack).toBe(0);
    expect(await desk.list()).toMatchObject([
      { id: held?.id, isPending: true, postedOn: '2026-02-10', amount: { amountMinor: -5000 } },
    ]);
    expect(await desk.balance()).toBe(100_000 - 5000);
  });

  it('wait as the file says, and are booked once, whichever file comes again', async () => {
    const head = 'Date,Description,Amount,Status\n';
    const pending = `${head}2026-02-10,BISTRO 21,-50.00,Pending\n`;
    const posted = `${head}2026-02-12,BISTRO 21 OAKLAND CA,-60.00,Posted\n`;
    await desk.bring(pending);
    expect(await desk.list()).toMatchObject([{ isPending: true }]);
    expect((await desk.bring(posted)).counts).toMatchObject({ add: 0, confirm: 1 });
    expect(await desk.list()).toMatchObject([
      { isPending: false, amount: { amountMinor: -6000 }, postedOn: '2026-02-12' },
    ]);
    expect((await desk.upload(pending)).counts).toMatchObject({ add: 0, duplicate: 1 });
    expect((await desk.upload(posted)).counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('book a pending row of the same id', async () => {
    const file = ofx(ofxRow('p1', '-50.00', 'BISTRO 21', '20260210'));
    await desk.bring(file, 'a.ofx');
    const [held] = await desk.list();
    await desk.makePending(held?.id ?? '');
    expect((await desk.bring(file, 'a.ofx')).counts).toMatchObject({ confirm: 1, add: 0 });
    expect(await desk.list()).toMatchObject([{ id: held?.id, isPending: false }]);
  });

  it('are there already when another kind of file brought them', async () => {
    await desk.bring(csv(COFFEE, COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    const other = ofx(
      ofxRow('1', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('2', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('3', '-4.75', 'BLUE BOTTLE COFFEE', '20260210'),
      ofxRow('4', '-40.00', 'SHELL OIL', '20260211'),
      ofxRow('5', '-9.00', 'CITY PARKING', '20260212'),
    );
    const ready = await desk.upload(other, 'same.ofx');
    expect(ready.counts).toMatchObject({ total: 5, duplicate: 3, add: 2, look: 0 });
    await desk.commit(ready.id);
    expect(await desk.list()).toHaveLength(5);
  });

  it('that may be there are left out until a person says so', async () => {
    await desk.type({ payee: 'Lunch with Eva', postedOn: '2026-02-10' });
    const ready = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(ready.counts).toMatchObject({ look: 1, add: 1 });
    const looks = await ana.call('GET /imports/:id/rows', {
      params: { id: ready.id },
      query: { decision: 'look' },
    });
    expect(looks.items).toMatchObject([{ reason: 'unlike', matchId: null, isChosen: false }]);
    expect((await desk.commit(ready.id)).counts).toMatchObject({ look: 1, add: 1 });
    expect(await desk.list()).toHaveLength(2);
  });

  it('are decided by a person, one by one or together, and as found again', async () => {
    const lunch = await desk.type({ payee: 'Lunch with Eva', postedOn: '2026-02-10' });
    const other = await desk.type({ payee: 'Bus', postedOn: '2026-02-11', amountMinor: -4000 });
    const { id } = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect((await desk.decide(id, { allToLookAt: 'add' })).counts).toMatchObject({
      add: 2,
      look: 0,
    });
    expect((await desk.decide(id, { rows: [{ seq: 0, decision: 'found' }] })).counts.look).toBe(1);
    const confirmed = await desk.decide(id, {
      rows: [{ seq: 0, decision: 'confirm', transactionId: lunch.id }],
    });
    expect(confirmed.counts).toMatchObject({ confirm: 1, add: 1 });
    const unfit = await ana.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: { rows: [{ seq: 0, decision: 'confirm', transactionId: other.id }] },
    });
    expect(unfit.code).toBe('import_match_unfit');
    await desk.commit(id);
    expect((await desk.list()).find((row) => row.id === lunch.id)).toMatchObject({
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
    const lunch = await desk.type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await desk.upload(csv(COFFEE, '2026-02-10,SHELL OIL 5551,-4.75'));
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
    expect((await desk.rowsOf(id)).map((row) => row.decision)).toEqual(['look', 'look']);
  });

  it('keep what a person said when the ledger or the reading changes', async () => {
    await desk.type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    await desk.decide(id, {
      rows: [
        { seq: 0, decision: 'add' },
        { seq: 1, decision: 'skip' },
      ],
    });
    await ana.call('PUT /imports/:id/mapping', { params: { id }, body: { separator: ',' } });
    const read = await ana.settled(id);
    expect(read.counts).toMatchObject({ add: 1, skip: 1, look: 0 });
    await desk.type({ payee: 'Something else', amountMinor: -999 });
    expect((await desk.commit(id)).counts).toMatchObject({ add: 1, skip: 1 });
    expect((await desk.list()).filter((row) => row.amount.amountMinor === -475)).toHaveLength(2);
  });

  it('are matched again when the ledger changed since they were shown', async () => {
    const { id, counts } = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(counts.add).toBe(2);
    const typed = await desk.type();
    expect((await desk.commit(id)).counts).toMatchObject({ add: 1, confirm: 1 });
    expect((await desk.list()).map((row) => row.id)).toContain(typed.id);
    expect(await desk.list()).toHaveLength(2);
  });

  it('that a person wanted are not added twice when they came in by another file', async () => {
    await desk.type({ payee: 'Lunch', postedOn: '2026-02-10' });
    const { id } = await desk.upload(csv(COFFEE));
    await desk.decide(id, { allToLookAt: 'add' });
    const other = await desk.upload(csv(COFFEE));
    await desk.decide(other.id, { allToLookAt: 'add' });
    await desk.commit(other.id);
    expect((await desk.commit(id)).counts).toMatchObject({ add: 0, duplicate: 1 });
  });

  it('are no longer confirmed when their import is taken back, unless somebody changed them', async () => {
    const typed = await desk.type();
    const touched = await desk.type({ payee: 'Shell', postedOn: '2026-02-11', amountMinor: -4000 });
    const gone = await desk.type({
      payee: 'City Parking',
      postedOn: '2026-02-12',
      amountMinor: -900,
    });
    const { id } = await desk.bring(
      csv(
        COFFEE,
        '2026-02-12,SHELL OIL 5551,-40.00',
        '2026-02-13,CITY PARKING,-9.00',
        '2026-02-14,ACME PAYROLL,2500.00',
      ),
    );
    const row = (await desk.list()).find((one) => one.id === touched.id);
    await ana.call('PATCH /transactions/:id', {
      params: { id: touched.id },
      body: { version: row?.version ?? 0, postedOn: '2026-02-20' },
    });
    await desk.remove(gone.id);
    expect(await desk.undo(id)).toMatchObject({ status: 'undone', notTakenBack: 1 });
    const left = await desk.list();
    expect(left).toHaveLength(2);
    expect(left.find((one) => one.id === typed.id)).toMatchObject({
      payee: 'Blue Bottle',
      originalPayee: null,
      postedOn: '2026-02-09',
    });
    expect(left.find((one) => one.id === touched.id)).toMatchObject({ postedOn: '2026-02-20' });
    expect((await desk.upload(csv(COFFEE))).counts).toMatchObject({ confirm: 1 });
  });

  it('confirm all lines of what was typed and split', async () => {
    const whole = await desk.type({ amountMinor: -1000 });
    await ana.call('PUT /transactions/:id/split', {
      params: { id: whole.id },
      body: { version: whole.version, lines: [{ amountMinor: -600 }, { amountMinor: -400 }] },
    });
    const file = csv('2026-02-10,SQ *BLUE BOTTLE 0421 OAKLAND CA,-10.00');
    const { id, counts } = await desk.bring(file);
    expect(counts).toMatchObject({ confirm: 1, add: 0 });
    expect((await desk.list()).map((row) => row.postedOn)).toEqual(['2026-02-10', '2026-02-10']);
    expect((await desk.upload(file)).counts).toMatchObject({ duplicate: 1 });
    expect((await desk.undo(id)).notTakenBack).toBe(0);
    expect((await desk.list()).map((row) => row.postedOn)).toEqual(['2026-02-09', '2026-02-09']);
  });

  it('are nobody’s else to decide on', async () => {
    const { id } = await desk.upload(csv(COFFEE));
    const stranger = await signUp(test, 'Bob');
    const refused = await stranger.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: { rows: [{ seq: 0, decision: 'skip' }] },
    });
    expect(refused.code).toBe('not_found');
  });
});

import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { COFFEE, csv, importDesk, ofx, ofxRow } from '../../../test/import-desk.ts';

describeOnEachEngine('Rows of an import that were deleted or taken back', (build) => {
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

  it('stay deleted under the key they had while they were pending', async () => {
    const pending = ofx(ofxRow('p1', '-50.00', 'BISTRO 21', '20260210'));
    const first = await desk.bring(pending, 'a.ofx');
    const [held] = await desk.list();
    await desk.makePending(held?.id ?? '');
    await desk.bring(ofx(ofxRow('x9', '-60.00', 'BISTRO 21', '20260212')), 'b.ofx');
    await desk.remove(held?.id ?? '');
    expect((await desk.upload(pending, 'a.ofx')).counts).toMatchObject({ skip: 1 });
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await desk.upload(pending, 'a.ofx')).counts).toMatchObject({ duplicate: 1 });
    // With the import that brought it, it goes without having been deleted.
    await desk.undo(first.id);
    expect((await desk.upload(pending, 'a.ofx')).counts).toMatchObject({ add: 1 });
  });

  it('that were moved to another account do not come again into the first', async () => {
    const savings = await openChecking(ana, { name: 'Savings' });
    const file = csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00');
    const first = await desk.bring(file);
    const coffee = (await desk.list()).find((one) => one.amount.amountMinor === -475);
    const row = await ana.call('PATCH /transactions/:id', {
      params: { id: coffee?.id ?? '' },
      body: { version: coffee?.version ?? 0, accountId: savings.id },
    });
    const ready = await desk.upload(file);
    expect(ready.counts).toMatchObject({ add: 0, duplicate: 2 });
    expect((await desk.rowsOf(ready.id)).find((one) => one.reason === 'moved')).toMatchObject({
      decision: 'duplicate',
      matchId: coffee?.id,
      candidates: [{ accountId: savings.id }],
    });
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await desk.upload(file)).counts).toMatchObject({ duplicate: 2 });
    await ana.call('POST /ledger/redo', { body: {} });
    await desk.remove(row.id);
    expect((await desk.upload(file)).counts).toMatchObject({ duplicate: 1, skip: 1 });
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await desk.upload(file)).counts).toMatchObject({ duplicate: 2 });
    // With its import it goes from wherever it is.
    await desk.undo(first.id);
    expect((await desk.upload(file)).counts).toMatchObject({ add: 2 });
  });

  it('that were deleted stay deleted, until somebody wants them', async () => {
    await desk.bring(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    const [shell, coffee] = await desk.list();
    await desk.remove(coffee?.id ?? '');
    await ana.call('POST /transactions/bulk-delete', { body: { ids: [shell?.id ?? ''] } });
    const ready = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(ready.counts).toMatchObject({ add: 0, skip: 2 });
    const [row] = await desk.rowsOf(ready.id);
    expect(row).toMatchObject({ decision: 'skip', reason: 'deleted', candidates: [] });
    const next = await desk.decide(ready.id, { rows: [{ seq: row?.seq ?? 0, decision: 'add' }] });
    expect(next.counts).toMatchObject({ add: 1, skip: 1 });
    await desk.commit(ready.id);
    expect((await desk.list()).map((one) => one.amount.amountMinor)).toEqual([
      row?.amount.amountMinor,
    ]);
    // What came again is wanted: it is there, and what stayed away stays away.
    const again = await desk.upload(csv(COFFEE, '2026-02-11,SHELL OIL 5551,-40.00'));
    expect(again.counts).toMatchObject({ duplicate: 1, skip: 1 });
  });

  it('come again when their deletion is undone, and stay away when it is redone', async () => {
    await desk.bring(csv(COFFEE));
    const [coffee] = await desk.list();
    await desk.remove(coffee?.id ?? '');
    await ana.call('POST /ledger/undo', { body: {} });
    expect((await desk.upload(csv(COFFEE))).counts).toMatchObject({ duplicate: 1 });
    await ana.call('POST /ledger/redo', { body: {} });
    expect((await desk.upload(csv(COFFEE))).counts).toMatchObject({ skip: 1 });
  });

  it('of an import that was taken back are new again, from its kept file', async () => {
    const { id } = await desk.bring(csv(COFFEE));
    await desk.undo(id);
    await ana.call('POST /imports/:id/again', { params: { id } });
    const ready = await ana.settled(id);
    expect(ready).toMatchObject({ status: 'ready', committedAt: null, counts: { add: 1 } });
    expect((await desk.commit(id)).counts.add).toBe(1);
    const refused = await ana.refusal('POST /imports/:id/again', { params: { id } });
    expect(refused.code).toBe('import_not_ready');
  });
});

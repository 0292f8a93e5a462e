import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { COFFEE, csv, importDesk } from '../../../test/import-desk.ts';

const SHELL = '2026-02-11,SHELL OIL 5551,-40.00';
const PARKING = '2026-02-12,CITY PARKING,-9.00';

describeOnEachEngine('Rows a commit left undecided', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;
  let desk: ReturnType<typeof importDesk>;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());
  beforeEach(async () => {
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
    desk = importDesk(test, ana, accountId);
  });
  afterEach(() => test.expectHealthy());

  /** Lunch and Bus may be the coffee and the petrol of the file; the parking is simply new. */
  async function bringDoubtful() {
    const lunch = await desk.type({ payee: 'Lunch with Eva', postedOn: '2026-02-10' });
    const bus = await desk.type({ payee: 'Bus', postedOn: '2026-02-11', amountMinor: -4000 });
    const done = await desk.bring(csv(COFFEE, SHELL, PARKING));
    return { lunch, bus, done, rows: await desk.rowsOf(done.id) };
  }
  const seqOf = (rows: { payee: string; seq: number }[], word: string) =>
    rows.find((row) => row.payee.toUpperCase().includes(word))?.seq ?? -1;

  it('wait on, with what they look like', async () => {
    const { done, rows, lunch, bus } = await bringDoubtful();
    expect(done).toMatchObject({
      status: 'committed',
      counts: { total: 3, add: 1, look: 2 },
      left: { total: 2, look: 2, add: 0 },
    });
    expect(rows).toMatchObject([
      { line: 2, decision: 'look', reason: 'unlike', candidates: [{ id: lunch.id }] },
      { line: 3, decision: 'look', reason: 'unlike', candidates: [{ id: bus.id }] },
    ]);
    const [listed] = (await ana.call('GET /imports', { query: {} })).items;
    expect(listed?.left.total).toBe(2);
  });

  it('come in, are confirmed or stay out, and go with their import', async () => {
    const { done, rows, lunch } = await bringDoubtful();
    const { id } = done;
    const coffee = { seq: seqOf(rows, 'BOTTLE'), decision: 'confirm', transactionId: lunch.id };
    const said = await desk.decide(id, {
      rows: [{ ...coffee, decision: 'confirm' as const }],
    });
    expect(said).toMatchObject({ left: { total: 2, confirm: 1, look: 1 }, counts: { look: 2 } });
    // Nothing is done until it is committed.
    expect((await desk.list()).find((one) => one.id === lunch.id)?.originalPayee).toBeNull();
    const once = await desk.commit(id);
    expect(once).toMatchObject({
      status: 'committed',
      committedAt: done.committedAt,
      counts: { total: 3, add: 1, confirm: 1, look: 1 },
      left: { total: 1, look: 1 },
    });
    expect((await desk.list()).find((one) => one.id === lunch.id)).toMatchObject({
      postedOn: '2026-02-10',
      originalPayee: 'SQ *BLUE BOTTLE 0421 OAKLAND CA',
    });
    await desk.decide(id, { allToLookAt: 'add' });
    const twice = await desk.commit(id);
    expect(twice).toMatchObject({ counts: { add: 2, confirm: 1, look: 0 }, left: { total: 0 } });
    expect(await desk.rowsOf(id)).toEqual([]);
    const own = await ana.call('GET /transactions', { query: { importId: id } });
    expect(own.items.map((one) => one.amount.amountMinor).sort()).toEqual([-4000, -900]);
    expect(await desk.balance()).toBe(100_000 - 475 - 4000 - 4000 - 900);
    expect((await desk.upload(csv(COFFEE, SHELL, PARKING))).counts).toMatchObject({ duplicate: 3 });

    expect(await desk.undo(id)).toMatchObject({ status: 'undone', left: { total: 0 } });
    expect(await desk.balance()).toBe(100_000 - 475 - 4000);
    expect((await desk.list()).find((one) => one.id === lunch.id)?.originalPayee).toBeNull();
    // What was said of them holds when the file is brought once more.
    await ana.call('POST /imports/:id/again', { params: { id } });
    expect((await ana.settled(id)).counts).toMatchObject({ add: 2, confirm: 1, look: 0 });
  });

  it('are told of in the activity', async () => {
    const { done } = await bringDoubtful();
    await desk.decide(done.id, { allToLookAt: 'skip' });
    const after = await desk.commit(done.id);
    expect(after).toMatchObject({ counts: { add: 1, skip: 2, look: 0 }, left: { total: 0 } });
    const log = await ana.call('GET /audit-log', { query: { action: 'import.decide' } });
    expect(log.items).toMatchObject([
      { entityId: done.id, after: { added: 0, confirmed: 0, leftOut: 2, there: 0 } },
    ]);
    expect(await desk.list()).toHaveLength(3);
  });

  it('are not added when they came in by another file meanwhile', async () => {
    const { done } = await bringDoubtful();
    const other = await desk.upload(csv(SHELL));
    await desk.decide(other.id, { allToLookAt: 'add' });
    await desk.commit(other.id);
    await desk.decide(done.id, { allToLookAt: 'add' });
    expect(await desk.commit(done.id)).toMatchObject({
      counts: { add: 2, duplicate: 1, look: 0 },
      left: { total: 0 },
    });
    expect(await desk.list()).toHaveLength(5);
  });

  it('stay when what they were said to be is gone', async () => {
    const { done, rows, lunch } = await bringDoubtful();
    const seq = seqOf(rows, 'BOTTLE');
    await desk.decide(done.id, {
      rows: [{ seq, decision: 'confirm', transactionId: lunch.id }],
    });
    await desk.remove(lunch.id);
    expect(await desk.commit(done.id)).toMatchObject({ left: { total: 2, look: 2 } });
    expect((await desk.rowsOf(done.id)).map((row) => row.isChosen)).toEqual([false, false]);
  });

  it('are no row that their import brought or confirmed', async () => {
    await desk.type({ payee: 'Lunch', postedOn: '2026-02-10' });
    await desk.type({ payee: 'Dinner', postedOn: '2026-02-10' });
    const { id } = await desk.bring(csv(COFFEE, PARKING));
    const parking = (await desk.list()).find((one) => one.amount.amountMinor === -900);
    const [row] = await desk.rowsOf(id);
    const refused = await ana.refusal('PUT /imports/:id/rows', {
      params: { id },
      body: {
        rows: [{ seq: row?.seq ?? 0, decision: 'confirm', transactionId: parking?.id ?? '' }],
      },
    });
    expect(refused.code).toBe('import_match_taken');
  });

  it('are committed only once something was said of them', async () => {
    const { done } = await bringDoubtful();
    const refused = await ana.refusal('POST /imports/:id/commit', { params: { id: done.id } });
    expect(refused.code).toBe('import_not_ready');
  });

  it('follow the rules that came to be since, and leave what came in before alone', async () => {
    const { done } = await bringDoubtful();
    const parking = (await desk.list()).find((one) => one.amount.amountMinor === -900);
    for (const contains of ['parking', 'shell']) {
      await ana.call('POST /rules', { body: { contains, note: 'ruled' } });
    }
    await desk.decide(done.id, { allToLookAt: 'add' });
    await desk.commit(done.id);
    const ruled = async () => (await desk.list()).filter((one) => one.note === 'ruled');
    await expect
      .poll(ruled, { timeout: 10_000 })
      .toMatchObject([{ amount: { amountMinor: -4000 } }]);
    expect((await ruled()).map((one) => one.id)).not.toContain(parking?.id);
  });

  it('go with their account', async () => {
    const { done } = await bringDoubtful();
    await ana.call('DELETE /accounts/:id', { params: { id: accountId } });
    const [after] = (await ana.call('GET /imports', { query: {} })).items;
    expect(after).toMatchObject({ id: done.id, left: { total: 0 }, counts: { look: 0 } });
  });
});

import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, openChecking, signUp, type TestApp } from '../../../test/harness.ts';

describeOnEachEngine('Imports while a household’s months change', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('land in months that begin on another day than when their rows were written', async () => {
    const ana = await signUp(test);
    const { id: accountId } = await openChecking(ana);
    const begin = (firstDayOfMonth: number) =>
      ana.call('PATCH /settings', { body: { firstDayOfMonth } });
    const rows = Array.from(
      { length: 8000 },
      (_, at) => `2026-0${(at % 9) + 1}-${10 + (at % 19)},SHOP ${at % 7},-${at % 90}.25`,
    );
    const { id } = await ana.upload(`Date,Description,Amount\n${rows.join('\n')}\n`, { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    await someRowsWritten(id);
    await begin(25);
    expect((await ana.settled(id)).counts.add).toBe(8000);
    await test.expectHealthy();
    await begin(20);
    await ana.call('POST /imports/:id/undo', { params: { id } });
    await ana.settled(id);
    await test.expectHealthy();
  });

  /** Waits for the moment in which an import's rows are being written and still hidden. */
  async function someRowsWritten(id: string): Promise<void> {
    for (;;) {
      const row = await test.services.database.read
        .selectFrom('transactions')
        .select('id')
        .where('import_id', '=', id)
        .executeTakeFirst();
      if (row) return;
      await nextTurn();
    }
  }
});

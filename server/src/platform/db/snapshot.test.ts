import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, signUp, type TestApp } from '../../../test/harness.ts';

describeOnEachEngine('A snapshot', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('reads all of one moment, while others write and read on', async () => {
    const ana = await signUp(test);
    const { household } = await ana.call('GET /session');
    const { database } = test.services;
    const names = await database.snapshot(async (tx) => {
      const name = () =>
        tx
          .selectFrom('households')
          .select('name')
          .where('id', '=', household.id)
          .executeTakeFirstOrThrow();
      const before = await name();
      await ana.call('PATCH /settings', { body: { householdName: 'Renamed meanwhile' } });
      const streamed = [];
      for await (const row of tx
        .selectFrom('households')
        .select('name')
        .where('id', '=', household.id)
        .stream(1)) {
        streamed.push(row);
      }
      return [before, await name(), ...streamed];
    });
    expect(names).toEqual(Array(3).fill({ name: household.name }));
    expect((await ana.call('GET /session')).household.name).toBe('Renamed meanwhile');
  });

  it('writes nothing, and gives its connection back when its work fails', async () => {
    const { database } = test.services;
    for (let round = 0; round < 12; round += 1) {
      const writing = database.snapshot((tx) =>
        tx.deleteFrom('households').where('id', '=', 'nobody').execute(),
      );
      await expect(writing).rejects.toThrow();
    }
    expect(await database.read.selectFrom('households').select('id').execute()).toBeDefined();
  });
});

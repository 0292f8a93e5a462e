import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { abandonCommit } from './land.service.ts';

describeOnEachEngine('Files whose way is cut off', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;

  beforeAll(async () => {
    test = await build({ MAX_UPLOAD_MB: '2' });
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  it('refuses a file that is too large and keeps none of it', async () => {
    await expect(ana.upload(Buffer.alloc(3 * 1024 * 1024, 65), { accountId })).rejects.toThrow(
      'too_large',
    );
    expect(await blobs()).toEqual([]);
  });

  const blobs = () =>
    test.services.database.read
      .selectFrom('import_blobs')
      .innerJoin('accounts', 'accounts.household_id', 'import_blobs.household_id')
      .select('import_blobs.seq')
      .where('accounts.id', '=', accountId)
      .execute();

  it('keeps nothing of a file whose upload is cut off', async () => {
    const { database, imports, outbox } = test.services;
    const { household_id: householdId } = await database.read
      .selectFrom('accounts')
      .select('household_id')
      .where('id', '=', accountId)
      .executeTakeFirstOrThrow();
    async function* cutOff() {
      yield Buffer.alloc(1024 * 1024, 65);
      yield Buffer.alloc(1024 * 1024, 65);
      throw new Error('The line broke.');
    }
    const who = { householdId, userId: 'ana', hiddenAccountIds: [] };
    const file = { name: 'large.csv', bytes: cutOff(), isTruncated: () => false };
    await expect(imports.receive(who, file, accountId, 1e9)).rejects.toThrow('The line broke.');
    expect(await blobs()).toHaveLength(1);
    await database.write((tx) =>
      tx
        .updateTable('outbox')
        .set({ run_after: '2026-01-01T00:00:00.000Z' })
        .where('kind', '=', 'imports.tidy')
        .execute(),
    );
    outbox.nudge();
    await expect.poll(blobs, { timeout: 20_000 }).toEqual([]);
  });

  it('keeps what has landed when what follows fails again and again', async () => {
    const { database } = test.services;
    const file = await ana.upload('Date,Payee,Amount\n2026-03-01,Bakery,-4.20\n', { accountId });
    await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
    await ana.settled(file.id);
    const { household_id: householdId } = await database.read
      .selectFrom('imports')
      .select('household_id')
      .where('id', '=', file.id)
      .executeTakeFirstOrThrow();
    await abandonCommit(database, { householdId, importId: file.id });
    expect((await ana.call('GET /transactions')).items).toHaveLength(1);
    expect((await ana.call('GET /imports/:id', { params: { id: file.id } })).status).toBe(
      'committed',
    );
    await test.expectHealthy();
  });
});

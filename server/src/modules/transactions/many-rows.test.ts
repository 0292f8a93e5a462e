import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, openChecking, signUp, type TestApp } from '../../../test/harness.ts';
import type { Database } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { readChanges, saveStep } from './ledger-steps.repository.ts';
import type { RowChange } from './row-changes.ts';
import type { TransactionsTables } from './transactions.tables.ts';

/** Enough for more than the 16 MB that MariaDB takes in one statement. */
const CHANGES = 80_000;

describeOnEachEngine('A step of many rows', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('is kept whole, however much there is to keep', async () => {
    const database = test.services.database as unknown as Database<TransactionsTables>;
    const [householdId, account] = [newId(), newId()];
    const [before, after] = [{ category_id: newId() }, { category_id: newId() }];
    const changes = Array.from({ length: CHANGES }, (_, at): RowChange => {
      const key = { id: String(at).padStart(26, '0') };
      return { table: 'transactions', key, before, after, account };
    });
    const step = {
      household_id: householdId,
      id: newId(),
      at: '2026-03-01T10:00:00.000Z',
      user_id: newId(),
      action: 'test',
      change_count: changes.length,
      undone_at: null,
    };
    expect(JSON.stringify(changes).length).toBeGreaterThan(16 * 1024 * 1024);
    await database.write((tx) => saveStep(tx, step, changes));
    expect(await readChanges(database.read, step)).toEqual(changes);
  });

  it('is told of by how many and of which accounts', async () => {
    const ana = await signUp(test);
    const accountId = (await openChecking(ana)).id;
    const lines = Array.from({ length: 101 }, (_, at) => `2026-02-01,SHOP ${at},-${at + 1}.00`);
    const content = `Date,Description,Amount\n${lines.join('\n')}\n`;
    const { id } = await ana.upload(content, { name: 'statement.csv', accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    await ana.settled(id);
    const ids = (await ana.call('GET /transactions', { query: { limit: 200 } })).items.map(
      (row) => row.id,
    );
    const hide = async (some: string[]) => {
      const change = { isHidden: true };
      await ana.call('POST /transactions/bulk', { body: { ids: some, change } });
      return (await ana.call('GET /audit-log', { query: { limit: 1 } })).items[0]?.before;
    };
    expect(await hide(ids)).toEqual({ count: 101, accountIds: [accountId] });
    expect(await hide(ids.slice(0, 2))).toMatchObject([{ id: ids[0], accountId }, { id: ids[1] }]);
  });

  it('offers the whole import where that was the last thing, and tells of it among the steps', async () => {
    const ana = await signUp(test);
    const accountId = (await openChecking(ana)).id;
    await ana.call('POST /transactions', {
      body: { accountId, postedOn: '2026-03-01', payee: 'Before', amountMinor: -100 },
    });
    await ana.call('POST /rules', { body: { contains: 'zyxomma', note: 'By rule' } });
    const file = await ana.upload('Date,Payee,Amount\n2026-02-15,Zyxomma,-1.00\n', {
      accountId,
    });
    const params = { id: file.id };
    await ana.call('POST /imports/:id/commit', { params });
    await ana.settled(file.id);
    const notes = async () =>
      (await ana.call('GET /transactions', { query: { limit: 50 } })).items.map((row) => row.note);
    await expect.poll(notes, { timeout: 10_000 }).toContain('By rule');
    const refused = await ana.refusal('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(refused).toMatchObject({
      code: 'import_is_latest',
      params: { importId: file.id, added: 1 },
    });
    const told = async () =>
      (await ana.call('GET /audit-log', { query: { action: 'import.commit' } })).items[0];
    expect(await told()).toMatchObject({ step: 'done', after: { fileName: 'statement.csv' } });
    await ana.call('POST /imports/:id/undo', { params });
    await ana.settled(file.id);
    expect((await told())?.step).toBe('undone');
    await ana.call('POST /imports/:id/again', { params });
    await ana.settled(file.id);
    await ana.call('POST /imports/:id/commit', { params });
    await ana.settled(file.id);
    const again = await ana.refusal('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(again).toMatchObject({ params: { importId: file.id, added: 1 } });
    await ana.call('POST /imports/:id/undo', { params });
    await ana.settled(file.id);
    const { action } = await ana.call('POST /ledger/undo', { body: { stopAtImport: true } });
    expect(action).toBe('rule.create');
  });
});

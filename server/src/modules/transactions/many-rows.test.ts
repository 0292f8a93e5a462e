import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, openChecking, signUp, type TestApp } from '../../../test/harness.ts';
import { systemClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { readChanges, saveStep } from './ledger-steps.repository.ts';
import type { RowChange } from './row-changes.ts';
import { listTransactionsById } from './transactions.repository.ts';
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

  it('that fails half-way leaves nothing behind, also of what was still being written', async () => {
    const ana = await signUp(test);
    const accountId = (await openChecking(ana)).id;
    const body = { accountId, postedOn: '2026-02-01', payee: 'Shop', amountMinor: -100 };
    const { id } = await ana.call('POST /transactions', { body });
    const householdId = (await ana.call('GET /session')).household.id;
    const database = test.services.database as unknown as Database<LedgerTables>;
    const actor = { householdId, userId: null };
    const failing = changeHousehold(database, systemClock, actor, async (change) => {
      const ledger = await LedgerEdit.open(change, actor);
      const reader = { householdId, hiddenAccountIds: [] };
      const [row] = await listTransactionsById(change.tx, reader, [id]);
      if (!row) throw new Error('no row');
      // More than are written at once, the own one last.
      const others = Array.from({ length: 1200 }, () => ({ ...row, id: newId(), category_id: '' }));
      await ledger.updateAll([...others, row], { is_hidden: 1 });
    });
    await expect(failing).rejects.toThrow('a category that is not there');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const after = await ana.call('GET /transactions/:id', { params: { id } });
    expect(after).toMatchObject({ isHidden: false, version: 1 });
  });
});

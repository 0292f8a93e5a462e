import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { CSV, record, SECRET, spend, withSecret } from '../../../test/private-accounts.ts';

describeOnEachEngine('Private accounts when something ends', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterEach(() => test.expectHealthy());
  afterAll(() => test.close());

  /** Every row of a household in every table there is. */
  async function rowsOf(householdId: string): Promise<string> {
    const { read } = test.services.database;
    const tables = await read.introspection.getTables();
    const kept = tables.filter((table) =>
      table.columns.some((column) => column.name === 'household_id'),
    );
    const rows = [];
    for (const { name } of kept) {
      const found = await read
        .selectFrom(name as 'accounts')
        .selectAll()
        .where('household_id', '=', householdId)
        .execute();
      rows.push(JSON.stringify({ name, found }));
    }
    return rows.join('\n');
  }

  it('stay hidden in the log and among the files when they are deleted', async () => {
    const { ana, secret, file } = await withSecret(test);
    const eva = await joinAs(test, ana, 'owner');
    await ana.call('DELETE /accounts/:id', { params: { id: secret.id } });
    const log = (client: Client) => client.call('GET /audit-log', { query: { limit: 200 } });
    const [seen, own] = [await log(eva), await log(ana)];
    expect(JSON.stringify(seen)).not.toContain(SECRET);
    expect(JSON.stringify(seen)).not.toContain(secret.id);
    expect(own.items[0]).toMatchObject({ action: 'account.delete', entityId: secret.id });
    expect((await eva.call('GET /imports')).items).toEqual([]);
    const refusal = await eva.refusal('GET /imports/:id', { params: { id: file.id } });
    expect(refusal.code).toBe('not_found');
  });

  it('are not counted when somebody else deletes a category they use', async () => {
    const { ana, account, secret } = await withSecret(test);
    const eva = await joinAs(test, ana, 'editor');
    const entry = { postedOn: '2026-02-11', payee: 'Pharmacy', amountMinor: -700 };
    for (const id of [account.id, secret.id]) await spend(ana, id, entry, 'pets');
    const moved = await eva.request(
      'DELETE',
      `/api/v1/categories/${await categoryId(eva, 'pets')}?moveTo=${await categoryId(eva, 'gifts_donations')}`,
    );
    expect(moved.json()).toEqual({ movedTransactions: 1 });
    const { items } = await ana.call('GET /transactions', { query: { search: 'pharmacy' } });
    const gifts = await categoryId(ana, 'gifts_donations');
    expect(items.map((row) => row.categoryId)).toEqual([gifts, gifts]);
  });

  it('go along when their owner leaves, to a household of their own', async () => {
    const ana = await signUp(test);
    await ana.call('PATCH /settings', { body: { homeCurrency: 'CHF' } });
    const account = await openChecking(ana, { currency: 'CHF' });
    const eva = await joinAs(test, ana, 'editor');
    const own = await openChecking(eva, { name: SECRET, currency: 'CHF', isPrivate: true });
    await record(eva, own.id, `${SECRET} shop`, -5555);
    const paid = await record(eva, own.id, `${SECRET} to us`, -900);
    const got = await record(eva, account.id, 'From Eva', 900);
    await eva.call('POST /transfers', { body: { transactionIds: [paid.id, got.id] } });
    const file = await eva.upload(CSV, { name: `${SECRET}.csv`, accountId: own.id });
    await eva.call('POST /imports/:id/commit', { params: { id: file.id } });
    await eva.settled(file.id);
    const waiting = await eva.upload(CSV, { name: `${SECRET}-again.csv` });
    const before = await eva.call('GET /accounts/:id', { params: { id: own.id } });
    const shared = (await ana.call('GET /session')).household.id;
    await eva.call('POST /household/leave', { body: {} });

    const home = (await eva.call('GET /session')).household;
    expect(home).toMatchObject({ name: 'Eva', homeCurrency: 'CHF', role: 'owner', memberCount: 1 });
    const after = await eva.call('GET /accounts/:id', { params: { id: own.id } });
    expect(after).toMatchObject({ balance: before.balance, owner: { name: 'Eva' } });
    expect((await eva.call('GET /imports')).items.map((one) => one.id)).toEqual([file.id]);
    expect(waiting.status).toBe('ready');
    const log = await eva.call('GET /audit-log', { query: { limit: 200 } });
    expect(log.items.map((one) => one.action)).toContain('account.open');
    expect((await eva.call('GET /transactions')).items[0]?.payee).toContain(SECRET);

    const stays = await ana.call('GET /transactions/:id', { params: { id: got.id } });
    expect(stays.transfer).toBeNull();
    const left = await rowsOf(shared);
    expect(left).not.toContain(SECRET);
    expect(left).toContain('From Eva');
  });

  it('let nobody leave while a file of theirs is being read', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'editor');
    const file = await eva.upload(CSV, { name: 'own.csv' });
    const { read } = test.services.database;
    const set = (status: 'reading' | 'ready') =>
      read.updateTable('imports').set({ status }).where('id', '=', file.id).execute();
    await set('reading');
    const refusal = await eva.refusal('POST /household/leave', { body: {} });
    expect(refusal.code).toBe('import_busy');
    await set('ready');
    await eva.call('POST /household/leave', { body: {} });
  });
});

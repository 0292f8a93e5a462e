import type { AuditEntryView } from '@picture/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';
import { newId } from '../../platform/ids.ts';

describeOnEachEngine('The audit log', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  const actions = (items: AuditEntryView[]) => items.map((one) => one.action);

  async function record(client: Client, accountId: string, payee: string) {
    return client.call('POST /transactions', {
      body: { accountId, postedOn: '2026-03-02', amountMinor: -1250, payee },
    });
  }

  it('tells who did what, newest first, as it was before and after', async () => {
    const ana = await signUp(test, 'Ana');
    const account = await openChecking(ana);
    const row = await record(ana, account.id, 'Corner shop');
    const groceries = await categoryId(ana, 'groceries');
    await ana.call('PATCH /transactions/:id', {
      params: { id: row.id },
      body: { version: row.version, categoryId: groceries },
    });
    const { items, nextCursor } = await ana.call('GET /audit-log');
    expect(actions(items)).toEqual(['transaction.edit', 'transaction.record', 'account.open']);
    expect(nextCursor).toBeNull();
    expect(items[0]).toMatchObject({
      who: 'Ana',
      entityId: row.id,
      before: { category_id: row.categoryId, payee: 'Corner shop' },
      after: { categoryId: groceries },
      address: null,
    });
    expect(items[1]).toMatchObject({ before: null, after: { payee: 'Corner shop' } });
  });

  it('names what was taken back and made again, and who had done it', async () => {
    const ana = await signUp(test, 'Ana');
    const eva = await joinAs(test, ana, 'editor');
    const account = await openChecking(ana);
    await record(ana, account.id, 'Corner shop');
    const [done] = (await ana.call('GET /audit-log')).items;
    const params = { id: done?.id ?? '' };
    await eva.call('POST /ledger/steps/:id/undo', { params, body: {} });
    await ana.call('POST /ledger/steps/:id/redo', { params, body: {} });
    const { items } = await ana.call('GET /audit-log');
    expect(actions(items).slice(0, 3)).toEqual([
      'ledger.redo',
      'ledger.undo',
      'transaction.record',
    ]);
    const turned = { who: 'Ana', action: 'transaction.record', after: { payee: 'Corner shop' } };
    expect(items[0]).toMatchObject({ who: 'Ana', turned });
    expect(items[1]).toMatchObject({ turned });
    expect(items[2]).toMatchObject({ turned: null });
  });

  it('comes in pages that miss nothing and repeat nothing, and by the beginning of an action', async () => {
    const ana = await signUp(test);
    const account = await openChecking(ana);
    for (const payee of ['a', 'b', 'c', 'd']) await record(ana, account.id, payee);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await ana.call('GET /audit-log', { query: { limit: 2, cursor } });
      seen.push(...page.items.map((one) => one.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(seen).toEqual(seen.toSorted().reverse());
    const ofAccounts = await ana.call('GET /audit-log', { query: { action: 'account.' } });
    expect(actions(ofAccounts.items)).toEqual(['account.open']);
    for (const action of ['account%', 'account_open', 'open']) {
      expect((await ana.call('GET /audit-log', { query: { action } })).items).toEqual([]);
    }
  });

  it('shows nobody another household’s log, nor another person’s sign-ins', async () => {
    const ana = await signUp(test);
    const ben = await signUp(test, 'Ben');
    await openChecking(ana, { name: 'Ana’s secret' });
    const { user } = await ana.call('GET /session');
    const event = {
      user_id: user.id,
      id: newId(),
      at: '2026-03-01T10:00:00.000Z',
      action: 'auth.test',
      address: '203.0.113.9',
      browser: 'Firefox on Linux',
      detail_json: JSON.stringify({ method: 'password' }),
    };
    await test.services.database.read.insertInto('auth_events').values(event).execute();
    const own = await ana.call('GET /audit-log', { query: { of: 'person', action: 'auth.test' } });
    expect(own.items).toMatchObject([
      { who: 'Ana', address: '203.0.113.9', after: { method: 'password' }, before: null },
    ]);
    for (const of of ['household', 'person'] as const) {
      const { items } = await ben.call('GET /audit-log', { query: { of } });
      expect(JSON.stringify(items)).not.toMatch(/secret|203\.0\.113\.9/);
    }
  });

  it('keeps a private account from other members after it is deleted, or its owner has left', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'owner');
    const open = (name: string) => openChecking(ana, { name, isPrivate: true });
    const deleted = await open('Zyxomma one');
    const kept = await open('Zyxomma two');
    await record(ana, deleted.id, 'Zyxomma shop');
    await record(ana, kept.id, 'Zyxomma clinic');
    await ana.call('DELETE /accounts/:id', { params: { id: deleted.id } });
    const told = async (client: Client) =>
      JSON.stringify((await client.call('GET /audit-log', { query: { limit: 200 } })).items);
    expect(await told(ana)).toContain('Zyxomma one');
    expect(await told(eva)).not.toContain('Zyxomma');
    await ana.call('POST /household/leave', { body: {} });
    expect(await told(eva)).not.toContain('Zyxomma');
    expect(await told(ana)).toContain('Zyxomma clinic');
  });
});

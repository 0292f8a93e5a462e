import type { Transaction } from '@picture/contract';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('Undo and redo', (build) => {
  let test: TestApp;
  let ana: Client;
  let account: string;
  let card: string;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
    account = (await openChecking(ana)).id;
    card = (await openChecking(ana, { kind: 'credit_card', name: 'Card' })).id;
  });

  const record = (payee: string, amountMinor: number, accountId = account, on = '2026-03-01') =>
    ana.call('POST /transactions', { body: { accountId, postedOn: on, payee, amountMinor } });
  const undo = (client = ana) => client.call('POST /ledger/undo', { body: {} });
  const redo = (client = ana) => client.call('POST /ledger/redo', { body: {} });

  /** All that people see of the ledger, without what only counts changes. */
  async function picture(client = ana): Promise<unknown> {
    const told = {
      accounts: (await client.call('GET /accounts')).items,
      transactions: (await client.call('GET /transactions', { query: { limit: 200 } })).items,
      categories: (await client.call('GET /categories')).items,
      rules: (await client.call('GET /rules')).items,
      tags: (await client.call('GET /tags')).items,
      months: (await client.call('GET /dashboard')).cashFlow,
    };
    const json = JSON.stringify(told, (key, value) => (key === 'version' ? undefined : value));
    const seen = JSON.parse(json);
    // A told value is told again: its own transaction is another one.
    const own = (row: Transaction) => (row.kind === 'valuation' ? { id: '', createdAt: '' } : {});
    seen.transactions = seen.transactions
      .map((row: Transaction) => ({ ...row, ...own(row) }))
      .sort((a: Transaction, b: Transaction) => (a.id < b.id ? -1 : 1));
    return seen;
  }

  /** What can be done with the lines, tags and notes of a transaction. */
  function lineChanges({ id }: Transaction, [first, second]: [string, string]) {
    const current = () => ana.call('GET /transactions/:id', { params: { id } });
    const tag = async (name: string) =>
      (await ana.call('GET /tags')).items.find((one) => one.name === name)?.id ?? '';
    const ids = [id];
    const bulk = async (change: (tagId: string) => object) =>
      ana.call('POST /transactions/bulk', {
        body: { ids, change: change(await tag('Trip')) },
      });
    const split = async (amounts: readonly number[]) => {
      const { version, split: old } = await current();
      const { items } = old
        ? await ana.call('GET /splits/:id', { params: { id: old.id } })
        : { items: [] };
      return ana.call('PUT /transactions/:id/split', {
        params: { id },
        body: {
          version,
          lines: amounts.map((amountMinor, at) => ({
            amountMinor,
            categoryId: at === 0 ? first : second,
            note: `Line ${at}`,
            tagIds: [],
            ...(items[at] && { transactionId: items[at].id }),
          })),
        },
      });
    };
    return [
      () => ana.call('POST /tags', { body: { name: 'Trip' } }),
      () => bulk((tagId) => ({ addTagIds: [tagId], note: 'A note', isHidden: true })),
      () => bulk((tagId) => ({ removeTagIds: [tagId], isHidden: false, payee: 'Market hall' })),
      () => split([-4_000, -3_500, -2_500]),
      () => bulk((tagId) => ({ addTagIds: [tagId] })),
      () => split([-1_000, -9_000]),
      async () =>
        ana.call('PATCH /transactions/:id', {
          params: { id },
          body: { version: (await current()).version, postedOn: '2026-03-04', payee: 'Fair' },
        }),
      async () =>
        ana.call('PATCH /tags/:id', { params: { id: await tag('Trip') }, body: { name: 'Fun' } }),
      async () => ana.call('DELETE /tags/:id', { params: { id: await tag('Fun') } }),
      async () =>
        ana.call('DELETE /splits/:id', { params: { id: (await current()).split?.id ?? '' } }),
      () => split([-5_000, -5_000]),
      () => ana.call('POST /transactions/bulk-delete', { body: { ids } }),
    ];
  }

  it('takes each kind of change back to the cent, makes it again, and takes it back once more', async () => {
    const [pets, food] = [await categoryId(ana, 'pets'), await categoryId(ana, 'groceries')];
    const house = await openChecking(ana, {
      kind: 'property',
      name: 'House',
      openingBalanceMinor: 0,
    });
    const first = await record('Corner shop', -1250);
    const second = await record('Paid card', -9000);
    const third = await record('Payment', 9000, card, '2026-03-02');
    const own = await ana.call('POST /categories', { body: { name: 'Own', parentId: null } });
    await ana.call('POST /transactions/bulk', {
      body: { ids: [first.id], change: { categoryId: own.id } },
    });
    const current = (id: string) => ana.call('GET /transactions/:id', { params: { id } });
    const changes: (() => Promise<unknown>)[] = [
      () => record('Bakery', -420),
      async () => {
        const { version } = await current(first.id);
        return ana.call('PATCH /transactions/:id', {
          params: { id: first.id },
          body: {
            version,
            payee: 'Renamed',
            amountMinor: -1300,
            postedOn: '2026-01-31',
            accountId: card,
          },
        });
      },
      () =>
        ana.call('POST /transactions/bulk', {
          body: { ids: [first.id, second.id], change: { categoryId: pets } },
        }),
      () => ana.call('POST /transfers', { body: { transactionIds: [second.id, third.id] } }),
      async () => {
        const { transfer } = await current(second.id);
        return ana.call('DELETE /transfers/:id', { params: { id: transfer?.id ?? '' } });
      },
      () =>
        ana.call('POST /rules', {
          body: { contains: 'pay', categoryId: food, applyToExisting: true },
        }),
      async () => {
        const { items } = await ana.call('GET /rules');
        return ana.call('DELETE /rules/:id', { params: { id: items[0]?.id ?? '' } });
      },
      () => ana.call('DELETE /transactions/:id', { params: { id: third.id } }),
      ...lineChanges(await record('Market', -10_000), [pets, food]),
      () => ana.call('POST /categories', { body: { name: 'Mine', parentId: null } }),
      () =>
        ana.call('PATCH /categories/:id', {
          params: { id: own.id },
          body: { name: 'Theirs', type: 'income', colour: 3 },
        }),
      () => ana.call('DELETE /categories/:id', { params: { id: own.id }, query: { moveTo: food } }),
      ...[50_000_00, 51_000_00].map(
        (valueMinor) => () =>
          ana.call('PUT /accounts/:id/values/:on', {
            params: { id: house.id, on: '2026-03-05' },
            body: { valueMinor },
          }),
      ),
    ];
    const pictures = [await picture()];
    for (const change of changes) {
      await change();
      pictures.push(await picture());
    }
    for (const before of pictures.slice(0, -1).toReversed()) {
      await undo();
      expect(await picture()).toEqual(before);
    }
    for (const after of pictures.slice(1)) {
      await redo();
      expect(await picture()).toEqual(after);
    }
    for (const _ of changes) await undo();
    expect(await picture()).toEqual(pictures[0]);
    await test.expectHealthy();
  });

  it('unlearns what a choice taught', async () => {
    const pets = await categoryId(ana, 'pets');
    const row = await record('Zyxomma', -500);
    await ana.call('POST /transactions/bulk', {
      body: { ids: [row.id], change: { categoryId: pets } },
    });
    expect((await record('Zyxomma', -700)).categoryId).toBe(pets);
    await undo();
    await undo();
    expect((await record('Zyxomma', -700)).categoryId).not.toBe(pets);
  });

  it('keeps what somebody did to the same rows since, and says so', async () => {
    const row = await record('Corner shop', -1000);
    const eva = await joinAs(test, ana, 'editor');
    const edit = (client: Client, version: number, body: object) =>
      client.call('PATCH /transactions/:id', {
        params: { id: row.id },
        body: { version, ...body },
      });
    await edit(ana, 1, { amountMinor: -1100 });
    await edit(eva, 2, { memo: 'With Eva' });
    await undo();
    const after = await ana.call('GET /transactions/:id', { params: { id: row.id } });
    expect(after).toMatchObject({ amount: { amountMinor: -1000 }, memo: 'With Eva' });

    await edit(ana, after.version, { amountMinor: -1200 });
    await edit(eva, after.version + 1, { amountMinor: -1300 });
    const before = await picture();
    const refusal = await ana.refusal('POST /ledger/undo', { body: {} });
    expect(refusal).toMatchObject({ status: 409, code: 'step_overtaken' });
    expect(await picture()).toEqual(before);
  });

  it('takes back one change of many, by whoever sees it, once', async () => {
    const row = await record('Corner shop', -1000);
    await record('Bakery', -200);
    const eva = await joinAs(test, ana, 'editor');
    const { items } = await ana.call('GET /audit-log', { query: { action: 'transaction.record' } });
    const id = items.find((one) => one.entityId === row.id)?.id ?? '';
    const step = await eva.call('POST /ledger/steps/:id/undo', { params: { id }, body: {} });
    expect(step).toMatchObject({ action: 'transaction.record', changes: 1 });
    const twice = await eva.refusal('POST /ledger/steps/:id/undo', { params: { id }, body: {} });
    expect(twice.code).toBe('nothing_to_undo');
    expect((await ana.call('GET /transactions')).items.map((one) => one.payee)).toEqual(['Bakery']);
    await ana.call('POST /ledger/steps/:id/redo', { params: { id }, body: {} });
    expect((await ana.call('GET /transactions')).items).toHaveLength(2);
  });

  it('hides steps in accounts that are private to somebody else', async () => {
    const eva = await joinAs(test, ana, 'editor');
    const secret = await openChecking(ana, { name: 'Secret', isPrivate: true });
    await record('Hush', -100, secret.id);
    const { items } = await ana.call('GET /audit-log', { query: { action: 'transaction.record' } });
    const params = { id: items[0]?.id ?? '' };
    const refusal = await eva.refusal('POST /ledger/steps/:id/undo', { params, body: {} });
    expect(refusal.code).toBe('not_found');
    await ana.call('POST /ledger/steps/:id/undo', { params, body: {} });
    const log = await eva.call('GET /audit-log');
    expect(JSON.stringify(log)).not.toContain('ledger.undo');
  });

  it('does nothing again after something else was done, and forgets with the account', async () => {
    await record('Corner shop', -1000);
    await undo();
    await record('Bakery', -200, card);
    expect((await ana.refusal('POST /ledger/redo', { body: {} })).code).toBe('nothing_to_redo');
    await ana.call('DELETE /accounts/:id', { params: { id: card } });
    expect((await ana.refusal('POST /ledger/undo', { body: {} })).code).toBe('nothing_to_undo');
    const { read } = test.services.database;
    const kept = await read.selectFrom('ledger_step_changes').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain(card);
  });

  it('lets steps rest after thirty days', async () => {
    await record('Corner shop', -1000);
    const { read } = test.services.database;
    const { household } = await ana.call('GET /session');
    await read
      .updateTable('ledger_steps')
      .set({ at: new Date(Date.now() - 31 * 86_400_000).toISOString() })
      .where('household_id', '=', household.id)
      .execute();
    expect((await ana.refusal('POST /ledger/undo', { body: {} })).code).toBe('nothing_to_undo');
  });
});

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

describeOnEachEngine('Categories that are archived, merged and ordered', (build) => {
  let test: TestApp;
  let ana: Client;
  let account: string;

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
  });

  const record = (payee: string, category?: string, client = ana, accountId = account) =>
    client.call('POST /transactions', {
      body: {
        accountId,
        postedOn: '2026-03-01',
        payee,
        amountMinor: -500,
        ...(category && { categoryId: category }),
      },
    });
  const list = async () => (await ana.call('GET /categories')).items;
  const archive = (id: string, isArchived = true) =>
    ana.call('PUT /categories/:id/archived', { params: { id }, body: { isArchived } });
  const undo = () => ana.call('POST /ledger/undo', { body: {} });
  const archived = async () =>
    (await list()).filter((one) => one.archivedAt !== null).map((one) => one.key);
  const rows = async () =>
    (await ana.call('GET /transactions', { query: { limit: 50 } })).items.map((row) => [
      row.payee,
      row.categoryId,
    ]);

  it('keeps what an archived one has, guesses it no more, and takes that back', async () => {
    const [coffee, dining] = [
      await categoryId(ana, 'coffee_shops'),
      await categoryId(ana, 'food_dining'),
    ];
    const before = await record('STARBUCKS STORE 00123');
    expect(before.categoryId).toBe(coffee);
    await ana.call('POST /rules', { body: { contains: 'zyxomma', categoryId: coffee } });
    await record('Qwxz corner', coffee);
    await archive(coffee);
    expect(await archived()).toEqual(['coffee_shops']);
    expect((await record('STARBUCKS STORE 00124')).categoryId).toBe(dining);
    expect((await record('Qwxz corner')).categorySource).not.toBe('history');
    expect((await record('Zyxomma')).categoryId).toBe(coffee);
    const got = await ana.call('GET /transactions/:id', { params: { id: before.id } });
    expect(got.categoryId).toBe(coffee);
    await archive(coffee, false);
    expect((await record('STARBUCKS STORE 00125')).categoryId).toBe(coffee);
    await archive(coffee);
    await undo();
    expect(await archived()).toEqual([]);
    await test.expectHealthy();
  });

  it('archives a group with what is in it, and brings back just that', async () => {
    const [group, hotel] = [await categoryId(ana, 'travel'), await categoryId(ana, 'hotel')];
    await archive(hotel);
    await archive(group);
    expect(await archived()).toEqual(['travel', 'air_travel', 'hotel', 'rental_car_taxi']);
    const refused = await ana.refusal('POST /categories', {
      body: { name: 'Trains', parentId: group },
    });
    expect(refused.code).toBe('category_archived');
    await archive(group, false);
    expect(await archived()).toEqual(['hotel']);
    await archive(group);
    await archive(hotel, false);
    expect(await archived()).toEqual(['air_travel', 'rental_car_taxi']);
    for (const key of ['uncategorized', 'transfer', 'credit_card_payment']) {
      const id = await categoryId(ana, key);
      const kept = await ana.refusal('PUT /categories/:id/archived', {
        params: { id },
        body: { isArchived: true },
      });
      expect(kept.code).toBe('category_protected');
    }
  });

  it('merges several into another with all they have, in one step that is taken back', async () => {
    const id = (key: string) => categoryId(ana, key);
    const [fast, coffee, travel] = [
      await id('fast_food'),
      await id('coffee_shops'),
      await id('travel'),
    ];
    const [dining, pets, hotel] = [await id('restaurants'), await id('pets'), await id('hotel')];
    await record('One', fast);
    await record('Two', coffee);
    await record('Three', travel);
    await record('Four', hotel);
    await ana.call('POST /rules', { body: { contains: 'zyxomma', categoryId: fast } });
    const shares = [fast, pets].map((one) => ({ percent: 50, categoryId: one }));
    await ana.call('POST /rules', { body: { contains: 'halves', split: shares } });
    const use = async (one: string) =>
      (await ana.call('GET /categories/uses')).items.find((row) => row.categoryId === one);
    expect(await use(fast)).toMatchObject({ transactions: 1, rules: 2, choices: 1 });
    const same = async () => [await list(), await rows(), (await ana.call('GET /rules')).items];
    const before = await same();
    const { movedTransactions } = await ana.call('POST /categories/merge', {
      body: { ids: [fast, coffee, travel], into: dining },
    });
    expect(movedTransactions).toBe(3);
    expect(await use(dining)).toMatchObject({ transactions: 3, rules: 2, choices: 3 });
    const after = await list();
    expect(after.some((one) => [fast, coffee, travel].includes(one.id))).toBe(false);
    expect(after.find((one) => one.id === hotel)?.parentId).toBe(await id('food_dining'));
    await record('Zyxomma');
    expect((await rows()).find(([payee]) => payee === 'Zyxomma')?.[1]).toBe(dining);
    await test.expectHealthy();
    await undo();
    await undo();
    expect(await same()).toEqual(before);
    await ana.call('POST /ledger/redo', { body: {} });
    expect(await list()).toEqual(after);
    await test.expectHealthy();
  });

  it('merges no category the product needs, none into itself, and none into an archived one', async () => {
    const [pets, kids] = [await categoryId(ana, 'pets'), await categoryId(ana, 'kids')];
    const merge = async (ids: string[], into: string) =>
      (await ana.refusal('POST /categories/merge', { body: { ids, into } })).code;
    expect(await merge([await categoryId(ana, 'uncategorized')], pets)).toBe('category_protected');
    expect(await merge([pets], pets)).toBe('not_found');
    await archive(kids);
    expect(await merge([pets], kids)).toBe('category_archived');
    const leo = await joinAs(test, ana, 'viewer');
    const refused = await leo.refusal('POST /categories/merge', {
      body: { ids: [kids], into: pets },
    });
    expect(refused.code).toBe('not_allowed');
  });

  it('merges what others keep private too, without counting it for others', async () => {
    const [pets, kids] = [await categoryId(ana, 'pets'), await categoryId(ana, 'kids')];
    const secret = (await openChecking(ana, { name: 'Secret', isPrivate: true })).id;
    await record('Hidden', pets, ana, secret);
    const eva = await joinAs(test, ana, 'editor');
    const uses = await eva.call('GET /categories/uses');
    expect(uses.items.find((one) => one.categoryId === pets)?.transactions).toBe(0);
    const { movedTransactions } = await eva.call('POST /categories/merge', {
      body: { ids: [pets], into: kids },
    });
    expect(movedTransactions).toBe(0);
    expect((await rows())[0]?.[1]).toBe(kids);
    await test.expectHealthy();
  });

  it('puts groups and what is in them into order, and moves them between groups', async () => {
    const id = (key: string) => categoryId(ana, key);
    const [home, travel, hotel] = [await id('home'), await id('travel'), await id('hotel')];
    const inside = async (parentId: string | null) =>
      (await list()).filter((one) => one.parentId === parentId).map((one) => one.key);
    const before = await list();
    const keys = await inside(home);
    const ids = await Promise.all(keys.toReversed().map((key) => id(key ?? '')));
    await ana.call('PUT /categories/order', {
      body: { parentId: home, ids: [ids[0] ?? '', hotel, ...ids.slice(1)] },
    });
    const [first, ...rest] = keys.toReversed();
    expect(await inside(home)).toEqual([first, 'hotel', ...rest]);
    expect(await inside(travel)).toEqual(['air_travel', 'rental_car_taxi']);
    await ana.call('PUT /categories/order', { body: { parentId: null, ids: [travel, home] } });
    const groups = await inside(null);
    expect(groups.indexOf('travel')).toBeLessThan(groups.indexOf('home'));
    await undo();
    await undo();
    expect(await list()).toEqual(before);
    const refuse = async (parentId: string, one: string) =>
      (await ana.refusal('PUT /categories/order', { body: { parentId, ids: [one] } })).code;
    expect(await refuse(hotel, home)).toBe('category_nesting');
    expect(await refuse(travel, home)).toBe('category_nesting');
    expect(await refuse(travel, travel)).toBe('category_nesting');
  });
});

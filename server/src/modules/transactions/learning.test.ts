import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const HEAD = 'Date,Description,Amount,Category\n';
const history = Array.from({ length: 40 }, (_, i) =>
  i % 2 === 0
    ? `2026-01-${10 + (i % 18)},ZORVEX ${i},-145${i % 10}.00,Mortgage & Rent`
    : `2026-01-${10 + (i % 18)},ZORVEX ${i},-3.${10 + i},Coffee Shops`,
);

describeOnEachEngine('Learning from a household', (build) => {
  let test: TestApp;
  let ana: Client;
  let accountId: string;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    accountId = (await openChecking(ana)).id;
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  const bring = async (content: string) => {
    const { id } = await ana.upload(content, { name: 'statement.csv', accountId });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    return ana.settled(id);
  };
  const find = async (search: string) =>
    (await ana.call('GET /transactions', { query: { search } })).items;
  const nameOf = async (id: string | undefined) =>
    (await ana.call('GET /categories')).items.find((category) => category.id === id)?.name;

  it('a file that names categories teaches them for the next one, amount and all', async () => {
    await bring(`${HEAD}${history.join('\n')}\n`);
    const learned = () =>
      test.services.database.read.selectFrom('learned_models').select('example_count').execute();
    await expect.poll(learned, { timeout: 10_000 }).toEqual([{ example_count: 40 }]);
    await bring(
      'Date,Description,Amount\n2026-02-01,ZORVEX 771,-1451.00\n2026-02-02,ZORVEX 772,-3.33\n',
    );
    const [coffee, rent] = await find('date:2026-02');
    expect(rent).toMatchObject({ categorySource: 'learned' });
    expect(await nameOf(rent?.categoryId)).toBe('Mortgage & Rent');
    expect(await nameOf(coffee?.categoryId)).toBe('Coffee Shops');
  });

  it('what is chosen later holds at once, before it is learned', async () => {
    const [coffee] = await find('date:2026-02-02');
    const gym = (await ana.call('GET /categories')).items.find(({ name }) => name === 'Gym');
    await ana.call('PATCH /transactions/:id', {
      params: { id: coffee?.id ?? '' },
      body: { version: coffee?.version ?? 0, categoryId: gym?.id ?? '' },
    });
    await bring('Date,Description,Amount\n2026-02-05,ZORVEX 900,-3.40\n');
    const [next] = await find('date:2026-02-05');
    expect(next).toMatchObject({
      categoryId: gym?.id,
      categorySource: 'history',
      needsReview: true,
    });
  });

  it('a guess that is marked as reviewed counts as chosen', async () => {
    const [next] = await find('date:2026-02-05');
    const seen = await ana.call('PATCH /transactions/:id', {
      params: { id: next?.id ?? '' },
      body: { version: next?.version ?? 0, needsReview: false },
    });
    expect(seen).toMatchObject({ categorySource: 'user', confidence: null, needsReview: false });
  });
});

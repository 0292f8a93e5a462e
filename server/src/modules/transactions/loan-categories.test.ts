import type { Kysely } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { up } from '../../../migrations/0029-loan-payments.ts';
import {
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

describeOnEachEngine('The categories of interest', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  it('come to a household that was there before them, once', async () => {
    const ana = await signUp(test);
    const { household, today } = await ana.call('GET /session');
    const { read } = test.services.database;
    const keys = ['loan_interest', 'mortgage_interest'];
    await read
      .deleteFrom('categories')
      .where('household_id', '=', household.id)
      .where('key_name', 'in', keys)
      .execute();
    const accountId = (await openChecking(ana, { openedOn: today })).id;
    const loanAccountId = (await openChecking(ana, { kind: 'loan', openedOn: today })).id;
    const { id } = await ana.call('POST /transactions', {
      body: { accountId, postedOn: today, payee: 'Loan', amountMinor: -100 },
    });
    const interestCategory = async () =>
      (
        await ana.call('GET /transactions/:id/loan-payment', {
          params: { id },
          query: { loanAccountId },
        })
      ).interestCategoryId;
    expect(await interestCategory()).toBe(await categoryId(ana, 'financial'));
    await up(read as unknown as Kysely<unknown>);
    await up(read as unknown as Kysely<unknown>);
    const { items } = await ana.call('GET /categories');
    const planted = items.filter((one) => keys.includes(one.key ?? ''));
    expect(planted.map((one) => [one.key, one.name, one.type])).toEqual([
      ['loan_interest', 'Loan Interest', 'expense'],
      ['mortgage_interest', 'Mortgage Interest', 'expense'],
    ]);
    expect(await interestCategory()).toBe(planted[0]?.id);
  });
});

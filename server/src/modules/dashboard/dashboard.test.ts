import { addDays, daysOfMonth, financialMonthOf, NET_WORTH_RANGES } from '@picture/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

describeOnEachEngine('the dashboard', (build) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  const spend = (client: Client, accountId: string, postedOn: string, amountMinor: number) =>
    client.call('POST /transactions', {
      body: { accountId, postedOn, payee: 'SAFEWAY #1711', amountMinor },
    });

  it('is refused to who is not signed in', async () => {
    expect((await visitor(test).refusal('GET /dashboard')).code).toBe('not_signed_in');
  });

  it('is all zeros in a household without accounts, whatever the range', async () => {
    const client = await signUp(test);
    for (const range of NET_WORTH_RANGES) {
      const { netWorth, today, cashFlow, spending } = await client.call('GET /dashboard', {
        query: { range },
      });
      expect(netWorth.netMinor).toBe(0);
      expect(netWorth.series.at(-1)?.on).toBe(today);
      expect(cashFlow).toHaveLength(12);
      expect([spending.totalMinor, spending.byCategory]).toEqual([0, []]);
    }
  });

  it('counts what was spent this month and the one before, on a card that is owed', async () => {
    const client = await signUp(test);
    const { today } = await client.call('GET /dashboard');
    const lastMonthEnd = addDays(`${today.slice(0, 7)}-01`, -1);
    const card = await openChecking(client, { kind: 'credit_card', openingBalanceMinor: 0 });
    await spend(client, card.id, lastMonthEnd, -70_00);
    await spend(client, card.id, today, -50_00);
    await spend(client, card.id, today, -8_00);
    const picture = await client.call('GET /dashboard', { query: { range: '6m' } });
    expect(picture.netWorth).toMatchObject({
      netMinor: -128_00,
      assetsMinor: 0,
      liabilitiesMinor: -128_00,
      changeThisMonthMinor: -58_00,
      changeInRangeMinor: -128_00,
    });
    expect(picture.spending).toMatchObject({ totalMinor: 58_00, previousTotalMinor: 70_00 });
    expect(picture.spending.pace[Number(today.slice(8)) - 1]?.spentMinor).toBe(58_00);
    expect(picture.cashFlow.at(-1)).toMatchObject({ spendingMinor: 58_00, savedMinor: -58_00 });
    expect(picture.latest.map((one) => one.amount.amountMinor)).toEqual([-8_00, -50_00, -70_00]);
  });

  it('counts by the household’s own months, from the moment their first day changes', async () => {
    const client = await signUp(test);
    const { today } = await client.call('GET /dashboard');
    const account = await openChecking(client, { openedOn: '2020-01-01', openingBalanceMinor: 0 });
    // A month that begins tomorrow a month ago: all of it but its last day is behind us.
    const firstDayOfMonth = Math.min(Number(today.slice(8)), 27) + 1;
    const { from } = daysOfMonth(financialMonthOf(today, firstDayOfMonth), firstDayOfMonth);
    await spend(client, account.id, from, -30_00);
    await spend(client, account.id, addDays(from, -1), -4_00);
    await client.call('PATCH /settings', { body: { firstDayOfMonth } });
    const { spending, cashFlow, netWorth } = await client.call('GET /dashboard');
    expect(spending).toMatchObject({ from, totalMinor: 30_00, previousTotalMinor: 4_00 });
    expect(spending.pace[0]).toEqual({ day: 1, spentMinor: 30_00, previousMinor: 0 });
    expect(cashFlow.at(-1)).toMatchObject({ from, spendingMinor: 30_00 });
    expect(netWorth.changeThisMonthMinor).toBe(-30_00);
    await spend(client, account.id, addDays(from, -1), -1_00);
    const after = await client.call('GET /dashboard', { query: { range: 'all' } });
    expect(after.spending.previousTotalMinor).toBe(5_00);
    await test.expectHealthy();
    await client.call('PATCH /settings', { body: { firstDayOfMonth: 1 } });
    expect((await client.call('GET /dashboard')).spending.month).toBe(today.slice(0, 7));
  });

  it('leaves an account without an exchange rate out and names it, until a rate is told', async () => {
    const client = await signUp(test);
    await openChecking(client);
    const yen = await openChecking(client, { currency: 'JPY', openingBalanceMinor: 9000 });
    const without = await client.call('GET /dashboard');
    expect(without.netWorth.netMinor).toBe(1000_00);
    expect(without.netWorth.leftOut).toMatchObject([{ accountId: yen.id }]);
    await client.call('PUT /exchange-rates/:currency/:on', {
      params: { currency: 'JPY', on: '2026-01-01' },
      body: { rate: '0.01' },
    });
    const converted = await client.call('GET /dashboard');
    expect(converted.netWorth.netMinor).toBe(1090_00);
    expect(converted.netWorth.leftOut).toEqual([]);
  });

  it('keeps a hidden account out of net worth and a closed one in it', async () => {
    const client = await signUp(test);
    await openChecking(client, { hiddenFromNetWorth: true });
    const closed = await openChecking(client, { openingBalanceMinor: 7_00 });
    await client.call('POST /accounts/:id/close', {
      params: { id: closed.id },
      body: { closedOn: '2026-02-01' },
    });
    const { netWorth, accounts } = await client.call('GET /dashboard', { query: { range: 'all' } });
    expect(netWorth.netMinor).toBe(7_00);
    expect(netWorth.series[0]?.netMinor).toBe(0);
    expect(accounts).toHaveLength(2);
  });

  it('shows nothing of another household', async () => {
    await openChecking(await signUp(test));
    const { accounts, netWorth } = await (await signUp(test)).call('GET /dashboard');
    expect([accounts, netWorth.netMinor]).toEqual([[], 0]);
  });

  it('answers 304 until something changes', async () => {
    const client = await signUp(test);
    const ask = (etag?: string, range = '1y') =>
      client.request('GET', `/api/v1/dashboard?range=${range}`, {
        headers: etag === undefined ? {} : { 'if-none-match': etag },
      });
    const etag = String((await ask()).headers['etag']);
    const again = await ask(etag);
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', etag]);
    expect((await ask(etag, '5y')).statusCode).toBe(200);
    await openChecking(client);
    const changed = await ask(etag);
    expect(changed.statusCode).toBe(200);
    expect(changed.json<{ accounts: unknown[] }>().accounts).toHaveLength(1);
  });
});

describeOnEachEngine('the sample household', (build) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  it('is made on the spot, signed in to and marked as a sample', async () => {
    for (const language of ['en', 'es'] as const) {
      const client = visitor(test);
      const { householdId } = await client.call('POST /demo', { body: { language } });
      const session = await client.call('GET /session');
      expect(session.household).toMatchObject({ id: householdId, isSample: true });
      expect(session.user.language).toBe(language);
      const picture = await client.call('GET /dashboard', { query: { range: 'all' } });
      expect(picture.accounts).toHaveLength(13);
      expect(picture.netWorth.leftOut).toEqual([]);
      expect(picture.review.count).toBeGreaterThanOrEqual(3);
      expect(picture.review.count).toBeLessThanOrEqual(15);
    }
  });

  it('has totals that are its transactions summed one by one', async () => {
    const client = visitor(test);
    const { householdId } = await client.call('POST /demo', { body: {} });
    const { netWorth, accounts, cashFlow, spending, today } = await client.call('GET /dashboard');
    const rows = await test.services.database.read
      .selectFrom('transactions')
      .select(['account_id', 'amount_minor'])
      .where('household_id', '=', householdId)
      .execute();
    for (const account of accounts) {
      const own = rows.filter((row) => row.account_id === account.id);
      const moved = own.reduce((sum, row) => sum + row.amount_minor, 0);
      expect(account.balance.amountMinor).toBe(account.openingBalance.amountMinor + moved);
      expect(account.transactionCount).toBe(own.length);
    }
    const home = accounts.reduce((sum, one) => sum + (one.homeBalance?.amountMinor ?? 0), 0);
    const byKind = netWorth.byKind.reduce((sum, one) => sum + one.amountMinor, 0);
    expect([netWorth.netMinor, netWorth.series.at(-1)?.netMinor, byKind]).toEqual([
      home,
      home,
      home,
    ]);
    const spent = [cashFlow.at(-1)?.spendingMinor, cashFlow.at(-2)?.spendingMinor];
    expect(spent).toEqual([spending.totalMinor, spending.previousTotalMinor]);
    const soFar = spending.pace[Number(today.slice(8)) - 1]?.spentMinor ?? Number.NaN;
    // A euro category is rounded by itself in one and with the others in the other.
    expect(Math.abs(soFar - spending.totalMinor)).toBeLessThanOrEqual(5);
  });

  it('can be signed in to when it was made from the command line', async () => {
    const { email, password } = await test.services.dashboard.createSampleHousehold('en');
    const client = visitor(test);
    await client.call('POST /auth/sign-in', { body: { email, password } });
    expect((await client.call('GET /session')).household.isSample).toBe(true);
  });
});

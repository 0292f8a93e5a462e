import { type Account, addDays, classOf, daysBetween, NET_WORTH_RANGES } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { netWorth, netWorthParts, type PartHistory, planSeries } from './net-worth.ts';

const TODAY = '2026-11-23';

function account(id: string, over: Partial<Account> = {}): Account {
  const kind = over.kind ?? 'checking';
  return {
    id,
    name: id,
    kind,
    class: classOf(kind),
    institution: null,
    currency: 'USD',
    openedOn: '2020-01-01',
    openingBalance: { amountMinor: 0, currency: 'USD' },
    balance: { amountMinor: 0, currency: 'USD' },
    homeBalance: { amountMinor: 0, currency: 'USD' },
    creditLimitMinor: null,
    interestRate: null,
    minimumPaymentMinor: null,
    hiddenFromNetWorth: false,
    isPrivate: false,
    owner: null,
    closedOn: null,
    position: 1,
    transactionCount: 0,
    reviewCount: 0,
    lastActivityOn: null,
    version: 1,
    ...over,
  };
}

/** One euro is 1.10 until the end of October 2026 and 1.20 from then on; a yen has no rate. */
const on = (today: string, firstDayOfMonth = 1) => ({ today, firstDayOfMonth });

const toHome = (amountMinor: number, currency: string, day: string): number | null => {
  if (currency === 'USD') return amountMinor;
  if (currency !== 'EUR') return null;
  return Math.round((amountMinor * (day < '2026-11-01' ? 110 : 120)) / 100);
};

describe('the days a range is shown at', () => {
  it('is every day up to a year, weeks up to five, and ends on today', () => {
    expect(planSeries('1m', on(TODAY), null).days).toHaveLength(32);
    const year = planSeries('1y', on(TODAY), null).days;
    expect([year[0], year.length, year.at(-1)]).toEqual(['2025-11-23', 366, TODAY]);
    const five = planSeries('5y', on(TODAY), null).days;
    expect([five.length, five.at(-1)]).toEqual([262, TODAY]);
  });

  it('keeps to the month when the day does not exist a month before', () => {
    expect(planSeries('1m', on('2026-03-31'), null).days[0]).toBe('2026-02-28');
  });

  it('begins all with the day before the first balance', () => {
    const { days, monthlyUntil } = planSeries('all', on(TODAY), '2026-11-01');
    expect([days[0], days.length, monthlyUntil]).toEqual(['2026-10-31', 24, '']);
  });

  it('is only today while there is no balance, or none yet', () => {
    expect(planSeries('all', on(TODAY), null).days).toEqual([TODAY]);
    expect(planSeries('all', on(TODAY), '2027-01-01').days).toEqual([TODAY]);
  });

  it('never has more than 400 points, in order, from the first balance to today', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NET_WORTH_RANGES),
        fc.integer({ min: 0, max: 40_000 }),
        fc.integer({ min: 0, max: 3000 }),
        (range, age, shift) => {
          const today = addDays(TODAY, shift);
          const firstDay = addDays(today, -age);
          const { days } = planSeries(range, on(today), firstDay);
          expect(days.length).toBeLessThanOrEqual(400);
          expect(days.at(-1)).toBe(today);
          expect([...new Set(days)].sort()).toEqual(days);
          if (range === 'all') expect(daysBetween(days[0] ?? '', firstDay)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('net worth', () => {
  const plan = planSeries('6m', on(TODAY), null);

  it('adds assets and debts, each foreign balance at each day’s own rate', () => {
    const accounts = [
      account('bank'),
      account('card', { kind: 'credit_card' }),
      account('madrid', { currency: 'EUR' }),
    ];
    const moved: Record<string, PartHistory['changes']> = {
      bank: [
        { on: '2026-11-05', deltaMinor: -300 },
        { on: '2026-10-31', deltaMinor: 1000 },
      ],
      card: [{ on: '2026-11-10', deltaMinor: -200 }],
    };
    const histories = netWorthParts(accounts, 'USD').map((part) => ({
      part,
      openingMinor: part.currency === 'EUR' ? 1000 : 5000 * (part.class === 'asset' ? 1 : -1),
      changes: moved[part.accountIds[0] ?? ''] ?? [],
    }));
    const worth = netWorth(plan, accounts, histories, toHome);
    expect(worth.series.find((point) => point.on === '2026-10-31')).toEqual({
      on: '2026-10-31',
      assetsMinor: 6000 + 1100,
      liabilitiesMinor: -5000,
      netMinor: 2100,
    });
    expect(worth.netMinor).toBe(5700 + 1200 - 5200);
    expect(worth.changeThisMonthMinor).toBe(1700 - 2100);
    expect(worth.changeInRangeMinor).toBe(1700 - 1100);
  });

  it('leaves hidden accounts out, and names those without a rate', () => {
    const accounts = [
      account('bank'),
      account('hidden', {
        hiddenFromNetWorth: true,
        homeBalance: { amountMinor: 9, currency: 'USD' },
      }),
      account('tokyo', {
        currency: 'JPY',
        homeBalance: null,
        balance: { amountMinor: 700, currency: 'JPY' },
      }),
    ];
    expect(netWorthParts(accounts, 'USD').flatMap((part) => part.accountIds)).toEqual(['bank']);
    const worth = netWorth(plan, accounts, [], toHome);
    expect(worth.leftOut).toEqual([
      { accountId: 'tokyo', name: 'tokyo', balance: { amountMinor: 700, currency: 'JPY' } },
    ]);
    expect(worth.byKind).toEqual([
      { kind: 'checking', class: 'asset', amountMinor: 0, accountCount: 1 },
    ]);
  });

  it('is for any history: net = assets + debts, and the last point is today’s net worth', () => {
    const change = fc.record({
      back: fc.integer({ min: 0, max: 180 }),
      deltaMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    });
    const history = fc.record({
      liability: fc.boolean(),
      foreign: fc.boolean(),
      openingMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
      changes: fc.array(change, { maxLength: 30 }),
    });
    fc.assert(
      fc.property(fc.array(history, { maxLength: 6 }), (given) => {
        const histories = given.map(
          (one): PartHistory => ({
            part: {
              currency: one.foreign ? 'EUR' : 'USD',
              class: one.liability ? 'liability' : 'asset',
              accountIds: [],
            },
            openingMinor: one.openingMinor,
            changes: one.changes.map(({ back, deltaMinor }) => ({
              on: addDays(TODAY, -back),
              deltaMinor,
            })),
          }),
        );
        const worth = netWorth(plan, [], histories, toHome);
        for (const point of worth.series) {
          expect(point.netMinor).toBe(point.assetsMinor + point.liabilitiesMinor);
        }
        const last = worth.series.at(-1);
        expect([last?.on, last?.netMinor]).toEqual([TODAY, worth.netMinor]);
        const now = histories.map(({ part, openingMinor, changes }) => {
          const moved = changes.reduce((sum, one) => sum + one.deltaMinor, openingMinor);
          return toHome(moved, part.currency, TODAY) ?? 0;
        });
        expect(worth.netMinor).toBe(now.reduce((sum, one) => sum + one, 0));
      }),
    );
  });

  it('is the same by months as by days, whatever day a month begins', () => {
    const change = fc.record({
      on: fc.integer({ min: 0, max: 7870 }).map((age) => addDays(TODAY, -age)),
      deltaMinor: fc.integer({ min: -1000, max: 1000 }),
    });
    const part = { currency: 'USD', class: 'asset', accountIds: [] } as const;
    fc.assert(
      fc.property(fc.array(change), fc.integer({ min: 1, max: 28 }), (days, firstDay) => {
        const plan = planSeries('all', on(TODAY, firstDay), '2005-05-05');
        expect(plan.monthlyUntil).not.toBe('');
        const changes = days.map((one) =>
          one.on <= plan.monthlyUntil ? { ...one, on: one.on.slice(0, 7) } : one,
        );
        const byDay = netWorth(plan, [], [{ part, openingMinor: 0, changes: days }], toHome);
        const byMonth = netWorth(plan, [], [{ part, openingMinor: 0, changes }], toHome);
        expect(byMonth).toEqual(byDay);
      }),
    );
  });

  it('counts what changed this month from the day before it began', () => {
    const plan = planSeries('1y', on(TODAY, 20), null);
    const part = { currency: 'USD', class: 'asset', accountIds: [] } as const;
    const changes = [
      { on: '2026-11-19', deltaMinor: 100 },
      { on: '2026-11-20', deltaMinor: 7 },
    ];
    const worth = netWorth(plan, [], [{ part, openingMinor: 0, changes }], toHome);
    expect([worth.netMinor, worth.changeThisMonthMinor]).toEqual([107, 7]);
  });
});

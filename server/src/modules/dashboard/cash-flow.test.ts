import { addMonths, type CategoryType } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cashFlow, type MonthSum, toHomeSums } from './cash-flow.ts';

const TODAY = '2026-11-23';
const CALENDAR = { today: TODAY, firstDayOfMonth: 1 };
const TYPES = new Map<string, CategoryType>([
  ['pay', 'income'],
  ['food', 'expense'],
  ['moved', 'transfer'],
]);
const dollars = (amountMinor: number, currency: string) =>
  currency === 'USD' ? amountMinor : null;
const sum = (month: string, categoryId: string, amountMinor: number, currency = 'USD') => ({
  month,
  categoryId,
  amountMinor,
  currency,
});

describe('cash flow', () => {
  it('is twelve months, income less spending saved, refunds taken off spending', () => {
    const sums = [
      sum('2026-11', 'pay', 500_00),
      sum('2026-11', 'food', -80_00),
      sum('2026-11', 'food', 20_00),
      sum('2026-11', 'moved', -300_00),
      sum('2025-11', 'pay', 1_00),
    ];
    const months = cashFlow(toHomeSums(sums, TYPES, CALENDAR, dollars), CALENDAR);
    expect(months.map((one) => one.month)).toHaveLength(12);
    expect(months[0]).toEqual({
      month: '2025-12',
      from: '2025-12-01',
      to: '2025-12-31',
      incomeMinor: 0,
      spendingMinor: 0,
      savedMinor: 0,
    });
    expect(months.at(-1)).toEqual({
      month: '2026-11',
      from: '2026-11-01',
      to: '2026-11-30',
      incomeMinor: 500_00,
      spendingMinor: 60_00,
      savedMinor: 440_00,
    });
  });

  it('converts at the month’s last day, the current month at today', () => {
    const days: string[] = [];
    const toHome = (amountMinor: number, _: string, day: string) => {
      days.push(day);
      return amountMinor;
    };
    toHomeSums(
      [sum('2026-10', 'pay', 1, 'EUR'), sum('2026-11', 'pay', 1, 'EUR')],
      TYPES,
      CALENDAR,
      toHome,
    );
    expect(days).toEqual(['2026-10-31', TODAY]);
  });

  it('has months that begin on the day they are paid', () => {
    const calendar = { today: '2026-11-23', firstDayOfMonth: 25 };
    const months = cashFlow(
      toHomeSums([sum('2026-10', 'pay', 500_00)], TYPES, calendar, dollars),
      calendar,
    );
    expect(months.at(-1)).toMatchObject({
      month: '2026-10',
      from: '2026-10-25',
      to: '2026-11-24',
      incomeMinor: 500_00,
    });
  });

  it('leaves a currency without a rate out', () => {
    expect(toHomeSums([sum('2026-10', 'pay', 5, 'EUR')], TYPES, CALENDAR, dollars)).toEqual([]);
  });

  it('adds up to the monthly totals it was made from', () => {
    const monthSum: fc.Arbitrary<MonthSum> = fc.record({
      month: fc.integer({ min: 0, max: 11 }).map((back) => addMonths('2026-11', -back)),
      categoryId: fc.constantFrom('pay', 'food', 'moved'),
      currency: fc.constant('USD'),
      amountMinor: fc.integer({ min: -10_000_000, max: 10_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(monthSum, { maxLength: 60 }), (sums) => {
        const months = cashFlow(toHomeSums(sums, TYPES, CALENDAR, dollars), CALENDAR);
        const total = (id: string) =>
          sums
            .filter((one) => one.categoryId === id)
            .reduce((all, one) => all + one.amountMinor, 0);
        const shown = (key: 'incomeMinor' | 'spendingMinor' | 'savedMinor') =>
          months.reduce((all, one) => all + one[key], 0);
        expect(shown('incomeMinor')).toBe(total('pay'));
        expect(shown('spendingMinor') + total('food')).toBe(0);
        expect(shown('savedMinor')).toBe(total('pay') + total('food'));
      }),
    );
  });
});

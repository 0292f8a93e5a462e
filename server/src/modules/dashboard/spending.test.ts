import { describe, expect, it } from 'vitest';
import type { HomeMonthSum } from './cash-flow.ts';
import { spending } from './spending.ts';

const same = (amountMinor: number) => amountMinor;
const on = (today: string, firstDayOfMonth = 1) => ({ today, firstDayOfMonth });
const expense = (month: string, categoryId: string, amountMinor: number): HomeMonthSum => ({
  month,
  categoryId,
  type: 'expense',
  amountMinor,
});
const spent = (on: string, spendingMinor: number, currency = 'USD') => ({
  on,
  spendingMinor,
  currency,
});

describe('spending by category', () => {
  it('puts the month beside the one before, the most spent first, without the empty ones', () => {
    const result = spending(
      [
        expense('2026-11', 'food', -30_00),
        expense('2026-11', 'rent', -900_00),
        expense('2026-10', 'food', -55_00),
        expense('2026-10', 'gifts', -10_00),
        expense('2026-11', 'even', -5_00),
        expense('2026-11', 'even', 5_00),
        expense('2026-09', 'old', -1_00),
        { month: '2026-11', categoryId: 'pay', type: 'income', amountMinor: 700_00 },
      ],
      [],
      on('2026-11-23'),
      same,
    );
    expect(result.byCategory).toEqual([
      { categoryId: 'rent', amountMinor: 900_00, previousMinor: 0 },
      { categoryId: 'food', amountMinor: 30_00, previousMinor: 55_00 },
      { categoryId: 'gifts', amountMinor: 0, previousMinor: 10_00 },
    ]);
    expect([result.totalMinor, result.previousTotalMinor]).toEqual([930_00, 65_00]);
  });
});

describe('the pace of spending', () => {
  it('grows day by day and is unknown for days to come', () => {
    const { pace, previousByThisDayMinor } = spending(
      [],
      [
        spent('2026-11-01', 5),
        spent('2026-11-03', 7),
        spent('2026-10-02', 20),
        spent('2026-10-31', 1),
      ],
      on('2026-11-03'),
      same,
    );
    expect(pace.slice(0, 4)).toEqual([
      { day: 1, spentMinor: 5, previousMinor: 0 },
      { day: 2, spentMinor: 5, previousMinor: 20 },
      { day: 3, spentMinor: 12, previousMinor: 20 },
      { day: 4, spentMinor: null, previousMinor: 20 },
    ]);
    expect(pace.at(-1)).toEqual({ day: 31, spentMinor: null, previousMinor: 21 });
    expect(previousByThisDayMinor).toBe(20);
  });

  it('compares with the whole of a shorter month once it is over', () => {
    const { pace, previousByThisDayMinor } = spending(
      [],
      [spent('2026-02-28', 40), spent('2026-03-30', 9)],
      on('2026-03-30'),
      same,
    );
    expect(pace).toHaveLength(31);
    expect(pace[29]).toEqual({ day: 30, spentMinor: 9, previousMinor: 40 });
    expect(previousByThisDayMinor).toBe(40);
  });

  it('runs from the day the month begins, over the calendar month’s end', () => {
    const { pace, month, from, to, previousByThisDayMinor } = spending(
      [],
      [
        spent('2026-02-24', 1),
        spent('2026-02-25', 5),
        spent('2026-03-02', 7),
        spent('2026-01-25', 20),
        spent('2026-02-01', 3),
      ],
      on('2026-03-02', 25),
      same,
    );
    expect([month, from, to]).toEqual(['2026-02', '2026-02-25', '2026-03-24']);
    expect(pace).toHaveLength(31);
    expect(pace.slice(0, 2).map((one) => one.spentMinor)).toEqual([5, 5]);
    expect(pace.slice(5, 7).map((one) => one.spentMinor)).toEqual([12, null]);
    expect(previousByThisDayMinor).toBe(20);
    expect(pace.at(-1)?.previousMinor).toBe(24);
  });

  it('converts the running sum, so that its last day is what the month comes to', () => {
    const third = (amountMinor: number, currency: string) =>
      currency === 'EUR' ? Math.round(amountMinor / 3) : amountMinor;
    const days = Array.from({ length: 10 }, (_, day) =>
      spent(`2026-11-${String(day + 1).padStart(2, '0')}`, 1, 'EUR'),
    );
    const { pace } = spending([], days, on('2026-11-10'), third);
    expect(pace[9]?.spentMinor).toBe(3);
  });
});

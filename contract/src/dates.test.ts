import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  dayIn,
  daysBetween,
  daysOfMonth,
  financialMonthOf,
  isDay,
  lastDayOf,
  monthOf,
} from './dates.ts';

const day = fc.integer({ min: 0, max: 90_000 }).map((offset) => addDays('1950-01-01', offset));

describe('days', () => {
  it('knows which days exist', () => {
    expect(['2024-02-29', '2023-02-29', '2026-04-31', '2026-1-01', 'x'].map(isDay)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('counts as the calendar does', () => {
    expect(lastDayOf('2024-02')).toBe('2024-02-29');
    expect(addMonths('2025-11', 3)).toBe('2026-02');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
  });

  it('tells the day of an instant where the household is', () => {
    const instant = new Date('2026-03-01T03:30:00Z');
    expect(dayIn('America/New_York', instant)).toBe('2026-02-28');
    expect(dayIn('Asia/Tokyo', instant)).toBe('2026-03-01');
  });

  it('gives a day to the financial month it lies in, and to no other', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 28 }), (on, firstDay) => {
        const month = financialMonthOf(on, firstDay);
        const { from, to } = daysOfMonth(month, firstDay);
        expect(from <= on && on <= to).toBe(true);
        expect(monthOf(from)).toBe(month);
        // The next month begins the day after: no day between two months, and none in both.
        expect(daysOfMonth(addMonths(month, 1), firstDay).from).toBe(addDays(to, 1));
        expect([from, to].map((one) => financialMonthOf(one, firstDay))).toEqual([month, month]);
        if (firstDay === 1) expect([month, to]).toEqual([monthOf(on), lastDayOf(month)]);
      }),
      { numRuns: 2000 },
    );
    expect(daysOfMonth('2023-12', 25)).toEqual({ from: '2023-12-25', to: '2024-01-24' });
  });

  it('finds its way back: adding the days between two days leads from one to the other', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, dayIn, daysBetween, isDay, lastDayOf } from './dates.ts';

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

  it('finds its way back: adding the days between two days leads from one to the other', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        expect(addDays(from, daysBetween(from, to))).toBe(to);
      }),
    );
  });
});

import { addDays, DATE_STYLES, isDay } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayDraft,
  firstWeekday,
  formatDate,
  formatDay,
  formatFullDate,
  formatInstant,
  formatPeriod,
  formatShortDate,
  parseDay,
  weeksOf,
} from './dates.ts';
import type { Locale } from './locale.ts';

const reader = (
  tag: string,
  dateStyle: Locale['dateStyle'] = 'auto',
  firstDayOfWeek: number | null = null,
): Locale => ({ tag, numberStyle: 'auto', dateStyle, firstDayOfWeek });

const DAY = '2026-03-03';
const TODAY = '2026-11-23';

describe('dates as people read them', () => {
  it('follow the language, or the order the reader prefers in the language’s words', () => {
    expect(DATE_STYLES.map((style) => formatDate(DAY, reader('en-US', style)))).toEqual([
      'Mar 3, 2026',
      '3 Mar 2026',
      'Mar 3, 2026',
      '2026-03-03',
    ]);
    expect(formatDate(DAY, reader('es-ES', 'month-day-year'))).toBe('mar 3, 2026');
    expect(DATE_STYLES.map((style) => formatDay(DAY, reader('en-US', style), TODAY))).toEqual([
      'Tue, Mar 3',
      'Tue 3 Mar',
      'Tue, Mar 3',
      'Tue 2026-03-03',
    ]);
    expect(formatDay('2025-03-03', reader('en-US', 'day-month-year'), TODAY)).toBe(
      'Mon 3 Mar 2025',
    );
    expect(formatFullDate(DAY, reader('en-US', 'day-month-year'))).toBe('Tuesday 3 March 2026');
    expect(formatFullDate(DAY, reader('en-US'))).toBe('Tuesday, March 3, 2026');
    expect(formatShortDate(DAY, reader('en-GB'))).toBe('3 Mar');
    expect(formatInstant('2026-03-03T12:00:00Z', reader('en-US', 'year-month-day'))).toMatch(
      /^2026-03-03, \d/,
    );
  });

  it('name a month from the 1st, and tell the days of any other', () => {
    const gb = reader('en-GB');
    expect(formatPeriod({ from: '2026-03-01', to: '2026-03-31' }, gb)).toBe('March 2026');
    expect(formatPeriod({ from: '2026-02-25', to: '2026-03-24' }, gb)).toBe('25 Feb – 24 Mar 2026');
    expect(formatPeriod({ from: '2025-12-25', to: '2026-01-24' }, gb)).toBe(
      '25 Dec 2025 – 24 Jan 2026',
    );
  });
});

describe('days as people type them', () => {
  it('are read in the reader’s order, whatever stands between the numbers', () => {
    const typed = ['31/12/2026', '31.12.26', '31 12 2026', '31122026', '2026-12-31'];
    expect(typed.map((text) => parseDay(text, reader('es-ES')))).toEqual(
      typed.map(() => '2026-12-31'),
    );
    expect(parseDay('3/4/2026', reader('en-US'))).toBe('2026-03-04');
    expect(parseDay('3/4/2026', reader('en-US', 'day-month-year'))).toBe('2026-04-03');
    const none = ['', '31/12', '31/13/2026', '30/2/2026', '1/2/3/2026', 'tomorrow'];
    expect(none.map((text) => parseDay(text, reader('es-ES')))).toEqual(none.map(() => null));
  });

  it('come back as they were written, in every style', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 90_000 }).map((offset) => addDays('1910-01-01', offset)),
        fc.constantFrom('en-US', 'en-GB', 'es-ES', 'es-MX', 'de-DE', 'sv-SE', 'en-CA'),
        fc.constantFrom(...DATE_STYLES),
        (day, tag, style) => {
          expect(parseDay(dayDraft(day, reader(tag, style)), reader(tag, style))).toBe(day);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('a calendar', () => {
  it('begins its weeks as the language does, unless the reader says otherwise', () => {
    expect(['en-US', 'en-GB', 'es-ES', 'es-MX'].map((tag) => firstWeekday(reader(tag)))).toEqual([
      7, 1, 1, 7,
    ]);
    expect(firstWeekday(reader('en-US', 'auto', 6))).toBe(6);
    expect(weeksOf('2026-03', reader('en-US'))[0]?.[0]).toBe('2026-03-01');
    expect(weeksOf('2026-03', reader('en-GB'))[0]?.[0]).toBe('2026-02-23');
  });

  it('shows every day of a month once, in whole weeks that follow one another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2400 }),
        fc.integer({ min: 1, max: 7 }),
        (offset, first) => {
          const month = addDays('1900-01-01', offset * 30).slice(0, 7);
          const days = weeksOf(month, reader('en-US', 'auto', first)).flat();
          const own = days.filter((day) => day.startsWith(month));
          expect(own[0]).toBe(`${month}-01`);
          expect(isDay(addDays(own.at(-1) ?? '', 1)) && own.length).toBeGreaterThanOrEqual(28);
          expect(days).toEqual(days.map((_, index) => addDays(days[0] ?? '', index)));
          expect(((new Date(`${days[0]}T00:00:00Z`).getUTCDay() + 6) % 7) + 1).toBe(first);
          expect(days.length - own.length).toBeLessThan(14);
        },
      ),
    );
  });
});

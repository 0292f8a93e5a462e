/** Days are `YYYY-MM-DD`, months `YYYY-MM`; both sort as text. All arithmetic here is in UTC. */

const DAY_MS = 86_400_000;

/** True for a day that exists: 2024-02-29 yes, 2023-02-29 no. Years 1900 to 2199. */
export function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, months: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
}

/**
 * The financial month a day belongs to, named by the calendar month in which it begins: with months
 * from the 25th, both 2026-02-25 and 2026-03-24 are of '2026-02'. `firstDay` is 1 to 28, so that
 * every month has it; 1 is the calendar month.
 */
export function financialMonthOf(day: string, firstDay: number): string {
  const month = monthOf(day);
  return Number(day.slice(8)) < firstDay ? addMonths(month, -1) : month;
}

/** The first and last day of a financial month: ('2026-02', 25) → 2026-02-25 to 2026-03-24. */
export function daysOfMonth(month: string, firstDay: number): { from: string; to: string } {
  const on = String(firstDay).padStart(2, '0');
  return { from: `${month}-${on}`, to: addDays(`${addMonths(month, 1)}-${on}`, -1) };
}

/** The last day of a month: ('2024-02') → '2024-02-29'. */
export function lastDayOf(month: string): string {
  return addDays(`${addMonths(month, 1)}-01`, -1);
}

/** The calendar day it is at this instant in an IANA time zone. */
export function dayIn(timeZone: string, instant: Date): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(instant);
}

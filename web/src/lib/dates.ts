import { addDays, addMonths, daysBetween, isDay, monthOf } from '@picture/contract';
import type { Locale } from './locale.ts';

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag} ${JSON.stringify(options)}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(tag, { timeZone: 'UTC', ...options });
    formats.set(key, format);
  }
  return format;
}

const part = (day: string, tag: string, options: Intl.DateTimeFormatOptions): string =>
  formatOf(tag, options).format(asDate(day));

interface Wish {
  weekday?: boolean;
  year?: boolean;
  /** Words in full rather than short. */
  full?: boolean;
}

/** A day in the order the reader prefers: "3 Mar 2026", "Mar 3, 2026", "2026-03-03". */
function written(day: string, { tag, dateStyle }: Locale, { weekday, year, full }: Wish): string {
  const words = full ? 'long' : 'short';
  if (dateStyle === 'auto') {
    return part(day, tag, {
      ...(weekday && { weekday: words }),
      day: 'numeric',
      month: words,
      ...(year && { year: 'numeric' }),
    });
  }
  const name = weekday ? part(day, tag, { weekday: words }) : '';
  if (dateStyle === 'year-month-day') return name ? `${name} ${day}` : day;
  const month = part(day, tag, { month: words });
  const on = String(Number(day.slice(8)));
  if (dateStyle === 'day-month-year') {
    return [name, on, month, year ? day.slice(0, 4) : ''].filter(Boolean).join(' ');
  }
  return [name, `${month} ${on}`, year ? day.slice(0, 4) : ''].filter(Boolean).join(', ');
}

/** "Tue 3 Mar", with the year when it is not this one. */
export const formatDay = (day: string, locale: Locale, today: string): string =>
  written(day, locale, { weekday: true, year: day.slice(0, 4) !== today.slice(0, 4) });

/** "3 Mar 2026". */
export const formatDate = (day: string, locale: Locale): string =>
  written(day, locale, { year: true });

/** "Tuesday, 3 March 2026": a heading, or a day to be read out. */
export const formatFullDate = (day: string, locale: Locale): string =>
  written(day, locale, { weekday: true, year: true, full: true });

/** "3 Mar", where the year is known from elsewhere. */
export const formatShortDate = (day: string, locale: Locale): string => written(day, locale, {});

/** "Mar", or "March 2026" when asked. */
export const formatMonth = (month: string, { tag }: Locale, withYear = false): string =>
  part(`${month}-01`, tag, {
    month: withYear ? 'long' : 'short',
    ...(withYear && { year: 'numeric' }),
  });

/** A household's month: "March 2026" from the 1st, else its days, "25 Feb – 24 Mar 2026". */
export function formatPeriod({ from, to }: { from: string; to: string }, locale: Locale): string {
  if (from.endsWith('-01')) return formatMonth(monthOf(from), locale, true);
  const sameYear = from.slice(0, 4) === to.slice(0, 4);
  return `${written(from, locale, { year: !sameYear })} – ${formatDate(to, locale)}`;
}

/** "today", "yesterday", "3 days ago"; further away the date itself. */
export function formatAgo(day: string, locale: Locale, today: string): string {
  const days = daysBetween(today, day);
  if (days < -30 || days > 30) return formatDate(day, locale);
  return new Intl.RelativeTimeFormat(locale.tag, { numeric: 'auto' }).format(days, 'day');
}

/** The day it was at an instant where this device is. */
export function dayAt(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The time of day at an instant, by this device's clock. */
export const formatTime = (instant: string, { tag }: Locale): string =>
  new Intl.DateTimeFormat(tag, { timeStyle: 'short' }).format(new Date(instant));

/** An instant as this device's day and time. */
export const formatInstant = (instant: string, locale: Locale): string =>
  `${formatDate(dayAt(instant), locale)}, ${formatTime(instant, locale)}`;

type Field = 'year' | 'month' | 'day';
const ORDERS: Record<Exclude<Locale['dateStyle'], 'auto'>, readonly Field[]> = {
  'day-month-year': ['day', 'month', 'year'],
  'month-day-year': ['month', 'day', 'year'],
  'year-month-day': ['year', 'month', 'day'],
};
const NUMERIC = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;

/** In which order the reader types a day. */
function orderOf({ tag, dateStyle }: Locale): readonly Field[] {
  if (dateStyle !== 'auto') return ORDERS[dateStyle];
  const order = formatOf(tag, NUMERIC)
    .formatToParts(asDate('2026-03-03'))
    .flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type] : []));
  return order;
}

/** A day as it is typed into a field: "31/12/2026", "12/31/2026", "2026-12-31". */
export function dayDraft(day: string, locale: Locale): string {
  const { dateStyle, tag } = locale;
  if (day === '' || dateStyle === 'year-month-day') return day;
  if (dateStyle === 'auto') return part(day, tag, NUMERIC);
  const [year = '', month = '', on = ''] = day.split('-');
  const fields: Record<Field, string> = { year, month, day: on };
  return orderOf(locale)
    .map((field) => fields[field])
    .join('/');
}

/**
 * The day somebody typed in their own order, with any marks between the numbers or none; a year of
 * two digits is of this century. `YYYY-MM-DD` is always understood. Null when it is no day.
 */
export function parseDay(text: string, locale: Locale): string | null {
  const order: readonly Field[] = /^\s*\d{4}\D/.test(text)
    ? ORDERS['year-month-day']
    : orderOf(locale);
  const digits = text.replace(/\D/g, '');
  const numbers = text.match(/\d+/g) ?? [];
  const cut = numbers.length === 1 && digits.length === 8 ? cutDigits(digits, order) : numbers;
  if (cut.length !== 3) return null;
  const value = (field: Field) => cut[order.indexOf(field)] ?? '';
  const year = value('year').length === 2 ? `20${value('year')}` : value('year');
  const day = `${year}-${value('month').padStart(2, '0')}-${value('day').padStart(2, '0')}`;
  return isDay(day) ? day : null;
}

function cutDigits(digits: string, order: readonly Field[]): string[] {
  let at = 0;
  return order.map((field) => {
    const length = field === 'year' ? 4 : 2;
    at += length;
    return digits.slice(at - length, at);
  });
}

/** Regions whose calendars begin on Sunday, for browsers that do not tell. */
const SUNDAY = 'AR AU BR CA CL CO GT HK HN IL IN JP KR MX NI PA PE PH PR SV TW US VE ZA'.split(' ');

/** The day a week begins, 1 for Monday to 7 for Sunday. */
export function firstWeekday({ tag, firstDayOfWeek }: Locale): number {
  if (firstDayOfWeek !== null) return firstDayOfWeek;
  const locale = new Intl.Locale(tag) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
  };
  const told = locale.getWeekInfo?.().firstDay;
  return told ?? (SUNDAY.includes(locale.maximize().region ?? '') ? 7 : 1);
}

/** The weeks that show a month whole, each of seven days. */
export function weeksOf(month: string, locale: Locale): string[][] {
  const first = `${month}-01`;
  const back = ((asDate(first).getUTCDay() + 6) % 7) + 1 - firstWeekday(locale);
  const weeks: string[][] = [];
  const end = `${addMonths(month, 1)}-01`;
  for (let start = addDays(first, -((back + 7) % 7)); start < end; start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(start, index)));
  }
  return weeks;
}

/** A day of the week by one or two letters, and in full. */
export const formatWeekday = (day: string, { tag }: Locale): { short: string; long: string } => ({
  short: part(day, tag, { weekday: 'short' }).slice(0, 2),
  long: part(day, tag, { weekday: 'long' }),
});

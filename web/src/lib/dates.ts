import { daysBetween } from '@picture/contract';

const asDate = (day: string) => new Date(`${day}T00:00:00Z`);

const format = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options }).format(asDate(day));

/** "Tue 3 Mar", with the year when it is not this one. */
export function formatDay(day: string, locale: string, today: string): string {
  const sameYear = day.slice(0, 4) === today.slice(0, 4);
  return format(day, locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(!sameYear && { year: 'numeric' }),
  });
}

/** "3 Mar 2026". */
export const formatDate = (day: string, locale: string): string =>
  format(day, locale, { day: 'numeric', month: 'short', year: 'numeric' });

/** "Mar", or "Mar 2025" when asked. */
export const formatMonth = (month: string, locale: string, withYear = false): string =>
  format(`${month}-01`, locale, {
    month: withYear ? 'long' : 'short',
    ...(withYear && { year: 'numeric' }),
  });

/** "today", "yesterday", "3 days ago"; further away the date itself. */
export function formatAgo(day: string, locale: string, today: string): string {
  const days = daysBetween(today, day);
  if (days < -30 || days > 30) return formatDate(day, locale);
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(days, 'day');
}

/** An instant as this device's day and time. */
export const formatInstant = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(instant),
  );

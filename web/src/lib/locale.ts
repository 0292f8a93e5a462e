import type { Preferences } from '@picture/contract';

/** How a reader wants dates and amounts: the language with its region, and what differs from it. */
export interface Locale extends Pick<Preferences, 'numberStyle' | 'dateStyle' | 'firstDayOfWeek'> {
  /** "en-GB", "es-MX". */
  tag: string;
}

import type { Body, updateSettings } from '@picture/contract';

type Wish = Body<typeof updateSettings>;

const TOLD = [
  'userName',
  'householdName',
  'homeCurrency',
  'timeZone',
  'firstDayOfMonth',
  'aiEnabled',
] as const;
type Told = { [K in (typeof TOLD)[number]]?: unknown };

/**
 * What of a change belongs in the household's log, before and after it; null where nothing does. How
 * the pages look to somebody is nobody else's business.
 */
export function toldChange(wish: Wish, before: Told): { before: object; after: object } | null {
  const keys = TOLD.filter((key) => wish[key] !== undefined && wish[key] !== before[key]);
  if (keys.length === 0) return null;
  const of = (from: Told) => Object.fromEntries(keys.map((key) => [key, from[key]]));
  return { before: of(before), after: of(wish) };
}

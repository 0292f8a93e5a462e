import {
  ACCOUNT_KINDS,
  type Account,
  addDays,
  addMonths,
  classOf,
  type Dashboard,
  daysBetween,
  daysOfMonth,
  lastDayOf,
  monthOf,
  type NetWorthRange,
} from '@picture/contract';
import { type Calendar, monthNow } from './calendar.ts';

type NetWorth = Dashboard['netWorth'];
type NetWorthPoint = NetWorth['series'][number];

/** Gives an amount in the home currency at a day's rate, or null where no rate is known. */
export type ToHome = (amountMinor: number, currency: string, day: string) => number | null;

/**
 * Accounts that are summed and converted together: all home-currency accounts of a class are one
 * part, a foreign account is a part by itself, so that it is rounded as it is rounded alone.
 */
export interface NetWorthPart {
  currency: string;
  class: 'asset' | 'liability';
  accountIds: readonly string[];
}

/** How a part's balance came about: at the end of the plan's first day, and what moved since. */
export interface PartHistory {
  part: NetWorthPart;
  openingMinor: number;
  /** By day, or by calendar month (`YYYY-MM`) where the plan allows it; in any order. */
  changes: readonly { on: string; deltaMinor: number }[];
}

export interface SeriesPlan {
  /** Days in order, the last one today; never more than 400. */
  days: string[];
  /** The end of the day before this month began: what changed this month is counted from there. */
  since: string;
  /** Changes up to this end of a calendar month may be summed by whole months; '' where none may. */
  monthlyUntil: string;
}

const MOST_POINTS = 400;
const MOST_DAILY = 366;
const RANGE_MONTHS: Record<Exclude<NetWorthRange, 'all'>, number> = {
  '1m': 1,
  '6m': 6,
  '1y': 12,
  '5y': 60,
};

/**
 * The days a range is shown at: every day up to a year, every week up to about seven and a half,
 * beyond that ends of months. `firstDay` is the household's earliest day, for the range `all`.
 */
export function planSeries(
  range: NetWorthRange,
  calendar: Calendar,
  firstDay: string | null,
): SeriesPlan {
  const { today } = calendar;
  const monthBegan = daysOfMonth(monthNow(calendar), calendar.firstDayOfMonth).from;
  const since = addDays(monthBegan, -1);
  const from =
    range === 'all' ? startOfAll(today, firstDay) : monthsBack(today, RANGE_MONTHS[range]);
  const length = daysBetween(from, today);
  const plan = { since, monthlyUntil: '' };
  if (length <= MOST_DAILY) return { ...plan, days: daysUpTo(today, length, 1) };
  const weeks = Math.ceil(length / 7);
  if (weeks < MOST_POINTS) return { ...plan, days: daysUpTo(today, weeks * 7, 7) };
  const monthlyUntil = lastDayOf(addMonths(monthOf(monthBegan), -1));
  return { days: monthEnds(from, today), since, monthlyUntil };
}

/** All begins the day before the first balance, so that the first one is seen to arrive. */
function startOfAll(today: string, firstDay: string | null): string {
  return firstDay === null || firstDay > today ? today : addDays(firstDay, -1);
}

/** The same day some months before, or that month's last: ('2026-03-31', 1) → '2026-02-28'. */
function monthsBack(day: string, months: number): string {
  const month = addMonths(monthOf(day), -months);
  const last = lastDayOf(month);
  const same = `${month}-${day.slice(8)}`;
  return same > last ? last : same;
}

function daysUpTo(today: string, length: number, step: number): string[] {
  const days: string[] = [];
  for (let back = length; back >= 0; back -= step) days.push(addDays(today, -back));
  return days;
}

function monthEnds(from: string, today: string): string[] {
  const current = monthOf(today);
  const months = monthIndex(current) - monthIndex(monthOf(from)) + 1;
  // Today is a point, and the first end of a month may lie one step before `from`.
  const step = Math.ceil(months / (MOST_POINTS - 2));
  const days = [today];
  for (let back = 1; ; back += step) {
    const month = addMonths(current, -back);
    days.unshift(lastDayOf(month));
    if (lastDayOf(month) <= from) return days;
  }
}

const monthIndex = (month: string): number =>
  Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7));

/** The parts of net worth; hidden accounts and those without a rate are in none. */
export function netWorthParts(accounts: readonly Account[], homeCurrency: string): NetWorthPart[] {
  const parts = new Map<string, NetWorthPart & { accountIds: string[] }>();
  for (const account of accounts) {
    if (account.hiddenFromNetWorth || account.homeBalance === null) continue;
    const { id, currency } = account;
    const key = currency === homeCurrency ? account.class : id;
    const part = parts.get(key);
    if (part) part.accountIds.push(id);
    else parts.set(key, { currency, class: account.class, accountIds: [id] });
  }
  return [...parts.values()];
}

/**
 * Net worth at the end of each of these days (in order), in minor units of the home currency. A
 * foreign balance is converted at each day's own rate.
 */
function netWorthAt(
  days: readonly string[],
  histories: readonly PartHistory[],
  toHome: ToHome,
): NetWorthPoint[] {
  const points = days.map((on) => ({ on, netMinor: 0, assetsMinor: 0, liabilitiesMinor: 0 }));
  for (const { part, openingMinor, changes } of histories) {
    const ordered = [...changes].sort((a, b) => (a.on < b.on ? -1 : 1));
    let balanceMinor = openingMinor;
    let next = 0;
    for (const point of points) {
      for (let change = ordered[next]; change && change.on <= point.on; change = ordered[next]) {
        balanceMinor += change.deltaMinor;
        next += 1;
      }
      const amountMinor = toHome(balanceMinor, part.currency, point.on) ?? 0;
      if (part.class === 'asset') point.assetsMinor += amountMinor;
      else point.liabilitiesMinor += amountMinor;
      point.netMinor += amountMinor;
    }
  }
  return points;
}

/** What accounts of each kind come to, in the order of the kinds; hidden ones are left out. */
function sumByKind(accounts: readonly Account[]): NetWorth['byKind'] {
  return ACCOUNT_KINDS.flatMap((kind) => {
    const own = accounts.filter(
      (account) =>
        account.kind === kind &&
        account.homeBalance !== null &&
        !account.hiddenFromNetWorth &&
        (account.closedOn === null || account.balance.amountMinor !== 0),
    );
    if (own.length === 0) return [];
    const amountMinor = own.reduce((sum, one) => sum + (one.homeBalance?.amountMinor ?? 0), 0);
    return [{ kind, class: classOf(kind), amountMinor, accountCount: own.length }];
  });
}

/** Accounts no total can hold, because nobody told an exchange rate for their currency. */
const listLeftOut = (accounts: readonly Account[]): NetWorth['leftOut'] =>
  accounts
    .filter((account) => account.homeBalance === null)
    .map(({ id, name, balance }) => ({ accountId: id, name, balance }));

/** Everything about net worth, from the accounts and how its parts moved over the plan's days. */
export function netWorth(
  plan: SeriesPlan,
  accounts: readonly Account[],
  histories: readonly PartHistory[],
  toHome: ToHome,
): NetWorth {
  const first = plan.days[0] ?? '';
  const today = plan.days.at(-1) ?? '';
  // A range never begins later than last month's end, except where nothing was before it.
  const since = plan.since < first ? first : plan.since;
  const days = [...new Set([...plan.days, since])].sort();
  const points = new Map(netWorthAt(days, histories, toHome).map((point) => [point.on, point]));
  const netOn = (day: string) => points.get(day)?.netMinor ?? 0;
  return {
    netMinor: netOn(today),
    assetsMinor: points.get(today)?.assetsMinor ?? 0,
    liabilitiesMinor: points.get(today)?.liabilitiesMinor ?? 0,
    changeThisMonthMinor: netOn(today) - netOn(since),
    changeInRangeMinor: netOn(today) - netOn(first),
    leftOut: listLeftOut(accounts),
    byKind: sumByKind(accounts),
    series: plan.days.flatMap((day) => points.get(day) ?? []),
  };
}

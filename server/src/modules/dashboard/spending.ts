import { addMonths, type Dashboard, daysBetween, daysOfMonth } from '@picture/contract';
import { type Calendar, monthNow } from './calendar.ts';
import { type HomeMonthSum, rateDayOf } from './cash-flow.ts';
import type { ToHome } from './net-worth.ts';

type Spending = Dashboard['spending'];

/** What all accounts of one currency spent on a day, in its minor units; money spent is positive. */
export interface DaySpending {
  on: string;
  currency: string;
  spendingMinor: number;
}

/** Spending of the current month beside the month before, in minor units of the home currency. */
export function spending(
  sums: readonly HomeMonthSum[],
  days: readonly DaySpending[],
  calendar: Calendar,
  toHome: ToHome,
): Spending {
  const month = monthNow(calendar);
  const previousMonth = addMonths(month, -1);
  const byCategory = spendingByCategory(sums, month, previousMonth);
  const total = (key: 'amountMinor' | 'previousMinor') =>
    byCategory.reduce((sum, one) => sum + one[key], 0);
  const { from, to } = daysOfMonth(month, calendar.firstDayOfMonth);
  const spentByDay = cumulative(days, month, calendar, toHome);
  const previousByDay = cumulative(days, previousMonth, calendar, toHome);
  const todayIndex = daysBetween(from, calendar.today);
  const pace = Array.from(
    { length: Math.max(spentByDay.length, previousByDay.length) },
    (_, index) => ({
      day: index + 1,
      spentMinor: index <= todayIndex ? (spentByDay[index] ?? null) : null,
      previousMinor: previousByDay[index] ?? previousByDay.at(-1) ?? 0,
    }),
  );
  return {
    month,
    from,
    to,
    totalMinor: total('amountMinor'),
    previousTotalMinor: total('previousMinor'),
    previousByThisDayMinor: pace[todayIndex]?.previousMinor ?? 0,
    byCategory,
    pace,
  };
}

/** Expense categories with something in either month, the most spent first. */
function spendingByCategory(
  sums: readonly HomeMonthSum[],
  month: string,
  previousMonth: string,
): Spending['byCategory'] {
  const byId = new Map<string, Spending['byCategory'][number]>();
  for (const sum of sums) {
    if (sum.type !== 'expense') continue;
    if (sum.month !== month && sum.month !== previousMonth) continue;
    const { categoryId } = sum;
    const entry = byId.get(categoryId) ?? { categoryId, amountMinor: 0, previousMinor: 0 };
    if (sum.month === month) entry.amountMinor -= sum.amountMinor;
    else entry.previousMinor -= sum.amountMinor;
    byId.set(categoryId, entry);
  }
  return [...byId.values()]
    .filter((entry) => entry.amountMinor !== 0 || entry.previousMinor !== 0)
    .sort((a, b) => b.amountMinor - a.amountMinor || b.previousMinor - a.previousMinor);
}

/** Spent from the month's first day to the end of each of its days. */
function cumulative(
  days: readonly DaySpending[],
  month: string,
  calendar: Calendar,
  toHome: ToHome,
): number[] {
  const { from, to } = daysOfMonth(month, calendar.firstDayOfMonth);
  const length = daysBetween(from, to) + 1;
  const rateDay = rateDayOf(month, calendar);
  const own = days.filter((day) => day.on >= from && day.on <= to);
  const byCurrency = Map.groupBy(own, (day) => day.currency);
  const sums = new Array<number>(length).fill(0);
  for (const [currency, rows] of byCurrency) {
    const byDay = new Map(rows.map((row) => [daysBetween(from, row.on), row.spendingMinor]));
    let spentMinor = 0;
    for (let day = 0; day < length; day += 1) {
      spentMinor += byDay.get(day) ?? 0;
      // The running sum is converted, not each day: so the last day is what the month comes to.
      sums[day] = (sums[day] ?? 0) + (toHome(spentMinor, currency, rateDay) ?? 0);
    }
  }
  return sums;
}

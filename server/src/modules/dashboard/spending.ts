import { addMonths, type Dashboard, lastDayOf, monthOf } from '@picture/contract';
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
  today: string,
  toHome: ToHome,
): Spending {
  const month = monthOf(today);
  const previousMonth = addMonths(month, -1);
  const byCategory = spendingByCategory(sums, month, previousMonth);
  const total = (key: 'amountMinor' | 'previousMinor') =>
    byCategory.reduce((sum, one) => sum + one[key], 0);
  const spentByDay = cumulative(days, month, rateDayOf(month, today), toHome);
  const previousByDay = cumulative(days, previousMonth, rateDayOf(previousMonth, today), toHome);
  const todayIndex = Number(today.slice(8)) - 1;
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
  rateDay: string,
  toHome: ToHome,
): number[] {
  const length = Number(lastDayOf(month).slice(8));
  const own = days.filter((day) => monthOf(day.on) === month);
  const byCurrency = Map.groupBy(own, (day) => day.currency);
  const sums = new Array<number>(length).fill(0);
  for (const [currency, rows] of byCurrency) {
    const byDay = new Map(rows.map((row) => [Number(row.on.slice(8)), row.spendingMinor]));
    let spentMinor = 0;
    for (let day = 1; day <= length; day += 1) {
      spentMinor += byDay.get(day) ?? 0;
      // The running sum is converted, not each day: so the last day is what the month comes to.
      sums[day - 1] = (sums[day - 1] ?? 0) + (toHome(spentMinor, currency, rateDay) ?? 0);
    }
  }
  return sums;
}

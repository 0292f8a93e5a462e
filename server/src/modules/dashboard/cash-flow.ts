import { addMonths, type CategoryType, type Dashboard, daysOfMonth } from '@picture/contract';
import { type Calendar, monthNow } from './calendar.ts';
import type { ToHome } from './net-worth.ts';

/** What the transactions of a month and category come to, in one currency's minor units. */
export interface MonthSum {
  month: string;
  categoryId: string;
  currency: string;
  amountMinor: number;
}

/** A month's sum in the home currency, of a category that is income or spending. */
export interface HomeMonthSum {
  month: string;
  categoryId: string;
  type: Exclude<CategoryType, 'transfer'>;
  amountMinor: number;
}

const MONTHS_SHOWN = 12;

export const firstCashFlowMonth = (calendar: Calendar): string =>
  addMonths(monthNow(calendar), 1 - MONTHS_SHOWN);

/** A month is converted at the rate of its last day; the current one at today's. */
export function rateDayOf(month: string, calendar: Calendar): string {
  if (month >= monthNow(calendar)) return calendar.today;
  return daysOfMonth(month, calendar.firstDayOfMonth).to;
}

/** Sums in the home currency. Transfers, and currencies without a rate, are left out. */
export function toHomeSums(
  sums: readonly MonthSum[],
  types: ReadonlyMap<string, CategoryType>,
  calendar: Calendar,
  toHome: ToHome,
): HomeMonthSum[] {
  return sums.flatMap(({ month, categoryId, currency, amountMinor }) => {
    const type = types.get(categoryId);
    const homeMinor = toHome(amountMinor, currency, rateDayOf(month, calendar));
    if (type === undefined || type === 'transfer' || homeMinor === null) return [];
    return [{ month, categoryId, type, amountMinor: homeMinor }];
  });
}

/**
 * Income, spending and what is saved of them in the twelve months up to today's. Spending is
 * positive and refunds are taken off it: -80.00 and +20.00 in expense categories are
 * 60.00 spent.
 */
export function cashFlow(sums: readonly HomeMonthSum[], calendar: Calendar): Dashboard['cashFlow'] {
  const first = firstCashFlowMonth(calendar);
  const months = Array.from({ length: MONTHS_SHOWN }, (_, index) => ({
    month: addMonths(first, index),
    ...daysOfMonth(addMonths(first, index), calendar.firstDayOfMonth),
    incomeMinor: 0,
    spendingMinor: 0,
    savedMinor: 0,
  }));
  const byMonth = new Map(months.map((one) => [one.month, one]));
  for (const sum of sums) {
    const month = byMonth.get(sum.month);
    if (!month) continue;
    if (sum.type === 'income') month.incomeMinor += sum.amountMinor;
    else month.spendingMinor -= sum.amountMinor;
    month.savedMinor += sum.amountMinor;
  }
  return months;
}

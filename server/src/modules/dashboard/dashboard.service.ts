import { createHash } from 'node:crypto';
import {
  type Account,
  addMonths,
  type Dashboard,
  daysOfMonth,
  type NetWorthRange,
} from '@picture/contract';
import type { Who } from '../../platform/http/who.ts';
import { converter, listBalancesOn, listRates } from '../accounts/index.ts';
import { listCategoryRows } from '../transactions/index.ts';
import { monthNow } from './calendar.ts';
import { cashFlow, firstCashFlowMonth, toHomeSums } from './cash-flow.ts';
import type { DashboardParts } from './dashboard.parts.ts';
import { findFirstDay, sumChanges, sumMonths, sumSpending } from './dashboard.repository.ts';
import {
  netWorth,
  netWorthParts,
  type PartHistory,
  planSeries,
  type SeriesPlan,
} from './net-worth.ts';
import { createSample } from './sample.service.ts';
import { type DaySpending, spending } from './spending.ts';
import { createVersionCache } from './version-cache.ts';

const LATEST_SHOWN = 10;
const REVIEW_SHOWN = 5;
const CACHED_PICTURES = 64;

/**
 * What else a picture of a version depends on: the settings as they were when this request came in,
 * which may be a moment older than the version.
 */
export const variantsOf = (who: Who, range: NetWorthRange): string[] => [
  who.today,
  who.homeCurrency,
  String(who.firstDayOfMonth),
  // What is hidden from somebody makes a picture of their own; where nothing is, all share one.
  // The tag goes out to them: it must not name what it is about.
  ...(who.hiddenAccountIds.length > 0 ? [digestOf(who.hiddenAccountIds)] : []),
  range,
];

const digestOf = (ids: readonly string[]): string =>
  createHash('sha256').update(ids.toSorted().join()).digest('base64url');

export type DashboardService = ReturnType<typeof createDashboard>;

export function createDashboard(parts: DashboardParts) {
  const { database, settings, accounts, ledger } = parts;
  const { read } = database;
  const cache = createVersionCache<Dashboard>(CACHED_PICTURES);

  async function planOf(who: Who, range: NetWorthRange): Promise<SeriesPlan> {
    const firstDay = range === 'all' ? await findFirstDay(read, who) : null;
    return planSeries(range, who, firstDay);
  }

  async function historiesOf(
    who: Who,
    items: readonly Account[],
    { days, monthlyUntil }: SeriesPlan,
  ): Promise<PartHistory[]> {
    const after = days[0] ?? who.today;
    const balances = await listBalancesOn(read, who.householdId, after);
    const byAccount = new Map(balances.map((one) => [one.accountId, one.balanceMinor]));
    return Promise.all(
      netWorthParts(items, who.homeCurrency).map(async (part) => ({
        part,
        openingMinor: part.accountIds.reduce((sum, id) => sum + (byAccount.get(id) ?? 0), 0),
        changes: await sumChanges(read, who.householdId, part.accountIds, {
          after,
          to: who.today,
          monthlyUntil,
        }),
      })),
    );
  }

  async function spendingDaysOf(who: Who, items: readonly Account[]): Promise<DaySpending[]> {
    const { from } = daysOfMonth(addMonths(monthNow(who), -1), who.firstDayOfMonth);
    const byCurrency = Map.groupBy(items, (account) => account.currency);
    const days = [...byCurrency].map(async ([currency, own]) => {
      const ids = own.map((account) => account.id);
      const rows = await sumSpending(read, who.householdId, ids, from, who.today);
      return rows.map((row) => ({ ...row, currency }));
    });
    return (await Promise.all(days)).flat();
  }

  const newest = async (who: Who, limit: number, needsReview?: true) => {
    const wish = { limit, sort: 'postedOn', order: 'desc' } as const;
    const { items } = await ledger.transactions.list(who, {
      ...wish,
      ...(needsReview && { needsReview }),
    });
    return items;
  };

  async function compose(who: Who, range: NetWorthRange, version: number): Promise<Dashboard> {
    const { householdId, homeCurrency, today } = who;
    const [{ items }, plan] = await Promise.all([accounts.list(who), planOf(who, range)]);
    const reviewCount = items.reduce((sum, account) => sum + account.reviewCount, 0);
    const [histories, days, rates, months, categories, latest, toReview] = await Promise.all([
      historiesOf(who, items, plan),
      spendingDaysOf(who, items),
      listRates(read, householdId, homeCurrency),
      sumMonths(read, who, firstCashFlowMonth(who), monthNow(who)),
      listCategoryRows(read, householdId),
      newest(who, LATEST_SHOWN),
      reviewCount > 0 ? newest(who, REVIEW_SHOWN, true) : [],
    ]);
    const toHome = converter(homeCurrency, rates);
    const types = new Map(categories.map((category) => [category.id, category.type]));
    const sums = toHomeSums(months, types, who, toHome);
    return {
      version,
      today,
      homeCurrency,
      netWorth: netWorth(plan, items, histories, toHome),
      cashFlow: cashFlow(sums, who),
      spending: spending(sums, days, who, toHome),
      accounts: items,
      latest,
      review: { count: reviewCount, items: toReview },
    };
  }

  return {
    ...createSample(parts),

    /** The household's version: what is read after it is at least that new. */
    version: async (who: Who): Promise<number> =>
      (await settings.versionsOf([who.householdId])).get(who.householdId) ?? 0,

    /** The picture as it is at this version, or newer. */
    read: (who: Who, range: NetWorthRange, version: number): Promise<Dashboard> =>
      cache.get([who.householdId, version, ...variantsOf(who, range)].join(), () =>
        compose(who, range, version),
      ),
  };
}

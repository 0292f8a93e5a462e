import { z } from 'zod';
import { ACCOUNT_KINDS } from './account-kinds.ts';
import { accountSchema } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import { NET_WORTH_RANGES } from './net-worth-ranges.ts';
import { daySchema, idSchema, moneySchema, monthSchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

/** All amounts are minor units of `homeCurrency`. */
export const dashboardSchema = z.object({
  version: z.int(),
  today: daySchema,
  homeCurrency: z.string(),
  netWorth: z.object({
    netMinor: z.int(),
    assetsMinor: z.int(),
    liabilitiesMinor: z.int().describe('Negative: what is owed.'),
    changeThisMonthMinor: z.int(),
    changeInRangeMinor: z.int(),
    leftOut: z
      .array(z.object({ accountId: idSchema, name: z.string(), balance: moneySchema }))
      .describe('Accounts in a currency without an exchange rate: not in any total.'),
    byKind: z.array(
      z.object({
        kind: z.enum(ACCOUNT_KINDS),
        class: z.enum(['asset', 'liability']),
        amountMinor: z.int(),
        accountCount: z.int(),
      }),
    ),
    series: z
      .array(
        z.object({
          on: daySchema,
          netMinor: z.int(),
          assetsMinor: z.int(),
          liabilitiesMinor: z.int(),
        }),
      )
      .describe('At most 400 points, the last one today.'),
  }),
  cashFlow: z
    .array(
      z.object({
        month: monthSchema,
        from: daySchema,
        to: daySchema,
        incomeMinor: z.int(),
        spendingMinor: z.int().describe('Positive: money spent, refunds taken off.'),
        savedMinor: z.int(),
      }),
    )
    .describe('Twelve months, the last one the current.'),
  spending: z.object({
    month: monthSchema.describe('The calendar month in which the household’s month begins.'),
    from: daySchema,
    to: daySchema,
    totalMinor: z.int(),
    previousTotalMinor: z.int(),
    previousByThisDayMinor: z.int().describe('What was spent by this day of the month before.'),
    byCategory: z.array(
      z.object({
        categoryId: idSchema,
        amountMinor: z.int(),
        previousMinor: z.int(),
      }),
    ),
    pace: z
      .array(
        z.object({
          day: z.int().min(1).max(31),
          spentMinor: z.int().nullable().describe('Null for days to come.'),
          previousMinor: z.int(),
        }),
      )
      .describe('Spending so far by day, 1 the month’s first, beside the month before.'),
  }),
  accounts: z.array(accountSchema),
  latest: z.array(transactionSchema),
  review: z.object({ count: z.int(), items: z.array(transactionSchema) }),
});
export type Dashboard = z.infer<typeof dashboardSchema>;

export const getDashboard = endpoint({
  method: 'GET',
  path: '/dashboard',
  summary: 'The household’s financial picture in one read',
  access: 'viewer',
  query: z.strictObject({ range: z.enum(NET_WORTH_RANGES).default('1y') }),
  reply: dashboardSchema,
});

import { z } from 'zod';
import { ACCOUNT_KINDS } from './account-kinds.ts';
import { endpoint } from './endpoint.ts';
import {
  currencySchema,
  daySchema,
  decimalSchema,
  idParams,
  idSchema,
  minorSchema,
  moneySchema,
  nameSchema,
  versionSchema,
} from './schemas.ts';

const interestRateSchema = decimalSchema.describe('Yearly, in percent: "6.25".');

export const accountSchema = z.object({
  id: idSchema,
  name: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  class: z.enum(['asset', 'liability']),
  institution: z.string().nullable(),
  currency: z.string(),
  openedOn: daySchema,
  openingBalance: moneySchema,
  balance: moneySchema.describe('At the end of today; a debt is negative.'),
  homeBalance: moneySchema
    .nullable()
    .describe('In the home currency; null when no exchange rate is known.'),
  creditLimitMinor: z.int().nullable(),
  interestRate: interestRateSchema.nullable(),
  minimumPaymentMinor: z.int().nullable(),
  hiddenFromNetWorth: z.boolean(),
  isPrivate: z.boolean().describe('Seen by its owner alone.'),
  owner: z.object({ userId: z.string(), name: z.string() }).nullable(),
  closedOn: daySchema.nullable(),
  position: z.int(),
  transactionCount: z.int(),
  reviewCount: z.int(),
  lastActivityOn: daySchema.nullable(),
  version: z.int(),
});
export type Account = z.infer<typeof accountSchema>;

const terms = {
  institution: z.string().trim().max(120).nullable().optional(),
  creditLimitMinor: minorSchema.min(0).nullable().optional(),
  interestRate: interestRateSchema.nullable().optional(),
  minimumPaymentMinor: minorSchema.min(0).nullable().optional(),
  hiddenFromNetWorth: z.boolean().optional(),
  isPrivate: z.boolean().optional().describe('Only its owner changes this.'),
};

export const listAccounts = endpoint({
  method: 'GET',
  path: '/accounts',
  summary: 'Every account with its balance',
  access: 'viewer',
  reply: z.object({
    items: z.array(accountSchema),
    homeCurrency: z.string(),
    missingRates: z.array(z.string()).describe('Currencies in use that have no exchange rate.'),
  }),
});

export const openAccount = endpoint({
  method: 'POST',
  path: '/accounts',
  summary: 'Open an account',
  access: 'editor',
  body: z.strictObject({
    name: nameSchema,
    kind: z.enum(ACCOUNT_KINDS),
    currency: currencySchema,
    openedOn: daySchema,
    openingBalanceMinor: minorSchema.default(0).describe('What is owed is negative.'),
    ...terms,
  }),
  reply: accountSchema,
  status: 201,
  idempotent: true,
});

export const getAccount = endpoint({
  method: 'GET',
  path: '/accounts/:id',
  summary: 'One account',
  access: 'viewer',
  params: idParams,
  reply: accountSchema,
});

export const editAccount = endpoint({
  method: 'PATCH',
  path: '/accounts/:id',
  summary: 'Change an account',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    version: versionSchema,
    name: nameSchema.optional(),
    kind: z.enum(ACCOUNT_KINDS).optional(),
    openedOn: daySchema.optional(),
    openingBalanceMinor: minorSchema.optional(),
    ...terms,
  }),
  reply: accountSchema,
  errors: ['stale_version'],
});

export const closeAccount = endpoint({
  method: 'POST',
  path: '/accounts/:id/close',
  summary: 'Close an account: it stays in history and takes no new transactions',
  access: 'editor',
  params: idParams,
  body: z.strictObject({ closedOn: daySchema }),
  reply: accountSchema,
});

export const reopenAccount = endpoint({
  method: 'POST',
  path: '/accounts/:id/reopen',
  summary: 'Reopen a closed account',
  access: 'editor',
  params: idParams,
  reply: accountSchema,
});

export const reorderAccounts = endpoint({
  method: 'PUT',
  path: '/accounts/order',
  summary: 'Put the accounts in order; those not named keep their place behind',
  access: 'editor',
  body: z.strictObject({ ids: z.array(idSchema).min(1).max(1000) }),
  reply: z.object({ ids: z.array(idSchema) }),
});

export const deleteAccount = endpoint({
  method: 'DELETE',
  path: '/accounts/:id',
  summary: 'Delete an account and all its transactions',
  access: 'editor',
  params: idParams,
  reply: z.object({ deletedTransactions: z.int() }),
});

export const getAccountBalances = endpoint({
  method: 'GET',
  path: '/accounts/:id/balances',
  summary: 'The balance at the end of each day on which it changed',
  access: 'viewer',
  params: idParams,
  query: z.strictObject({ from: daySchema.optional(), to: daySchema.optional() }),
  reply: z.object({
    currency: z.string(),
    items: z.array(z.object({ on: daySchema, balanceMinor: z.int() })),
  }),
});

export const exchangeRateSchema = z.object({
  currency: z.string(),
  homeCurrency: z.string(),
  on: daySchema,
  rate: decimalSchema.describe('Units of the home currency for one unit of the currency.'),
});

export const listExchangeRates = endpoint({
  method: 'GET',
  path: '/exchange-rates',
  summary: 'Exchange rates typed by the household, newest first',
  access: 'viewer',
  reply: z.object({ items: z.array(exchangeRateSchema) }),
});

export const recordExchangeRate = endpoint({
  method: 'PUT',
  path: '/exchange-rates/:currency/:on',
  summary: 'Record the exchange rate of a day',
  access: 'editor',
  params: z.strictObject({ currency: currencySchema, on: daySchema }),
  body: z.strictObject({
    rate: decimalSchema.refine((rate) => !/^0+(\.0+)?$/.test(rate), 'Not above zero.'),
  }),
  reply: exchangeRateSchema,
});

export const deleteExchangeRate = endpoint({
  method: 'DELETE',
  path: '/exchange-rates/:currency/:on',
  summary: 'Forget an exchange rate',
  access: 'editor',
  params: z.strictObject({ currency: currencySchema, on: daySchema }),
  reply: z.object({ deleted: z.boolean() }),
});

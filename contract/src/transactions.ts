import { z } from 'zod';
import { accountSchema } from './accounts.ts';
import { endpoint } from './endpoint.ts';
import {
  cursorQuery,
  daySchema,
  idParams,
  idSchema,
  instantSchema,
  minorSchema,
  moneySchema,
  noteSchema,
  payeeSchema,
  versionSchema,
} from './schemas.ts';

/** Who decided a transaction's category, the strongest first. */
export const CATEGORY_SOURCES = [
  'user',
  'transfer',
  'refund',
  'rule',
  'history',
  'file',
  'learned',
  'base',
] as const;
export type CategorySource = (typeof CATEGORY_SOURCES)[number];

export const transactionSchema = z.object({
  id: idSchema,
  accountId: idSchema,
  kind: z.enum(['standard', 'valuation']).describe('A valuation moves a balance to a told value.'),
  postedOn: daySchema,
  payee: z.string().describe('As people read it; may be empty.'),
  originalPayee: z.string().nullable().describe('What the bank wrote, where it differs.'),
  memo: z.string().nullable().describe('What the bank added.'),
  note: z.string().nullable().describe('What a person wrote.'),
  tagIds: z.array(idSchema),
  amount: moneySchema,
  categoryId: idSchema,
  categorySource: z.enum(CATEGORY_SOURCES),
  confidence: z.number().min(0).max(1).nullable().describe('Null when a person decided.'),
  needsReview: z.boolean(),
  isPending: z.boolean().describe('The bank has not booked it yet.'),
  isHidden: z.boolean().describe('Counts in balances, not in income or spending.'),
  checkNumber: z.string().nullable(),
  importId: idSchema.nullable(),
  transfer: z
    .object({ id: idSchema, transactionId: idSchema, accountId: idSchema })
    .nullable()
    .describe('The other side, when this is one side of a transfer between own accounts.'),
  refund: z
    .object({
      purchaseId: idSchema.nullable().describe('The purchase this is a refund of.'),
      refundIds: z.array(idSchema).describe('The refunds of this purchase.'),
      refunded: moneySchema.describe('How much of this purchase came back so far.'),
    })
    .nullable(),
  loanPayment: z
    .object({
      loanAccountId: idSchema,
      paymentId: idSchema
        .nullable()
        .describe(
          'On the loan: the payment this is the other side of. Null for the payment itself.',
        ),
    })
    .nullable()
    .describe('Of a payment to a loan, what repays it, or all of it where nothing does.'),
  split: z
    .object({ id: idSchema, lines: z.int(), total: moneySchema })
    .nullable()
    .describe('Of what it is a line, when the booked amount was split.'),
  attachments: z.int().describe('How many files are attached.'),
  createdAt: instantSchema,
  version: z.int(),
});
export type Transaction = z.infer<typeof transactionSchema>;

const tagIdsSchema = z.array(idSchema).max(30);
const memoSchema = z.string().trim().max(500).nullable();
const csvOf = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .max(3000)
    .transform((text) => text.split(','))
    .pipe(z.array(item).max(100))
    .optional();
const queryFlag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

/** What can be asked of transactions. */
export const filterQuery = {
  accountIds: csvOf(idSchema).describe('Comma-separated.'),
  categoryIds: csvOf(idSchema).describe('Comma-separated; a parent includes its children.'),
  from: daySchema.optional(),
  to: daySchema.optional(),
  search: z
    .string()
    .trim()
    .max(400)
    .optional()
    .describe('Words, `amount:>50`, `category:food`, `-is:transfer` and so on: docs/SEARCH.md.'),
  minMinor: z.coerce.number().int().optional(),
  maxMinor: z.coerce.number().int().optional(),
  direction: z.enum(['in', 'out']).optional(),
  needsReview: queryFlag,
  importId: idSchema.optional(),
};

export const listTransactions = endpoint({
  method: 'GET',
  path: '/transactions',
  summary: 'Transactions, newest first unless sorted otherwise',
  access: 'viewer',
  query: z.strictObject({
    ...cursorQuery,
    sort: z.enum(['postedOn', 'amount']).default('postedOn'),
    order: z.enum(['asc', 'desc']).default('desc'),
    ...filterQuery,
  }),
  reply: z.object({ items: z.array(transactionSchema), nextCursor: z.string().nullable() }),
  errors: ['search_unclear'],
});

export const foundSumSchema = z.object({
  currency: z.string(),
  transactions: z.int(),
  inMinor: z.int(),
  outMinor: z.int().describe('Negative or zero.'),
});
export type FoundSum = z.infer<typeof foundSumSchema>;

export const sumTransactions = endpoint({
  method: 'GET',
  path: '/transactions/totals',
  summary: 'How many transactions match, and what they add up to in each currency',
  access: 'viewer',
  query: z.strictObject(filterQuery),
  reply: z.object({ sums: z.array(foundSumSchema) }),
  errors: ['search_unclear'],
});

export const recordTransaction = endpoint({
  method: 'POST',
  path: '/transactions',
  summary: 'Record a transaction by hand; without a category it is categorised',
  access: 'editor',
  body: z.strictObject({
    accountId: idSchema,
    postedOn: daySchema,
    payee: payeeSchema,
    memo: memoSchema.default(null),
    note: noteSchema.default(null),
    tagIds: tagIdsSchema.default([]),
    amountMinor: minorSchema,
    categoryId: idSchema.optional(),
    checkNumber: z.string().trim().max(40).nullable().default(null),
  }),
  reply: transactionSchema,
  status: 201,
  idempotent: true,
  errors: ['account_closed'],
});

export const getTransaction = endpoint({
  method: 'GET',
  path: '/transactions/:id',
  summary: 'One transaction',
  access: 'viewer',
  params: idParams,
  reply: transactionSchema,
});

export const editTransaction = endpoint({
  method: 'PATCH',
  path: '/transactions/:id',
  summary: 'Change a transaction; choosing a category also teaches it for that merchant',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    version: versionSchema,
    accountId: idSchema.optional(),
    postedOn: daySchema.optional(),
    payee: payeeSchema.optional(),
    memo: memoSchema.optional(),
    note: noteSchema.optional(),
    tagIds: tagIdsSchema.optional(),
    amountMinor: minorSchema.optional(),
    categoryId: idSchema.optional(),
    checkNumber: z.string().trim().max(40).nullable().optional(),
    needsReview: z.boolean().optional(),
    isHidden: z.boolean().optional(),
  }),
  reply: transactionSchema,
  errors: ['stale_version', 'currency_mismatch', 'account_closed', 'split_amount'],
});

export const deleteTransaction = endpoint({
  method: 'DELETE',
  path: '/transactions/:id',
  summary: 'Delete a transaction, all lines of it; the other side of a transfer stays, unlinked',
  access: 'editor',
  params: idParams,
  reply: z.object({ deleted: z.boolean() }),
});

export const setAccountValue = endpoint({
  method: 'PUT',
  path: '/accounts/:id/values/:on',
  summary: 'Tell what a property, vehicle, holding or the like is worth at the end of a day',
  access: 'editor',
  params: z.strictObject({ id: idSchema, on: daySchema }),
  body: z.strictObject({ valueMinor: minorSchema.describe('What is owed is negative.') }),
  reply: accountSchema,
  errors: ['account_kind_not_valued', 'account_closed'],
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema, idParams, idSchema, minorSchema, versionSchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

const recomputed = z
  .int()
  .describe('Payments split before whose interest was computed anew, as they are of later days.');
const items = z.object({ items: z.array(transactionSchema), recomputed });
const partSchema = minorSchema.min(0);
const errors = ['account_kind_not_loan', 'currency_mismatch', 'account_closed'] as const;

export const loanPaymentPreviewSchema = z.object({
  currency: z.string(),
  paymentMinor: z.int().describe('All that was paid, without a sign.'),
  principalMinor: z
    .int()
    .describe('What repays the loan; negative where interest is more than all.'),
  interestMinor: z.int(),
  escrowMinor: z.int().describe('Escrow and fees: what is neither.'),
  interestCategoryId: idSchema,
  escrowCategoryId: idSchema,
  owedBeforeMinor: z.int().describe('Owed at the start of the day; below zero when overpaid.'),
  owedAfterMinor: z.int(),
  counter: z
    .object({ transactionId: idSchema, postedOn: daySchema, payee: z.string() })
    .nullable()
    .describe('The row on the loan that tells the principal; without one, one is made.'),
  hasRate: z.boolean().describe('Whether the loan tells its yearly rate.'),
  hasStatements: z.boolean().describe('Rows of the loan come from files: this one may yet come.'),
});
export type LoanPaymentPreview = z.infer<typeof loanPaymentPreviewSchema>;

export const previewLoanPayment = endpoint({
  method: 'GET',
  path: '/transactions/:id/loan-payment',
  summary: 'What of a payment would repay a loan, and what would be interest and escrow',
  access: 'viewer',
  params: idParams,
  query: z.strictObject({ loanAccountId: idSchema }),
  reply: loanPaymentPreviewSchema,
  errors: [...errors, 'transfer_already_linked', 'loan_payment_split'],
});

export const splitLoanPayment = endpoint({
  method: 'POST',
  path: '/transactions/:id/loan-payment',
  summary: 'Split a payment to a loan: principal is a transfer to it, the rest is spending',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    version: versionSchema,
    loanAccountId: idSchema,
    interestMinor: partSchema.optional().describe('Left out: as the preview tells.'),
    escrowMinor: partSchema.optional(),
    interestCategoryId: idSchema.optional(),
    escrowCategoryId: idSchema.optional(),
  }),
  reply: items,
  status: 201,
  errors: [
    ...errors,
    'stale_version',
    'transfer_already_linked',
    'loan_payment_split',
    'loan_parts_differ',
  ],
});

export const joinLoanPayment = endpoint({
  method: 'DELETE',
  path: '/transactions/:id/loan-payment',
  summary: 'Make one transaction of a loan payment again; a row made for it on the loan goes',
  access: 'editor',
  params: idParams,
  reply: transactionSchema.extend({ recomputed }),
});

export const loanSuggestionSchema = z.object({
  payment: transactionSchema,
  loanAccountId: idSchema,
  isReady: z
    .boolean()
    .describe('Its parts are known; else its interest is to be typed, or a statement to come.'),
});
export type LoanSuggestion = z.infer<typeof loanSuggestionSchema>;

export const listLoanSuggestions = endpoint({
  method: 'GET',
  path: '/loan-payment-suggestions',
  summary: 'What looks like a payment to a loan in the last thirteen months, the latest first',
  access: 'viewer',
  reply: z.object({ items: z.array(loanSuggestionSchema) }),
});

const pairSchema = z.strictObject({ transactionId: idSchema, loanAccountId: idSchema });
export type LoanPair = z.infer<typeof pairSchema>;

export const confirmLoanPayments = endpoint({
  method: 'POST',
  path: '/loan-payment-suggestions/confirm',
  summary: 'Split loan payments as their previews tell, the oldest first, in one step',
  access: 'editor',
  body: z.strictObject({ payments: z.array(pairSchema).min(1).max(100) }),
  reply: z.object({ split: z.int(), recomputed }),
  errors: [...errors, 'transfer_already_linked', 'loan_payment_split'],
});

export const refuseLoanPayment = endpoint({
  method: 'POST',
  path: '/loan-payment-suggestions/refuse',
  summary: 'Say that what this merchant is paid goes not to that loan: it is not suggested again',
  access: 'editor',
  body: pairSchema,
  reply: z.object({ refused: z.boolean() }),
});

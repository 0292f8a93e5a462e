import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

const pairSchema = z.strictObject({ purchaseId: idSchema, refundId: idSchema });
export type RefundPair = z.infer<typeof pairSchema>;
const items = z.object({ items: z.array(transactionSchema) });
const errors = [
  'transfer_already_linked',
  'refund_same_direction',
  'refund_already_linked',
  'refund_too_large',
  'currency_mismatch',
] as const;

export const listRefundCandidates = endpoint({
  method: 'GET',
  path: '/transactions/:id/refund-candidates',
  summary: 'For money in, purchases it could undo; for a purchase, what could be its refunds',
  access: 'viewer',
  params: idParams,
  reply: items,
});

export const linkRefund = endpoint({
  method: 'POST',
  path: '/refunds',
  summary: 'Tie a refund to its purchase, whose category it takes over',
  access: 'editor',
  body: pairSchema,
  reply: items,
  status: 201,
  errors,
});

export const unlinkRefund = endpoint({
  method: 'DELETE',
  path: '/refunds/:id',
  summary: 'Untie a refund, named by its own id; it is categorised anew, and not found again',
  access: 'editor',
  params: idParams,
  reply: items,
});

export const refundSuggestionSchema = z.object({
  purchase: transactionSchema,
  refund: transactionSchema,
  isSure: z.boolean().describe('Nothing else is likely.'),
});
export type RefundSuggestion = z.infer<typeof refundSuggestionSchema>;

export const listRefundSuggestions = endpoint({
  method: 'GET',
  path: '/refund-suggestions',
  summary: 'What looks like a refund of a purchase in the last thirteen months, the latest first',
  access: 'viewer',
  reply: z.object({ items: z.array(refundSuggestionSchema) }),
});

export const confirmRefunds = endpoint({
  method: 'POST',
  path: '/refund-suggestions/confirm',
  summary: 'Tie refunds to their purchases, in one step that can be taken back',
  access: 'editor',
  body: z.strictObject({ pairs: z.array(pairSchema).min(1).max(500) }),
  reply: z.object({ linked: z.int() }),
  errors,
});

export const refuseRefund = endpoint({
  method: 'POST',
  path: '/refund-suggestions/refuse',
  summary: 'Say that money in is no refund of that purchase: it is not found again',
  access: 'editor',
  body: pairSchema,
  reply: z.object({ refused: z.boolean() }),
});

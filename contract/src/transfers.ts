import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

const pairSchema = z.tuple([idSchema, idSchema]).describe('What goes out and what comes in.');
const items = z.object({ items: z.array(transactionSchema) });

export const listTransferCandidates = endpoint({
  method: 'GET',
  path: '/transactions/:id/transfer-candidates',
  summary: 'Transactions in other own accounts that could be the other side, likeliest first',
  access: 'viewer',
  params: idParams,
  reply: items,
});

export const linkTransfer = endpoint({
  method: 'POST',
  path: '/transfers',
  summary: 'Link the two sides of a transfer between own accounts',
  access: 'editor',
  body: z.strictObject({ transactionIds: pairSchema }),
  reply: items,
  status: 201,
  errors: [
    'transfer_same_account',
    'transfer_already_linked',
    'transfer_amounts_differ',
    'transfer_same_direction',
  ],
});

export const unlinkTransfer = endpoint({
  method: 'DELETE',
  path: '/transfers/:id',
  summary: 'Unlink the two sides of a transfer; both are categorised anew, and not found again',
  access: 'editor',
  params: idParams,
  reply: items,
});

export const transferSuggestionSchema = z.object({
  out: transactionSchema,
  in: transactionSchema,
  isSure: z.boolean().describe('Nothing else is likely.'),
});
export type TransferSuggestion = z.infer<typeof transferSuggestionSchema>;

export const listTransferSuggestions = endpoint({
  method: 'GET',
  path: '/transfer-suggestions',
  summary: 'Pairs of the last thirteen months that look like transfers, the latest first',
  access: 'viewer',
  reply: z.object({ items: z.array(transferSuggestionSchema) }),
});

export const confirmTransfers = endpoint({
  method: 'POST',
  path: '/transfer-suggestions/confirm',
  summary: 'Link pairs that look like transfers, in one step that can be taken back',
  access: 'editor',
  body: z.strictObject({ pairs: z.array(pairSchema).min(1).max(500) }),
  reply: z.object({ linked: z.int() }),
  errors: [
    'transfer_same_account',
    'transfer_already_linked',
    'transfer_amounts_differ',
    'transfer_same_direction',
  ],
});

export const refuseTransfer = endpoint({
  method: 'POST',
  path: '/transfer-suggestions/refuse',
  summary: 'Say that a pair is no transfer: it is not found again',
  access: 'editor',
  body: z.strictObject({ transactionIds: pairSchema }),
  reply: z.object({ refused: z.boolean() }),
});

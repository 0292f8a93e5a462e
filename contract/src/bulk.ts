import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idSchema, noteSchema, payeeSchema } from './schemas.ts';

/** Rows that can be named in one request; more are named by what they have in common. */
export const MAX_BULK_IDS = 10_000;

const idsSchema = z.array(idSchema).min(1).max(MAX_BULK_IDS);

export const bulkChangeSchema = z
  .strictObject({
    categoryId: idSchema.optional(),
    needsReview: z.boolean().optional().describe('Left out with a category: it is reviewed by it.'),
    payee: payeeSchema.optional(),
    note: noteSchema.optional(),
    addTagIds: z.array(idSchema).max(30).optional(),
    removeTagIds: z.array(idSchema).max(30).optional(),
    isHidden: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what is to change.');
export type BulkChange = z.infer<typeof bulkChangeSchema>;

export const bulkEditTransactions = endpoint({
  method: 'POST',
  path: '/transactions/bulk',
  summary: 'Make the same change to many transactions, in one step that can be taken back',
  access: 'editor',
  body: z.strictObject({ ids: idsSchema, change: bulkChangeSchema }),
  reply: z.object({ changed: z.int() }),
});

export const bulkDeleteTransactions = endpoint({
  method: 'POST',
  path: '/transactions/bulk-delete',
  summary: 'Delete many transactions, in one step that can be taken back',
  access: 'editor',
  body: z.strictObject({ ids: idsSchema }),
  reply: z.object({ deleted: z.int() }),
});

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idSchema, noteSchema, payeeSchema } from './schemas.ts';
import { filterQuery } from './transactions.ts';

/** Rows that can be named in one request; more are named by what they have in common. */
export const MAX_BULK_IDS = 10_000;

/** Rows that one change can reach. */
export const MAX_BULK_MATCHING = 50_000;

const which = {
  ids: z.array(idSchema).min(1).max(MAX_BULK_IDS).optional(),
  matching: z
    .strictObject({
      filter: z.strictObject(filterQuery),
      count: z.int().min(1).max(MAX_BULK_MATCHING).describe('How many the person was told.'),
    })
    .optional()
    .describe('All that match, instead of ids; refused when they are not that many any more.'),
};
const isOneOf = (body: { ids?: unknown; matching?: unknown }): boolean =>
  (body.ids === undefined) !== (body.matching === undefined);
const SAY_WHICH = 'Name the transactions by ids, or by what they match.';

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
  body: z.strictObject({ ...which, change: bulkChangeSchema }).refine(isOneOf, SAY_WHICH),
  reply: z.object({ changed: z.int() }),
  errors: ['count_changed', 'search_unclear'],
});

export const bulkDeleteTransactions = endpoint({
  method: 'POST',
  path: '/transactions/bulk-delete',
  summary: 'Delete many transactions, in one step that can be taken back',
  access: 'editor',
  body: z.strictObject(which).refine(isOneOf, SAY_WHICH),
  reply: z.object({ deleted: z.int() }),
  errors: ['count_changed', 'search_unclear'],
});

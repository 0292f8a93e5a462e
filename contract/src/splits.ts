import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, minorSchema, noteSchema, versionSchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

export const MAX_SPLIT_LINES = 100;

const items = z.object({ items: z.array(transactionSchema) });

export const getSplit = endpoint({
  method: 'GET',
  path: '/splits/:id',
  summary: 'The lines of a split in their order: transactions that add up to what was booked',
  access: 'viewer',
  params: idParams,
  reply: items,
});

export const splitTransaction = endpoint({
  method: 'PUT',
  path: '/transactions/:id/split',
  summary: 'Split a transaction, or say anew how it is split; the lines add up to its amount',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    version: versionSchema,
    lines: z
      .array(
        z.strictObject({
          transactionId: idSchema
            .optional()
            .describe('A line there is already. Lines that are not named any more go.'),
          amountMinor: minorSchema,
          categoryId: idSchema.optional().describe('Left out: stays, or is that of the whole.'),
          note: noteSchema.optional(),
          tagIds: z.array(idSchema).max(30).optional(),
        }),
      )
      .min(2)
      .max(MAX_SPLIT_LINES),
  }),
  reply: items,
  errors: ['stale_version', 'split_sum_differs', 'split_linked'],
});

export const joinSplit = endpoint({
  method: 'DELETE',
  path: '/splits/:id',
  summary: 'Make one transaction of a split again, in the category of its first line',
  access: 'editor',
  params: idParams,
  reply: transactionSchema,
  errors: ['split_linked'],
});

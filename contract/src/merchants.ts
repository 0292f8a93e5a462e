import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema, idSchema } from './schemas.ts';

export const MAX_MERCHANTS_AT_ONCE = 50;
const nameSchema = z.string().trim().min(1).max(200);

export const merchantSchema = z.object({
  name: z.string(),
  transactions: z.int().describe('How many are of it, of those this person sees.'),
  lastOn: daySchema.describe('The posted date of the latest.'),
});
export type Merchant = z.infer<typeof merchantSchema>;

export const listMerchants = endpoint({
  method: 'GET',
  path: '/merchants',
  summary: 'Merchants by how many transactions are of them, without names of transfers alone',
  access: 'viewer',
  query: z.strictObject({
    search: z.string().trim().max(100).optional(),
    limit: z.coerce.number().int().min(1).max(500).default(50),
  }),
  reply: z.object({ items: z.array(merchantSchema), total: z.int() }),
});

export const renameMerchants = endpoint({
  method: 'POST',
  path: '/merchants/rename',
  summary: 'Give one or more merchants one name, in all transactions and in those to come',
  access: 'editor',
  body: z
    .strictObject({
      names: z.array(nameSchema).min(1).max(MAX_MERCHANTS_AT_ONCE).optional(),
      likeTransactionId: idSchema
        .optional()
        .describe('In place of names: all that the bank calls as it calls this one.'),
      to: nameSchema,
    })
    .refine(
      (wish) => (wish.names === undefined) !== (wish.likeTransactionId === undefined),
      'Name merchants, or a transaction.',
    ),
  reply: z.object({ changed: z.int() }),
  errors: ['too_many'],
});

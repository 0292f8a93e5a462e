import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { rowExtrasSchema } from './import-making.ts';
import { importReply } from './imports.ts';
import { cursorQuery, daySchema, idParams, idSchema, moneySchema } from './schemas.ts';
import { transactionSchema } from './transactions.ts';

/** What becomes of a row of a file. */
export const ROW_DECISIONS = ['add', 'duplicate', 'confirm', 'look', 'skip'] as const;
export type RowDecision = (typeof ROW_DECISIONS)[number];

/** Why. */
export const ROW_REASONS = [
  'key',
  'deleted',
  'moved',
  'typed',
  'pending',
  'alike',
  'other_day',
  'amount',
  'unlike',
  'several',
] as const;
export type RowReason = (typeof ROW_REASONS)[number];

export const importRowSchema = z.object({
  seq: z.int(),
  line: z.int(),
  statement: z.int(),
  postedOn: daySchema,
  amount: moneySchema,
  payee: z.string(),
  originalPayee: z.string().nullable(),
  memo: z.string().nullable(),
  ...rowExtrasSchema,
  decision: z.enum(ROW_DECISIONS),
  reason: z
    .enum(ROW_REASONS)
    .nullable()
    .describe('Why it is not simply added, as far as this was found and not said by a person.'),
  isChosen: z.boolean().describe('A person decided.'),
  matchId: idSchema.nullable().describe('The transaction it is, where that is settled.'),
  candidates: z
    .array(transactionSchema)
    .describe('What it is or could be, the likeliest first; at most five.'),
  categoryId: idSchema,
  confidence: z.number().nullable(),
  needsReview: z.boolean(),
});
export type ImportRow = z.infer<typeof importRowSchema>;

export const listImportRows = endpoint({
  method: 'GET',
  path: '/imports/:id/rows',
  summary: 'What an import would do, row by row; once committed, the rows it left undecided',
  access: 'viewer',
  params: idParams,
  query: z.strictObject({
    ...cursorQuery,
    decision: z.enum(ROW_DECISIONS).optional(),
  }),
  reply: z.object({ items: z.array(importRowSchema), nextCursor: z.string().nullable() }),
});

const rowChoiceSchema = z.discriminatedUnion('decision', [
  z.strictObject({ seq: z.int().min(0), decision: z.enum(['add', 'skip']) }),
  z.strictObject({
    seq: z.int().min(0),
    decision: z.literal('confirm'),
    transactionId: idSchema.describe('It is this one, in the account of the row.'),
  }),
  z.strictObject({
    seq: z.int().min(0),
    decision: z.literal('found').describe('As it was found.'),
  }),
]);
export type RowChoice = z.infer<typeof rowChoiceSchema>;

export const decideImportRows = endpoint({
  method: 'PUT',
  path: '/imports/:id/rows',
  summary: 'Say what becomes of rows: of some, or of all that need a look',
  access: 'editor',
  params: idParams,
  body: z
    .strictObject({
      rows: z.array(rowChoiceSchema).min(1).max(1000).optional(),
      allToLookAt: z.enum(['add', 'skip']).optional(),
    })
    .refine((body) => (body.rows === undefined) !== (body.allToLookAt === undefined), {
      error: 'Name rows, or all that need a look.',
    }),
  ...importReply,
  errors: ['import_not_ready', 'import_match_taken', 'import_match_unfit'],
});

import { z } from 'zod';
import type { ERROR_STATUS } from './error-codes.ts';

export type ErrorCode = keyof typeof ERROR_STATUS;

/** RFC 9457 problem details, as every refusal is told. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string().describe('One sentence a person understands.'),
  status: z.int(),
  code: z.string().describe('Stable, for programs.'),
  detail: z.string().optional(),
  params: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe('The values named in the sentence, so that it can be told in another language.'),
  fields: z
    .array(z.object({ path: z.string(), message: z.string() }))
    .optional()
    .describe('Which part of the request was refused, and why.'),
  current: z.unknown().optional().describe('With a stale version: the row as it is now.'),
});
export type Problem = z.infer<typeof problemSchema>;

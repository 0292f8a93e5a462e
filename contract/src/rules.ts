import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, MAX_AMOUNT_MINOR, noteSchema, payeeSchema } from './schemas.ts';
import { foundSumSchema, transactionSchema } from './transactions.ts';

const sizeSchema = z.int().min(0).max(MAX_AMOUNT_MINOR).nullable().default(null);
const dayOfMonthSchema = z.int().min(1).max(31).nullable().default(null);

/** Percentages of a split with at most two decimals; together they are the whole. */
const shareSchema = z.strictObject({
  percent: z.number().positive().max(100).multipleOf(0.01),
  categoryId: idSchema,
  note: noteSchema.default(null),
});
export type RuleShare = z.infer<typeof shareSchema>;

const when = {
  contains: z
    .string()
    .trim()
    .max(120)
    .default('')
    .describe('Words in the payee, the original text, the memo or the note.'),
  accountId: idSchema.nullable().default(null),
  direction: z.enum(['in', 'out']).nullable().default(null),
  minMinor: sizeSchema.describe('The least size in minor units, in or out.'),
  maxMinor: sizeSchema.describe('The largest size in minor units, in or out.'),
  fromDay: dayOfMonthSchema.describe('The first day of the month; after toDay it wraps around.'),
  toDay: dayOfMonthSchema,
};

const then = {
  categoryId: idSchema.nullable().default(null),
  payee: payeeSchema.min(1).nullable().default(null),
  note: noteSchema.default(null),
  addTagIds: z.array(idSchema).max(10).default([]),
  isHidden: z.boolean().default(false),
  isReviewed: z.boolean().default(false),
  isTransfer: z
    .boolean()
    .default(false)
    .describe('It is one side of a transfer: linked with the other once that is there.'),
  transferTo: idSchema
    .nullable()
    .default(null)
    .describe('The own account of the other side; null: whichever has it.'),
  split: z.array(shareSchema).max(20).default([]),
};

type Wish = z.infer<z.ZodObject<typeof when & typeof then>>;

const hasCondition = ({ contains, accountId, direction, ...rest }: Wish): boolean =>
  contains.length >= 2 ||
  accountId !== null ||
  direction !== null ||
  [rest.minMinor, rest.maxMinor, rest.fromDay, rest.toDay].some((value) => value !== null);
const hasAction = (wish: Wish): boolean =>
  wish.categoryId !== null ||
  wish.payee !== null ||
  wish.note !== null ||
  wish.isHidden ||
  wish.isReviewed ||
  wish.isTransfer ||
  wish.transferTo !== null ||
  wish.addTagIds.length > 0 ||
  wish.split.length > 0;
const isWhole = ({ split }: Wish): boolean =>
  split.length === 0 ||
  (split.length > 1 &&
    Math.round(split.reduce((sum, share) => sum + share.percent, 0) * 100) === 100_00);

const isOneThing = (wish: Wish): boolean =>
  !(wish.isTransfer || wish.transferTo !== null) ||
  (wish.categoryId === null && wish.split.length === 0);

const whole = <T extends z.ZodType<Wish>>(schema: T) =>
  schema
    .refine(hasCondition, 'Say when the rule applies: words of two letters or something else.')
    .refine(hasAction, 'Say what the rule does.')
    .refine(isOneThing, 'A transfer has no other category and no parts.')
    .refine(isWhole, 'The parts of a split make 100 percent, in two parts at least.');

const wishSchema = whole(z.strictObject({ ...when, ...then }));
export type RuleWish = z.infer<typeof wishSchema>;

export const ruleSchema = z.object({
  id: idSchema,
  position: z.int(),
  isActive: z.boolean(),
  ...when,
  ...then,
});
export type Rule = z.infer<typeof ruleSchema>;

export const listRules = endpoint({
  method: 'GET',
  path: '/rules',
  summary: 'The household’s rules, in the order they are tried',
  access: 'viewer',
  reply: z.object({ items: z.array(ruleSchema) }),
});

export const createRule = endpoint({
  method: 'POST',
  path: '/rules',
  summary: 'Create a rule; it is tried before older ones',
  access: 'editor',
  body: whole(z.strictObject({ ...when, ...then, applyToExisting: z.boolean().default(false) })),
  reply: z.object({ rule: ruleSchema, changedTransactions: z.int() }),
  status: 201,
  idempotent: true,
});

export const editRule = endpoint({
  method: 'PUT',
  path: '/rules/:id',
  summary: 'Say anew what a rule looks at and does, or turn it on or off',
  access: 'editor',
  params: idParams,
  body: whole(
    z.strictObject({
      ...when,
      ...then,
      isActive: z.boolean().default(true),
      applyToExisting: z.boolean().default(false),
    }),
  ),
  reply: z.object({ rule: ruleSchema, changedTransactions: z.int() }),
});

export const orderRules = endpoint({
  method: 'PUT',
  path: '/rules/order',
  summary: 'Put the rules into this order: the first that says something of a field decides it',
  access: 'editor',
  body: z.strictObject({ ids: z.array(idSchema).max(1000) }),
  reply: z.object({ items: z.array(ruleSchema) }),
});

export const previewRule = endpoint({
  method: 'POST',
  path: '/rules/preview',
  summary: 'What a rule would change of what is there, without changing it',
  access: 'viewer',
  scope: 'read',
  body: wishSchema,
  reply: z.object({
    sums: z.array(foundSumSchema).describe('Of all that it looks at.'),
    changing: z.int().describe('How many of those it would change.'),
    transfers: z.object({
      linking: z.int().describe('Pairs whose other side is there.'),
      waiting: z.int().describe('Sides that would wait for the other.'),
    }),
    examples: z.array(transactionSchema).describe('The latest of those, as they are now.'),
  }),
});

export const deleteRule = endpoint({
  method: 'DELETE',
  path: '/rules/:id',
  summary: 'Delete a rule; what it changed stays as it is',
  access: 'editor',
  params: idParams,
  reply: z.object({ deleted: z.boolean() }),
});

export const getRuleOffer = endpoint({
  method: 'GET',
  path: '/rule-offer',
  summary: 'What is worth offering: a category or a name given to a merchant for the second time',
  access: 'viewer',
  query: z.strictObject({
    transactionId: idSchema,
    rows: z.coerce
      .number()
      .int()
      .min(1)
      .default(1)
      .describe('How many of the merchant were changed at once.'),
  }),
  reply: z.object({
    offer: z.object({ contains: z.string(), categoryId: idSchema }).nullable(),
    name: z
      .string()
      .nullable()
      .describe('A payee given for the second time, worth keeping for all of that merchant.'),
  }),
});

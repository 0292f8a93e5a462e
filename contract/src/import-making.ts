import { z } from 'zod';
import { ACCOUNT_KINDS } from './account-kinds.ts';
import { CATEGORY_TYPES } from './categories.ts';
import { currencySchema, idSchema, nameSchema } from './schemas.ts';

/** An account that is opened when an import is committed, and goes with it when it is empty else. */
export const newAccountSchema = z.strictObject({
  name: nameSchema,
  kind: z.enum(ACCOUNT_KINDS),
  currency: currencySchema,
  institution: z.string().trim().max(120).nullable().optional(),
});
export type NewAccountWish = z.infer<typeof newAccountSchema>;

export const suggestedAccountSchema = z.object({
  name: z.string(),
  kind: z.enum(ACCOUNT_KINDS),
  currency: z.string().nullable().describe('Null: the file names none.'),
});

export const accountChoiceSchema = z.union([
  z.strictObject({ index: z.int().min(0), accountId: idSchema }),
  z.strictObject({
    index: z.int().min(0),
    create: newAccountSchema.describe(
      'Opened by the commit. Statements of the same account in the file go there too.',
    ),
  }),
]);
export type AccountChoice = z.infer<typeof accountChoiceSchema>;

export const CATEGORY_CHOICES = ['make', 'map', 'ignore'] as const;

/** A category the file names and the household has not. */
export const fileCategorySchema = z.object({
  name: z.string().describe('As the file writes it, its group before a colon.'),
  rows: z.int(),
  choice: z.enum(CATEGORY_CHOICES),
  categoryId: idSchema.nullable().describe('The one it is mapped to, or will be; null: ignored.'),
  label: z.string().describe('What it would be called.'),
  parentId: idSchema.nullable().describe('The group it would stand in, where that is there.'),
  parentName: z.string().nullable().describe('The group that would be made with it.'),
  type: z.enum(CATEGORY_TYPES),
});
export type FileCategory = z.infer<typeof fileCategorySchema>;

const nameOfFile = z.string().min(1).max(400);
export const categoryChoiceSchema = z.discriminatedUnion('choice', [
  z.strictObject({
    name: nameOfFile,
    choice: z.literal('make'),
    type: z.enum(CATEGORY_TYPES).optional().describe('Left out: by the sign of most rows.'),
  }),
  z.strictObject({ name: nameOfFile, choice: z.literal('map'), categoryId: idSchema }),
  z.strictObject({
    name: nameOfFile,
    choice: z.literal('ignore').describe('The household’s own knowledge decides.'),
  }),
]);
export type CategoryChoice = z.infer<typeof categoryChoiceSchema>;

/** What of a row is kept beside its texts. */
export const rowExtrasSchema = {
  note: z.string().nullable(),
  tags: z.array(z.string()).describe('Made by the commit where the household lacks them.'),
  isPending: z.boolean(),
  isHidden: z.boolean(),
  splits: z
    .array(
      z.object({
        amountMinor: z.int(),
        categoryId: idSchema,
        categoryName: z.string().nullable(),
        note: z.string().nullable(),
        tags: z.array(z.string()),
      }),
    )
    .describe('The lines it comes in as; none where it is whole.'),
  categoryName: z.string().nullable().describe('Of a category that the commit makes.'),
};

import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, instantSchema, nameSchema } from './schemas.ts';

export const CATEGORY_TYPES = ['income', 'expense', 'transfer'] as const;
export type CategoryType = (typeof CATEGORY_TYPES)[number];

export const categorySchema = z.object({
  id: idSchema,
  key: z.string().nullable().describe('Set on the ones that came with the product.'),
  name: z.string(),
  type: z.enum(CATEGORY_TYPES),
  parentId: idSchema.nullable(),
  icon: z.string(),
  colour: z.int().min(0).max(11),
  protected: z
    .boolean()
    .describe('The product relies on it: it can be renamed, not archived or deleted.'),
  position: z.int(),
  archivedAt: instantSchema
    .nullable()
    .describe('Since when it is not offered any more; what is in it stays.'),
});
export type Category = z.infer<typeof categorySchema>;

const looks = {
  icon: z.string().max(40).optional(),
  colour: z.int().min(0).max(11).optional(),
};

export const listCategories = endpoint({
  method: 'GET',
  path: '/categories',
  summary: 'The two-level tree of categories, parents before children',
  access: 'viewer',
  reply: z.object({ items: z.array(categorySchema) }),
});

export const createCategory = endpoint({
  method: 'POST',
  path: '/categories',
  summary: 'Create a category; under a parent it takes the parent’s type unless told',
  access: 'editor',
  body: z.strictObject({
    name: nameSchema,
    type: z.enum(CATEGORY_TYPES).optional(),
    parentId: idSchema.nullable().default(null),
    ...looks,
  }),
  reply: categorySchema,
  status: 201,
  idempotent: true,
  errors: ['category_nesting', 'category_archived'],
});

export const editCategory = endpoint({
  method: 'PATCH',
  path: '/categories/:id',
  summary: 'Rename, move or restyle a category, or change its type',
  access: 'editor',
  params: idParams,
  body: z.strictObject({
    name: nameSchema.optional(),
    type: z.enum(CATEGORY_TYPES).optional(),
    parentId: idSchema.nullable().optional(),
    ...looks,
  }),
  reply: categorySchema,
  errors: ['category_nesting', 'category_protected', 'category_archived'],
});

export const archiveCategory = endpoint({
  method: 'PUT',
  path: '/categories/:id/archived',
  summary: 'Offer a category no more, or again; with a group goes what is in it',
  access: 'editor',
  params: idParams,
  body: z.strictObject({ isArchived: z.boolean() }),
  reply: categorySchema,
  errors: ['category_protected'],
});

export const orderCategories = endpoint({
  method: 'PUT',
  path: '/categories/order',
  summary:
    'Put categories into this order within a group, moving them there, or put groups in order',
  access: 'editor',
  body: z.strictObject({
    parentId: idSchema.nullable().describe('The group they are in then; null: they are groups.'),
    ids: z.array(idSchema).min(1).max(1000),
  }),
  reply: z.object({ items: z.array(categorySchema) }),
  errors: ['category_nesting', 'category_archived'],
});

export const categoryUseSchema = z.object({
  categoryId: idSchema,
  transactions: z.int().describe('Of those this person sees.'),
  rules: z.int(),
  choices: z.int().describe('Merchants it was chosen for.'),
});
export type CategoryUse = z.infer<typeof categoryUseSchema>;

export const listCategoryUses = endpoint({
  method: 'GET',
  path: '/categories/uses',
  summary: 'How many transactions, rules and remembered choices each category has',
  access: 'viewer',
  reply: z.object({ items: z.array(categoryUseSchema) }),
});

export const mergeCategories = endpoint({
  method: 'POST',
  path: '/categories/merge',
  summary: 'Put one category in the place of others; all they have becomes its own',
  access: 'editor',
  body: z.strictObject({ ids: z.array(idSchema).min(1).max(50), into: idSchema }),
  reply: z.object({ movedTransactions: z.int() }),
  errors: ['category_protected', 'category_archived', 'import_busy'],
});

export const deleteCategory = endpoint({
  method: 'DELETE',
  path: '/categories/:id',
  summary: 'Delete a category; its transactions, rules and children move to another',
  access: 'editor',
  params: idParams,
  query: z.strictObject({ moveTo: idSchema }),
  reply: z.object({ movedTransactions: z.int() }),
  errors: ['category_protected', 'category_archived', 'import_busy'],
});

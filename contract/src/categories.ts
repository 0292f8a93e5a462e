import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, nameSchema } from './schemas.ts';

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
  protected: z.boolean().describe('The product relies on it: it can be renamed, not deleted.'),
  position: z.int(),
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
  errors: ['category_nesting'],
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
  errors: ['category_nesting', 'category_protected'],
});

export const deleteCategory = endpoint({
  method: 'DELETE',
  path: '/categories/:id',
  summary: 'Delete a category; its transactions, rules and children move to another',
  access: 'editor',
  params: idParams,
  query: z.strictObject({ moveTo: idSchema }),
  reply: z.object({ movedTransactions: z.int() }),
  errors: ['category_protected'],
});

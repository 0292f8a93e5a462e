import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema } from './schemas.ts';

export const tagNameSchema = z.string().trim().min(1).max(60);
const colourSchema = z.int().min(0).max(11);

export const tagSchema = z.object({
  id: idSchema,
  name: z.string(),
  colour: colourSchema,
  transactions: z.int().describe('How many carry it, of those this person sees.'),
});
export type Tag = z.infer<typeof tagSchema>;

export const listTags = endpoint({
  method: 'GET',
  path: '/tags',
  summary: 'The household’s tags by name',
  access: 'viewer',
  reply: z.object({ items: z.array(tagSchema) }),
});

export const createTag = endpoint({
  method: 'POST',
  path: '/tags',
  summary: 'Create a tag',
  access: 'editor',
  body: z.strictObject({ name: tagNameSchema, colour: colourSchema.optional() }),
  reply: tagSchema,
  status: 201,
  idempotent: true,
  errors: ['tag_name_taken'],
});

export const editTag = endpoint({
  method: 'PATCH',
  path: '/tags/:id',
  summary: 'Rename or recolour a tag',
  access: 'editor',
  params: idParams,
  body: z.strictObject({ name: tagNameSchema.optional(), colour: colourSchema.optional() }),
  reply: tagSchema,
  errors: ['tag_name_taken'],
});

export const mergeTag = endpoint({
  method: 'POST',
  path: '/tags/:id/merge',
  summary: 'Put another tag in the place of this one, everywhere',
  access: 'editor',
  params: idParams,
  body: z.strictObject({ into: idSchema }),
  reply: tagSchema,
});

export const deleteTag = endpoint({
  method: 'DELETE',
  path: '/tags/:id',
  summary: 'Delete a tag; its transactions stay, without it',
  access: 'editor',
  params: idParams,
  reply: z.object({ untagged: z.int() }),
});

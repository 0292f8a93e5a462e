import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema } from './schemas.ts';

export const MAX_SAVED_SEARCHES = 50;

const nameSchema = z.string().trim().min(1).max(60);

export const savedSearchSchema = z.object({
  id: idSchema,
  name: z.string(),
  search: z.string().describe('As it is typed: docs/SEARCH.md.'),
});
export type SavedSearch = z.infer<typeof savedSearchSchema>;

export const listSavedSearches = endpoint({
  method: 'GET',
  path: '/saved-searches',
  summary: 'The searches this person saved in this household, in their order',
  access: 'viewer',
  reply: z.object({ items: z.array(savedSearchSchema) }),
});

export const saveSearch = endpoint({
  method: 'POST',
  path: '/saved-searches',
  summary: 'Save a search under a name',
  access: 'viewer',
  body: z.strictObject({ name: nameSchema, search: z.string().trim().min(1).max(400) }),
  reply: savedSearchSchema,
  status: 201,
  idempotent: true,
  errors: ['search_unclear', 'too_many'],
});

export const renameSavedSearch = endpoint({
  method: 'PATCH',
  path: '/saved-searches/:id',
  summary: 'Rename a saved search',
  access: 'viewer',
  params: idParams,
  body: z.strictObject({ name: nameSchema }),
  reply: savedSearchSchema,
});

export const orderSavedSearches = endpoint({
  method: 'PUT',
  path: '/saved-searches/order',
  summary: 'Put the saved searches into this order',
  access: 'viewer',
  body: z.strictObject({ ids: z.array(idSchema).max(MAX_SAVED_SEARCHES) }),
  reply: z.object({ items: z.array(savedSearchSchema) }),
});

export const deleteSavedSearch = endpoint({
  method: 'DELETE',
  path: '/saved-searches/:id',
  summary: 'Forget a saved search',
  access: 'viewer',
  params: idParams,
  reply: z.object({ deleted: z.boolean() }),
});

import { z } from 'zod';
import { doneSchema } from './auth.ts';
import { endpoint } from './endpoint.ts';

export const setPicture = endpoint({
  method: 'PUT',
  path: '/settings/picture',
  summary: 'Set one’s picture: PNG, JPEG or WebP to 2 MB, checked by its content',
  access: 'person',
  upload: true,
  reply: z.object({ pictureUrl: z.string() }),
  errors: ['picture_unreadable', 'too_large'],
});

export const removePicture = endpoint({
  method: 'DELETE',
  path: '/settings/picture',
  summary: 'Remove one’s picture',
  access: 'person',
  reply: doneSchema,
});

export const getPicture = endpoint({
  method: 'GET',
  path: '/people/:userId/picture',
  summary: 'The picture of a member of this household',
  access: 'viewer',
  params: z.strictObject({ userId: z.string().min(1).max(64) }),
  reply: z.unknown(),
  errors: ['not_found'],
});

import { z } from 'zod';
import { doneSchema } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './schemas.ts';

export const listConnectedApps = endpoint({
  method: 'GET',
  path: '/auth/apps',
  summary: 'Programs this person let in by OAuth',
  access: 'person',
  reply: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        uri: z.string().nullable(),
        scopes: z.array(z.string()),
        householdName: z.string(),
        allowedAt: instantSchema,
      }),
    ),
  }),
});

export const revokeConnectedApp = endpoint({
  method: 'DELETE',
  path: '/auth/apps/:id',
  summary: 'Shut a program out: its consent and its tokens end',
  access: 'person',
  params: z.strictObject({ id: z.string().min(1).max(64) }),
  reply: doneSchema,
  errors: ['not_found'],
});

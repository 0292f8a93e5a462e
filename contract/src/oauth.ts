import { z } from 'zod';
import { endpoint, SCOPES } from './endpoint.ts';
import { idSchema } from './schemas.ts';
import { ROLES } from './settings.ts';

const requestParams = z.strictObject({ id: z.string().regex(/^[\w-]{10,64}$/) });
/** Where the browser goes on to: back to the program, with or without what it asked for. */
const goOnSchema = z.object({ url: z.url() });

export const readAppRequest = endpoint({
  method: 'GET',
  path: '/oauth/requests/:id',
  summary: 'What a program asks for that wants to be let in',
  access: 'person',
  params: requestParams,
  reply: z.object({
    app: z.object({
      name: z.string().describe('What it calls itself; nobody checked it.'),
      host: z
        .string()
        .nullable()
        .describe('The site it runs on, let in by the operator; null for one on this device.'),
    }),
    scope: z.enum(SCOPES).describe('The most it asks for.'),
    households: z.array(z.object({ id: idSchema, name: z.string(), role: z.enum(ROLES) })),
  }),
  errors: ['not_found'],
});
export type AppRequest = z.infer<(typeof readAppRequest)['reply']>;

export const allowApp = endpoint({
  method: 'POST',
  path: '/oauth/requests/:id/allow',
  summary: 'Let a program in, to one household; `admin` takes a fresh proof',
  access: 'person',
  params: requestParams,
  body: z.strictObject({
    householdId: idSchema,
    scope: z.enum(SCOPES).describe('At most what was asked for.'),
  }),
  reply: goOnSchema,
  errors: ['not_found', 'not_allowed', 'step_up_required'],
});

export const refuseApp = endpoint({
  method: 'POST',
  path: '/oauth/requests/:id/refuse',
  summary: 'Keep a program out',
  access: 'person',
  params: requestParams,
  body: z.strictObject({}),
  reply: goOnSchema,
  errors: ['not_found'],
});

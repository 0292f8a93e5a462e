import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { currencySchema, idSchema, nameSchema } from './schemas.ts';

export const LANGUAGES = ['en', 'es'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export const ROLES = ['viewer', 'editor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

const timeZoneSchema = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'Not an IANA time zone.');

export const sessionSchema = z.object({
  user: z.object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    language: z.enum(LANGUAGES),
    theme: z.enum(THEMES),
  }),
  household: z.object({
    id: idSchema,
    name: z.string(),
    homeCurrency: z.string(),
    timeZone: z.string(),
    role: z.enum(ROLES),
    isSample: z.boolean(),
    version: z.int(),
  }),
  today: z.string().describe('The day it is in the household’s time zone.'),
});
export type Session = z.infer<typeof sessionSchema>;

export const getSession = endpoint({
  method: 'GET',
  path: '/session',
  summary: 'Who is asking, and the household they are in',
  access: 'viewer',
  reply: sessionSchema,
});

export const updateSettings = endpoint({
  method: 'PATCH',
  path: '/settings',
  summary: 'Change the language, theme, home currency, time zone or household name',
  access: 'viewer',
  body: z.strictObject({
    language: z.enum(LANGUAGES).optional(),
    theme: z.enum(THEMES).optional(),
    userName: nameSchema.optional(),
    householdName: nameSchema.optional(),
    homeCurrency: currencySchema.optional(),
    timeZone: timeZoneSchema.optional(),
  }),
  reply: sessionSchema,
});

export const startDemo = endpoint({
  method: 'POST',
  path: '/demo',
  summary: 'Make a sample household on the spot and sign in to it',
  access: 'public',
  body: z.strictObject({ language: z.enum(LANGUAGES).default('en') }),
  reply: z.object({ householdId: idSchema }),
  status: 201,
});

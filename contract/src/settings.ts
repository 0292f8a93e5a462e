import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  AI_MODELS,
  DATE_STYLES,
  GAIN_LOSS_COLORS,
  LANGUAGES,
  MAIL_CHOICES,
  NUMBER_STYLES,
  THEMES,
} from './preferences.ts';
import { currencySchema, idSchema, instantSchema, nameSchema } from './schemas.ts';

export const ROLES = ['viewer', 'editor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

export const timeZoneSchema = z.string().refine((zone) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}, 'Not an IANA time zone.');

const preferences = {
  language: z.enum(LANGUAGES),
  theme: z.enum(THEMES),
  numberStyle: z.enum(NUMBER_STYLES),
  dateStyle: z.enum(DATE_STYLES),
  firstDayOfWeek: z
    .int()
    .min(1)
    .max(7)
    .nullable()
    .describe('1 is Monday; null as the language has it.'),
  hideAmounts: z.boolean(),
  singleKeys: z.boolean().describe('Shortcuts of one key, without Ctrl.'),
  gainLossColors: z.enum(GAIN_LOSS_COLORS),
  mails: z.record(z.enum(MAIL_CHOICES), z.boolean()),
  aiEnabled: z.boolean().describe('Off unless turned on.'),
  aiModel: z.enum(AI_MODELS),
};
const preferencesSchema = z.object(preferences);

export const sessionSchema = z.object({
  user: preferencesSchema.extend({
    id: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    name: z.string(),
    pictureUrl: z.string().nullable(),
    hasSecondFactor: z.boolean(),
    deleteOn: instantSchema.nullable(),
  }),
  household: z.object({
    id: idSchema,
    name: z.string(),
    homeCurrency: z.string(),
    timeZone: z.string(),
    role: z.enum(ROLES),
    isSample: z.boolean(),
    firstDayOfMonth: z
      .int()
      .describe('The day a financial month begins: many are paid on the 25th.'),
    memberCount: z.int(),
    deleteOn: instantSchema.nullable(),
    version: z.int(),
  }),
  households: z
    .array(z.object({ id: idSchema, name: z.string(), role: z.enum(ROLES) }))
    .describe('All this person belongs to.'),
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
  summary: 'Change one’s own preferences; an owner also changes the household’s',
  access: 'viewer',
  scope: 'admin',
  body: z
    .strictObject({
      ...preferences,
      mails: z.partialRecord(z.enum(MAIL_CHOICES), z.boolean()),
      userName: nameSchema,
      householdName: nameSchema,
      homeCurrency: currencySchema,
      timeZone: timeZoneSchema,
      firstDayOfMonth: z.int().min(1).max(28),
    })
    .partial(),
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

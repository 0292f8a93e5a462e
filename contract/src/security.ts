import { z } from 'zod';
import { doneSchema, emailSchema, passwordSchema, webAuthnSchema } from './auth.ts';
import { endpoint, SCOPES } from './endpoint.ts';
import { instantSchema, nameSchema } from './schemas.ts';

const rowParams = z.strictObject({ id: z.string().min(1).max(64) });
const providerParams = z.strictObject({ provider: z.string().min(1).max(60) });
const recoveryCodesSchema = z.array(z.string()).describe('Shown this once; each works one time.');

export const getSecurity = endpoint({
  method: 'GET',
  path: '/auth/security',
  summary: 'How this person signs in, and what protects them',
  access: 'person',
  reply: z.object({
    email: z.string(),
    emailVerified: z.boolean(),
    hasPassword: z.boolean(),
    secondFactor: z.object({ enabled: z.boolean(), recoveryCodesLeft: z.int() }),
    passkeys: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        createdAt: instantSchema,
        isSynced: z.boolean(),
      }),
    ),
    providers: z.array(
      z.object({ id: z.string(), name: z.string(), linkedAt: instantSchema.nullable() }),
    ),
    provedUntil: instantSchema.nullable().describe('Until then no step-up is asked.'),
  }),
});

export const changePassword = endpoint({
  method: 'POST',
  path: '/auth/password/change',
  summary: 'Change (or first set) the password; ends every other session',
  access: 'person',
  stepUp: true,
  body: z.strictObject({ password: passwordSchema }),
  reply: doneSchema,
  errors: ['password_common'],
});

export const changeEmail = endpoint({
  method: 'POST',
  path: '/auth/email/change',
  summary: 'Ask to change the email: a link goes to the new address, word to the old',
  access: 'person',
  stepUp: true,
  body: z.strictObject({ email: emailSchema }),
  reply: doneSchema,
  status: 202,
  errors: ['rate_limited'],
});

export const listSessions = endpoint({
  method: 'GET',
  path: '/auth/sessions',
  summary: 'Where this person is signed in',
  access: 'person',
  reply: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        isCurrent: z.boolean(),
        createdAt: instantSchema,
        lastSeenAt: instantSchema,
        address: z.string().nullable(),
        browser: z.string().nullable().describe('As a person says it: "Firefox on Linux".'),
      }),
    ),
  }),
});

export const endSession = endpoint({
  method: 'DELETE',
  path: '/auth/sessions/:id',
  summary: 'Sign one device out',
  access: 'person',
  params: rowParams,
  reply: doneSchema,
  errors: ['not_found'],
});

export const endOtherSessions = endpoint({
  method: 'POST',
  path: '/auth/sessions/end-others',
  summary: 'Sign every other device out',
  access: 'person',
  body: z.strictObject({}),
  reply: z.object({ ended: z.int() }),
});

export const startTotp = endpoint({
  method: 'POST',
  path: '/auth/totp/start',
  summary: 'A secret for the authenticator app; nothing is on until a code proves it',
  access: 'person',
  stepUp: true,
  body: z.strictObject({}),
  reply: z.object({ uri: z.string(), secret: z.string() }),
  errors: ['conflict'],
});

export const confirmTotp = endpoint({
  method: 'POST',
  path: '/auth/totp/confirm',
  summary: 'Turn the second factor on with a first code; gives the recovery codes once',
  access: 'person',
  stepUp: true,
  body: z.strictObject({ code: z.string().trim().min(6).max(8) }),
  reply: z.object({ recoveryCodes: recoveryCodesSchema }),
  errors: ['code_refused', 'conflict'],
});

export const disableTotp = endpoint({
  method: 'POST',
  path: '/auth/totp/disable',
  summary: 'Turn the second factor off',
  access: 'person',
  stepUp: true,
  body: z.strictObject({}),
  reply: doneSchema,
});

export const renewRecoveryCodes = endpoint({
  method: 'POST',
  path: '/auth/totp/recovery-codes',
  summary: 'New recovery codes; the old ones stop working',
  access: 'person',
  stepUp: true,
  body: z.strictObject({}),
  reply: z.object({ recoveryCodes: recoveryCodesSchema }),
});

export const startPasskey = endpoint({
  method: 'POST',
  path: '/auth/passkeys/options',
  summary: 'What the browser needs to make a passkey',
  access: 'person',
  stepUp: true,
  body: z.strictObject({}),
  reply: z.object({ options: webAuthnSchema }),
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/auth/passkeys',
  summary: 'Keep a passkey the browser made',
  access: 'person',
  stepUp: true,
  body: z.strictObject({ name: nameSchema.max(60), response: webAuthnSchema }),
  reply: z.object({ id: z.string() }),
  status: 201,
  errors: ['passkey_refused'],
});

export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/auth/passkeys/:id',
  summary: 'Rename a passkey',
  access: 'person',
  params: rowParams,
  body: z.strictObject({ name: nameSchema.max(60) }),
  reply: doneSchema,
  errors: ['not_found'],
});

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/auth/passkeys/:id',
  summary: 'Remove a passkey',
  access: 'person',
  stepUp: true,
  params: rowParams,
  reply: doneSchema,
  errors: ['not_found', 'last_way_in'],
});

export const linkProvider = endpoint({
  method: 'POST',
  path: '/auth/providers/:provider/link',
  summary: 'Where to go to link a provider to this account',
  access: 'person',
  stepUp: true,
  params: providerParams,
  body: z.strictObject({}),
  reply: z.object({ url: z.url() }),
  errors: ['not_found'],
});

export const unlinkProvider = endpoint({
  method: 'DELETE',
  path: '/auth/providers/:provider',
  summary: 'Unlink a provider',
  access: 'person',
  stepUp: true,
  params: providerParams,
  reply: doneSchema,
  errors: ['not_found', 'last_way_in'],
});

export const apiTokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  start: z.string().describe('Its first characters, to know it by.'),
  scope: z.enum(SCOPES),
  createdAt: instantSchema,
  expiresAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const listApiTokens = endpoint({
  method: 'GET',
  path: '/auth/tokens',
  summary: 'The tokens this person made for programs, in this household',
  access: 'person',
  reply: z.object({ items: z.array(apiTokenSchema) }),
});

export const createApiToken = endpoint({
  method: 'POST',
  path: '/auth/tokens',
  summary: 'Make a token for a program; it is shown this once',
  access: 'person',
  stepUp: true,
  body: z.strictObject({
    name: nameSchema.max(60),
    scope: z.enum(SCOPES),
    expiresInDays: z.int().min(1).max(366).nullable(),
  }),
  reply: apiTokenSchema.extend({ token: z.string() }),
  status: 201,
  errors: ['not_allowed'],
});

export const revokeApiToken = endpoint({
  method: 'DELETE',
  path: '/auth/tokens/:id',
  summary: 'Revoke a token',
  access: 'person',
  params: rowParams,
  reply: doneSchema,
  errors: ['not_found'],
});

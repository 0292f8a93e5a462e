import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { PASSWORD_LENGTH } from './password-length.ts';
import { instantSchema, nameSchema } from './schemas.ts';

export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Not an email address.'));
export const passwordSchema = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);
/** What somebody says is their password: judged by the hash alone. */
const presentedPasswordSchema = z.string().min(1).max(PASSWORD_LENGTH.most);
const linkTokenSchema = z.string().min(8).max(2000);
const codeSchema = z
  .string()
  .trim()
  .transform((code) => code.replaceAll(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Six digits.'));
/** What a browser's WebAuthn call gave; the library that verifies it checks its shape. */
export const webAuthnSchema = z.record(z.string(), z.unknown());
export const doneSchema = z.object({ done: z.literal(true) });
/** A path of our own to go on to: never another site's address. */
export const returnToSchema = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'Not a path of this site.');

export const getSignInWays = endpoint({
  method: 'GET',
  path: '/auth/ways',
  summary: 'How people sign up and sign in to this installation',
  access: 'public',
  reply: z.object({
    verifiesEmail: z.boolean().describe('A new person follows a mailed link before signing in.'),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
});

export const signUp = endpoint({
  method: 'POST',
  path: '/auth/sign-up',
  summary: 'Sign up; the answer is the same whether or not the email has an account',
  access: 'public',
  body: z.strictObject({
    email: emailSchema,
    password: passwordSchema,
    name: nameSchema,
    language: z.enum(['en', 'es']).default('en'),
  }),
  reply: z.object({
    next: z.enum(['verify_email', 'sign_in']).describe('The same for everybody here.'),
  }),
  status: 202,
  errors: ['password_common', 'rate_limited'],
});

export const signIn = endpoint({
  method: 'POST',
  path: '/auth/sign-in',
  summary: 'Sign in with email and password',
  access: 'public',
  body: z.strictObject({
    email: emailSchema,
    password: presentedPasswordSchema,
    remember: z.boolean().default(true),
  }),
  reply: z.object({ next: z.enum(['done', 'second_factor']) }),
  errors: ['sign_in_refused', 'email_unverified', 'rate_limited'],
});

export const passSecondFactor = endpoint({
  method: 'POST',
  path: '/auth/second-factor',
  summary: 'Finish signing in with a code of the authenticator app, or a recovery code',
  access: 'public',
  body: z.strictObject({
    kind: z.enum(['totp', 'recovery']),
    code: z.string().trim().min(6).max(40),
    trustDevice: z.boolean().default(false),
  }),
  reply: doneSchema,
  errors: ['code_refused', 'challenge_over', 'rate_limited'],
});

export const signOut = endpoint({
  method: 'POST',
  path: '/auth/sign-out',
  summary: 'End this session',
  access: 'public',
  body: z.strictObject({}),
  reply: doneSchema,
});

export const verifyEmail = endpoint({
  method: 'POST',
  path: '/auth/verify-email',
  summary: 'Prove an email by the token of its link; signs a new person in',
  access: 'public',
  body: z.strictObject({ token: linkTokenSchema }),
  reply: z.object({ next: z.enum(['done', 'sign_in']) }),
  errors: ['link_refused'],
});

export const resendVerification = endpoint({
  method: 'POST',
  path: '/auth/verify-email/resend',
  summary: 'Send the link again, if there is an account that waits for it',
  access: 'public',
  body: z.strictObject({ email: emailSchema }),
  reply: doneSchema,
  status: 202,
  errors: ['rate_limited'],
});

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/auth/password/forgot',
  summary: 'Mail a link to set a new password, if there is such an account',
  access: 'public',
  body: z.strictObject({ email: emailSchema }),
  reply: doneSchema,
  status: 202,
  errors: ['rate_limited'],
});

export const resetPassword = endpoint({
  method: 'POST',
  path: '/auth/password/reset',
  summary: 'Set a new password by the token of the mailed link; ends every session',
  access: 'public',
  body: z.strictObject({ token: linkTokenSchema, password: passwordSchema }),
  reply: doneSchema,
  errors: ['link_refused', 'password_common'],
});

export const startPasskeySignIn = endpoint({
  method: 'POST',
  path: '/auth/passkey-sign-in/options',
  summary: 'What the browser needs to sign in with a passkey',
  access: 'public',
  body: z.strictObject({}),
  reply: z.object({ options: webAuthnSchema }),
  errors: ['rate_limited'],
});

export const finishPasskeySignIn = endpoint({
  method: 'POST',
  path: '/auth/passkey-sign-in',
  summary: 'Sign in with a passkey that verified the person',
  access: 'public',
  body: z.strictObject({ response: webAuthnSchema }),
  reply: doneSchema,
  errors: ['passkey_refused', 'rate_limited'],
});

export const startProviderSignIn = endpoint({
  method: 'POST',
  path: '/auth/provider-sign-in',
  summary: 'Where to go to sign in with Google, GitHub or an OpenID Connect provider',
  access: 'public',
  body: z.strictObject({ provider: z.string().max(60), returnTo: returnToSchema.default('/') }),
  reply: z.object({ url: z.url() }),
  errors: ['not_found', 'rate_limited'],
});

export const stepUpWithPassword = endpoint({
  method: 'POST',
  path: '/auth/step-up/password',
  summary: 'Prove again who is here, by password',
  access: 'person',
  body: z.strictObject({ password: presentedPasswordSchema }),
  reply: z.object({ provedUntil: instantSchema }),
  errors: ['proof_refused', 'rate_limited'],
});

export const stepUpWithCode = endpoint({
  method: 'POST',
  path: '/auth/step-up/code',
  summary: 'Prove again who is here, by a code of the authenticator app',
  access: 'person',
  body: z.strictObject({ code: codeSchema }),
  reply: z.object({ provedUntil: instantSchema }),
  errors: ['proof_refused', 'rate_limited'],
});

export const startStepUpWithPasskey = endpoint({
  method: 'POST',
  path: '/auth/step-up/passkey/options',
  summary: 'What the browser needs to prove again who is here, by passkey',
  access: 'person',
  body: z.strictObject({}),
  reply: z.object({ options: webAuthnSchema }),
});

export const stepUpWithPasskey = endpoint({
  method: 'POST',
  path: '/auth/step-up/passkey',
  summary: 'Prove again who is here, by passkey',
  access: 'person',
  body: z.strictObject({ response: webAuthnSchema }),
  reply: z.object({ provedUntil: instantSchema }),
  errors: ['proof_refused', 'rate_limited'],
});

import { passkey } from '@better-auth/passkey';
import { betterAuth } from 'better-auth';
import {
  APIError,
  createAuthEndpoint,
  createAuthMiddleware,
  getSessionFromCtx,
  sessionMiddleware,
} from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { z } from 'zod';
import type { Clock } from '../../platform/clock.ts';
import type { Config } from '../../platform/config.ts';
import { publicUrl } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Logger } from '../../platform/log.ts';
import { spend } from './auth.repository.ts';
import type { AuthTables } from './auth.tables.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

const HOUR_S = 3600;
const DAY_S = 24 * HOUR_S;
/** A code is good for its half minute and the ones beside it. */
const CODE_LIFE_MS = 120_000;
const CHALLENGE_S = 600;
const PRODUCT = 'My Financial Picture';
/** Only our own server sets it, from the address Fastify trusts; a client's is thrown away. */
export const CLIENT_ADDRESS_HEADER = 'x-picture-client-address';

/** What the library calls when something is to be mailed. */
export interface Letters {
  verifyEmail(user: { id: string; email: string }, token: string): Promise<void>;
  resetPassword(user: { id: string; email: string }, token: string): Promise<void>;
  alreadyRegistered(user: { id: string; email: string }): Promise<void>;
}

interface Parts {
  database: Database<AuthTables>;
  config: Config;
  secret: string;
  clock: Clock;
  letters: Letters;
  log: Logger;
}

export type AuthLibrary = ReturnType<typeof createAuthLibrary>;

/** Better Auth, set up as shared/SECURITY asks: every trap it has by default is closed here. */
export function createAuthLibrary({ database, config, secret, clock, letters, log }: Parts) {
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const url = new URL(publicUrl(config));
  return betterAuth({
    appName: PRODUCT,
    baseURL: url.origin,
    basePath: '/api/auth',
    secret,
    database: { db: database.read, type: database.engine },
    telemetry: { enabled: false },
    logger: {
      level: 'error',
      // Only the sentence: what comes beside it may hold states and challenges.
      log: (_level, sentence) => log.warn({ from: 'better-auth' }, sentence),
    },
    emailAndPassword: {
      enabled: true,
      autoSignIn: false,
      requireEmailVerification: config.mail.isConfigured,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: HOUR_S,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
      sendResetPassword: ({ user, token }) => letters.resetPassword(user, token),
      onExistingUserSignUp: ({ user }) => letters.alreadyRegistered(user),
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      expiresIn: DAY_S,
      sendVerificationEmail: ({ user, token }) => letters.verifyEmail(user, token),
    },
    user: {
      modelName: 'auth_users',
      additionalFields: { language: { type: 'string', defaultValue: 'en', input: true } },
    },
    account: {
      modelName: 'auth_accounts',
      encryptOAuthTokens: true,
      accountLinking: {
        enabled: true,
        trustedProviders: [],
        requireLocalEmailVerified: true,
        // Whoever is signed in links what is theirs; unasked, only the same proved email is linked.
        allowDifferentEmails: true,
      },
    },
    verification: { modelName: 'auth_verifications', storeIdentifier: 'hashed' },
    session: {
      modelName: 'auth_sessions',
      expiresIn: 7 * DAY_S,
      updateAge: DAY_S,
      freshAge: 0,
      cookieCache: { enabled: false },
      additionalFields: { provedAt: { type: 'date', required: false, input: false } },
    },
    // Our own limits (platform/limits.ts) and origin check (platform/http/origin.ts) stand before
    // it: they know the trusted proxy and the account, and let programs in, which send no Origin.
    rateLimit: { enabled: false },
    trustedOrigins: (request) => ownOrigin(request, config.baseUrl),
    advanced: {
      disableCSRFCheck: true,
      // `__Host-` needs exactly: secure, no domain, path `/`; Better Auth's own prefix would differ.
      cookiePrefix: secure ? '__Host-picture' : 'picture',
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure, path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_ADDRESS_HEADER] },
    },
    socialProviders: {
      ...(config.providers.google && { google: config.providers.google }),
      ...(config.providers.github && { github: config.providers.github }),
    },
    plugins: [
      secondFactor(),
      passkey({
        rpID: url.hostname,
        rpName: PRODUCT,
        ...(config.baseUrl !== null && { origin: url.origin }),
        schema: { passkey: { modelName: 'auth_passkeys' } },
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        // The plugin itself never asks that the person, not just the device, was there.
        registration: {
          afterVerification: async ({ verification }) => {
            if (!verification.registrationInfo?.userVerified) throw notVerified();
          },
        },
        authentication: {
          afterVerification: async ({ verification }) => {
            if (!verification.authenticationInfo.userVerified) throw notVerified();
          },
        },
      }),
      ...(config.providers.oidc ? [openIdConnect(config.providers.oidc)] : []),
      sessionsOfOurs(),
      codesOnce(database, clock),
    ],
  });
}

/** The plugin asks for the second factor after a password only; a provider's word is no other. */
function secondFactor() {
  const plugin = twoFactor({
    issuer: PRODUCT,
    twoFactorCookieMaxAge: CHALLENGE_S,
    schema: { twoFactor: { modelName: 'auth_two_factors' } },
  });
  const [challenge] = plugin.hooks.after;
  if (!challenge) throw new Error('The second factor has no hook to ask for it.');
  const matcher: typeof challenge.matcher = (context) =>
    challenge.matcher(context) || context.path === '/callback/:id';
  return { ...plugin, hooks: { after: [{ ...challenge, matcher }] } };
}

const openIdConnect = (oidc: NonNullable<Config['providers']['oidc']>) =>
  genericOAuth({
    config: [
      {
        providerId: 'oidc',
        name: oidc.name,
        discoveryUrl: `${oidc.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        clientId: oidc.clientId,
        clientSecret: oidc.clientSecret,
        scopes: ['openid', 'email', 'profile'],
        pkce: true,
        requireIdTokenVerification: true,
      },
    ],
  });

const notVerified = () =>
  new APIError('UNAUTHORIZED', {
    code: 'USER_NOT_VERIFIED',
    message: 'The person was not verified.',
  });

/** A session is replaced by a new one when what it may do grows; the old token is dead. */
function sessionsOfOurs() {
  return {
    id: 'picture-sessions',
    endpoints: {
      startSession: createAuthEndpoint.serverOnly(
        { method: 'POST', body: z.object({ userId: z.string() }) },
        async (ctx) => {
          const { internalAdapter } = ctx.context;
          const user = await internalAdapter.findUserById(ctx.body.userId);
          if (!user) throw new APIError('NOT_FOUND');
          await setSessionCookie(ctx, {
            session: await internalAdapter.createSession(user.id),
            user,
          });
          return ctx.json({ done: true });
        },
      ),
      renewSession: createAuthEndpoint.serverOnly(
        { method: 'POST', use: [sessionMiddleware] },
        async (ctx) => {
          const { session, user } = ctx.context.session;
          const remember = await ctx.getSignedCookie(
            ctx.context.authCookies.dontRememberToken.name,
            ctx.context.secret,
          );
          const provedAt = new Date();
          const renewed = await ctx.context.internalAdapter.createSession(
            user.id,
            Boolean(remember),
            {
              provedAt,
            },
          );
          await setSessionCookie(ctx, { session: renewed, user });
          await ctx.context.internalAdapter.deleteSession(session.token);
          return ctx.json({ sessionId: renewed.id, provedAt });
        },
      ),
    },
  } as const;
}

/** A code of an authenticator app is taken once: the plugin would take it again within its life. */
function codesOnce(database: Database<AuthTables>, clock: Clock) {
  return {
    id: 'picture-codes-once',
    hooks: {
      before: [
        {
          matcher: (context: { path?: string }) => context.path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (ctx) => {
            const userId = (await getSessionFromCtx(ctx))?.user.id ?? (await challengedUser(ctx));
            const code = (ctx.body as { code?: unknown } | undefined)?.code;
            const isFirst = await spend(
              database.read,
              `totp ${userId} ${String(code)}`,
              clock.now(),
              CODE_LIFE_MS,
            );
            if (!isFirst) {
              throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' });
            }
          }),
        },
      ],
    },
  };
}

type Middleware = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

async function challengedUser(ctx: Middleware): Promise<string | undefined> {
  const cookie = ctx.context.createAuthCookie('two_factor');
  const identifier = await ctx.getSignedCookie(cookie.name, ctx.context.secret);
  if (!identifier) return undefined;
  return (await ctx.context.internalAdapter.findVerificationValue(identifier))?.value;
}

/** The origin the browser itself is on, when it is this server; nothing else is trusted. */
function ownOrigin(request: Request | undefined, baseUrl: string | null): string[] {
  if (baseUrl !== null) return [new URL(baseUrl).origin];
  return request ? [new URL(request.url).origin] : [];
}

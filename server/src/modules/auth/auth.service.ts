import { randomBytes } from 'node:crypto';
import { betterAuth } from 'better-auth';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import type { Entry, Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { AuthTables } from './auth.tables.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

const DAY_S = 86_400;
/** Only our own server sets it, from the address Fastify trusts; a client's is thrown away. */
export const CLIENT_ADDRESS_HEADER = 'x-picture-client-address';

export type SignedInUser = Who['user'];

/** Who came, and how. */
export interface Identity {
  user: SignedInUser;
  entry: Entry;
}

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(database: Database<AuthTables>, config: Config) {
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const auth = betterAuth({
    baseURL: config.baseUrl ?? `http://localhost:${config.port}`,
    basePath: '/api/auth',
    secret: config.authSecret,
    database: { db: database.read, type: database.engine },
    telemetry: { enabled: false },
    logger: { level: 'error' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 12,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    user: { modelName: 'auth_users' },
    account: { modelName: 'auth_accounts' },
    verification: { modelName: 'auth_verifications' },
    session: {
      modelName: 'auth_sessions',
      expiresIn: 7 * DAY_S,
      updateAge: DAY_S,
      cookieCache: { enabled: false },
      additionalFields: { provedAt: { type: 'date', required: false, input: false } },
    },
    // Our own limiter and origin check (platform/http/origin.ts) stand before it: they know the
    // trusted proxy, and let programs in, which send no Origin.
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
  });

  return {
    /** Answers what is under /api/auth. */
    handle: (request: Request): Promise<Response> => auth.handler(request),

    identify: async (headers: Headers): Promise<Identity | null> => {
      if (!headers.has('cookie')) return null;
      const found = await auth.api.getSession({ headers });
      if (!found) return null;
      const { user, session } = found;
      return {
        user: {
          id: user.id,
          email: user.email,
          name: user.name,
          emailVerified: user.emailVerified,
          hasSecondFactor: false,
        },
        entry: {
          kind: 'session',
          sessionId: session.id,
          provedAt: new Date(session.provedAt ?? session.createdAt),
        },
      };
    },

    /** A user nobody can sign in to again: for the sample household. Gives the session's cookies. */
    signUpSample: async (name: string) => {
      const { headers, response } = await auth.api.signUpEmail({
        body: {
          email: `${newId().toLowerCase()}@sample.invalid`,
          password: randomBytes(32).toString('base64url'),
          name,
        },
        returnHeaders: true,
      });
      return { userId: response.user.id, cookies: headers.getSetCookie() };
    },

    renameUser: async (userId: string, name: string): Promise<void> => {
      await database.read
        .updateTable('auth_users')
        .set({ name })
        .where('id', '=', userId)
        .execute();
    },
  };
}

/** The origin the browser itself is on, when it is this server; nothing else is trusted. */
function ownOrigin(request: Request | undefined, baseUrl: string | null): string[] {
  if (baseUrl !== null) return [new URL(baseUrl).origin];
  return request ? [new URL(request.url).origin] : [];
}

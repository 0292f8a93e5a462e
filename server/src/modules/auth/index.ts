/**
 * Who a person is and how they prove it: passwords, second factor, passkeys, providers, sessions,
 * step-up, tokens for programs; on Better Auth, with every trap it has by default closed.
 * Owns the `auth_*` tables. Passwords are argon2id; sessions are opaque, live in the database and are
 * replaced when they may do more; nothing of the library is open to the outside but what the
 * contract names, and an OAuth 2.1 server that lets other programs in. Tells nobody whether an email has an account. Knows nothing of households.
 */
export { asHeaders, authRoutes, installProviderCallback } from './auth.routes.ts';
export { type Auth, createAuth } from './auth.service.ts';
export type { AuthTables } from './auth.tables.ts';
export { installOAuth, oauthRoutes } from './oauth.routes.ts';
export { challengeFor } from './oauth-challenge.ts';
export type { Identity } from './sessions.service.ts';

/**
 * Who a person is: sign-up, sign-in, sessions, on Better Auth.
 * Owns the four `auth_*` tables. Passwords are argon2id; sessions are opaque and live in the
 * database; only the endpoints named in auth.routes.ts are open. Knows nothing of households.
 */
export { asHeaders, authRoutes } from './auth.routes.ts';
export { type Auth, createAuth, type Identity, type SignedInUser } from './auth.service.ts';
export type { AuthTables } from './auth.tables.ts';

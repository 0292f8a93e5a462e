import type { LimitsTables } from '../../platform/limits.ts';
import type { OAuthTables } from './oauth.tables.ts';

/** Better Auth reads and writes the camel-cased tables itself; the types are what we read beside it. */
export interface AuthTables extends LimitsTables, OAuthTables {
  auth_users: {
    id: string;
    email: string;
    name: string;
    emailVerified: number;
    twoFactorEnabled: number;
    language: 'en' | 'es';
  };
  auth_sessions: {
    id: string;
    token: string;
    userId: string;
    ipAddress: string | null;
    userAgent: string | null;
    createdAt: Date | string;
    updatedAt: Date | string;
    expiresAt: Date | string;
    provedAt: Date | string | null;
  };
  auth_accounts: {
    id: string;
    userId: string;
    providerId: string;
    accountId: string;
    password: string | null;
    createdAt: Date | string;
  };
  auth_verifications: { id: string; identifier: string; value: string; expiresAt: Date | string };
  auth_two_factors: {
    id: string;
    userId: string;
    secret: string;
    backupCodes: string;
    verified: number | null;
    failedVerificationCount: number | null;
  };
  auth_passkeys: {
    id: string;
    userId: string;
    name: string | null;
    credentialID: string;
    publicKey: string;
    counter: number;
    transports: string | null;
    backedUp: number;
    createdAt: Date | string | null;
  };
  auth_api_keys: {
    id: string;
    user_id: string;
    household_id: string;
    name: string;
    start: string;
    token_hash: string;
    scope: 'read' | 'write' | 'admin';
    created_at: string;
    expires_at: string | null;
    last_used_at: string | null;
  };
  auth_devices: {
    user_id: string;
    device_hash: string;
    first_seen_at: string;
    last_seen_at: string;
  };
  auth_events: {
    user_id: string;
    id: string;
    at: string;
    action: string;
    address: string | null;
    browser: string | null;
    detail_json: string | null;
  };
  auth_spent: { spent_hash: string; spent_at: string; forget_at: string };
}

import { randomBytes } from 'node:crypto';
import {
  type ApiToken,
  type Body,
  type createApiToken,
  type Role,
  SCOPES,
  type Scope,
} from '@picture/contract';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { AuthParts } from './auth.parts.ts';
import {
  deleteApiToken,
  findApiToken,
  hashOf,
  insertApiToken,
  listApiTokensOf,
  touchApiToken,
} from './auth.repository.ts';
import type { AuthTables } from './auth.tables.ts';
import type { Identity } from './sessions.service.ts';
import type { Visit } from './visit.ts';

const PREFIX = 'pft_';
const SHOWN = 10;
const DAY_MS = 86_400_000;
/** "Last used" is written at most this often, so that reading stays reading. */
const TOUCH_EVERY_MS = 60_000;

/**
 * Tokens that a person makes for their own programs. Only a hash is kept; each is bound to one
 * household and one scope, and can never do what its maker may not do in that household today.
 */
export function createApiTokens({ database, clock, mail, doorkeeper }: AuthParts) {
  return {
    identifyApiToken: async (token: string): Promise<Identity | null> => {
      if (!token.startsWith(PREFIX)) return null;
      const row = await findApiToken(database.read, hashOf(token));
      const now = clock.now();
      if (!row || (row.expires_at !== null && row.expires_at <= now.toISOString())) return null;
      const usedAt = row.last_used_at === null ? 0 : Date.parse(row.last_used_at);
      if (now.getTime() - usedAt > TOUCH_EVERY_MS) {
        await touchApiToken(database.read, row.id, now.toISOString());
      }
      return {
        user: {
          id: row.user_id,
          email: row.email,
          name: row.userName,
          emailVerified: Boolean(row.emailVerified),
          hasSecondFactor: Boolean(row.twoFactorEnabled),
        },
        entry: { kind: 'token', tokenId: row.id, scope: row.scope },
        householdId: row.household_id,
        cookies: [],
      };
    },

    listApiTokens: async (who: Who) => ({
      items: (await listApiTokensOf(database.read, who.userId, who.householdId)).map(view),
    }),

    createApiToken: async (who: Who, wish: Body<typeof createApiToken>, visit: Visit) => {
      assertWithinRole(who.role, wish.scope);
      const now = clock.now();
      const token = PREFIX + randomBytes(32).toString('base64url');
      const row = {
        id: newId(),
        user_id: who.userId,
        household_id: who.householdId,
        name: wish.name,
        start: token.slice(0, SHOWN),
        token_hash: hashOf(token),
        scope: wish.scope,
        created_at: now.toISOString(),
        expires_at:
          wish.expiresInDays === null
            ? null
            : new Date(now.getTime() + wish.expiresInDays * DAY_MS).toISOString(),
        last_used_at: null,
      };
      await database.write(async (tx) => {
        await insertApiToken(tx, row);
        await mail.send(tx, {
          to: who.user.email,
          language: who.language,
          template: 'tokenCreated',
          params: { name: wish.name, at: row.created_at },
        });
      });
      await doorkeeper.record(who.userId, 'token_created', visit, {
        name: wish.name,
        scope: wish.scope,
      });
      return { ...view(row), token };
    },

    revokeApiToken: async (who: Who, id: string, visit: Visit) => {
      if (!(await deleteApiToken(database.read, who.userId, id))) {
        throw new AppError('not_found', 'This token is no longer there.');
      }
      await doorkeeper.record(who.userId, 'token_revoked', visit);
      return { done: true } as const;
    },
  };
}

/** Nobody lets a program do more than they may do themselves. */
export function assertWithinRole(role: Role, scope: Scope): void {
  const most: Scope = role === 'owner' ? 'admin' : role === 'editor' ? 'write' : 'read';
  if (SCOPES.indexOf(scope) > SCOPES.indexOf(most)) {
    throw new AppError('not_allowed', `Your role in this household allows ${most} at most.`, {
      params: { role },
    });
  }
}

const view = (row: AuthTables['auth_api_keys']): ApiToken => ({
  id: row.id,
  name: row.name,
  start: row.start,
  scope: row.scope,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
});

import { errors, jwtVerify } from 'jose';
import { z } from 'zod';
import type { AuthNeeds } from './auth.parts.ts';
import { findBearer } from './oauth.repository.ts';
import { highestOf } from './oauth-scopes.ts';
import type { OAuthServer } from './oauth-server.service.ts';
import type { Identity } from './sessions.service.ts';

const claimsSchema = z.object({
  sub: z.string(),
  client_id: z.string(),
  scope: z.string(),
  household: z.string(),
  grant: z.string(),
});

/** Judges access tokens: by their signature, and by the consent they stand on, each time. */
export function createOAuthTokens({ database, clock }: AuthNeeds, server: OAuthServer) {
  async function claimsOf(token: string) {
    try {
      const { payload } = await jwtVerify(token, server.verifyingKey, {
        algorithms: ['EdDSA'],
        typ: 'at+jwt',
        issuer: server.issuer,
        audience: server.audience,
        requiredClaims: ['exp', 'iat', 'jti'],
        currentDate: clock.now(),
      });
      return claimsSchema.safeParse(payload).data ?? null;
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }

  return {
    identifyBearer: async (token: string): Promise<Identity | null> => {
      const claims = await claimsOf(token);
      const scope = claims && highestOf(claims.scope);
      if (!claims || scope === null) return null;
      const row = await findBearer(database.read, claims.grant, clock.now().toISOString());
      if (
        row?.id !== claims.sub ||
        row.client_id !== claims.client_id ||
        row.household_id !== claims.household
      ) {
        return null;
      }
      return {
        user: {
          id: row.id,
          email: row.email,
          name: row.name,
          emailVerified: Boolean(row.emailVerified),
          hasSecondFactor: Boolean(row.twoFactorEnabled),
        },
        entry: { kind: 'token', tokenId: claims.grant, scope },
        householdId: row.household_id,
        cookies: [],
      };
    },
  };
}

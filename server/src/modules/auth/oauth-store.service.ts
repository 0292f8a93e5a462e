import type { Adapter, AdapterFactory, AdapterPayload, errors } from 'oidc-provider';
import type { AuthNeeds } from './auth.parts.ts';
import {
  consumeRecord,
  deleteConsent,
  deleteRecord,
  findConsent,
  findRecord,
  forgetExpired,
  saveRecord,
} from './oauth.repository.ts';
import { wordsAbove, wordsOf } from './oauth-scopes.ts';

const DAY_MS = 86_400_000;
/** A program nobody let in is forgotten. */
const UNUSED_CLIENT_MS = 30 * DAY_MS;

/**
 * What oidc-provider keeps, in our tables. A secret is kept as its hash. Whoever comes second with a
 * code or a refresh token, be it at the same moment, ends the consent, and with it every token of it.
 */
export function createOAuthStore(
  { database, clock }: Pick<AuthNeeds, 'database' | 'clock'>,
  audience: string,
  InvalidGrant: typeof errors.InvalidGrant,
): AdapterFactory {
  const db = database.read;
  const now = () => clock.now().toISOString();
  const later = (ms: number) => new Date(clock.now().getTime() + ms).toISOString();

  const end = (consentId: string) => database.write((tx) => deleteConsent(tx, consentId));

  const records = (kind: string): Adapter => ({
    ...nothing,
    upsert: async (id, payload, expiresIn) => {
      const { jti: _secret, ...kept } = payload;
      await database.write(async (tx) => {
        // Each new request to be let in takes away what is over; there is no other sweep.
        if (kind === 'Interaction') await forgetExpired(tx, now());
        await saveRecord(tx, {
          kind,
          id,
          grantId: payload.grantId ?? null,
          payload: kept,
          expiresAt: later(expiresIn === undefined ? UNUSED_CLIENT_MS : expiresIn * 1000),
        });
      });
    },
    find: async (id) => {
      const row = await findRecord(db, kind, id);
      if (!row || (row.expires_at !== null && row.expires_at <= now())) return undefined;
      const payload: AdapterPayload = JSON.parse(row.payload_json);
      if (kind === 'Client') return payload;
      return { ...payload, jti: id, ...(row.consumed_at !== null && { consumed: true }) };
    },
    consume: async (id) => {
      if (await database.write((tx) => consumeRecord(tx, kind, id, now()))) return;
      const row = await findRecord(db, kind, id);
      if (row?.grant_id) await end(row.grant_id);
      throw new InvalidGrant('used already');
    },
    destroy: async (id) => {
      await database.write((tx) => deleteRecord(tx, kind, id));
    },
    revokeByGrantId: end,
  });

  const grants: Adapter = {
    ...nothing,
    find: async (id) => {
      const row = await findConsent(db, id, now());
      if (!row) return undefined;
      const second = (instant: string) => Math.floor(Date.parse(instant) / 1000);
      return {
        kind: 'Grant',
        jti: row.id,
        accountId: row.user_id,
        clientId: row.client_id,
        iat: second(row.created_at),
        exp: second(row.expires_at),
        openid: { scope: 'openid offline_access' },
        resources: { [audience]: wordsOf(row.scope) },
        rejected: { resources: { [audience]: wordsAbove(row.scope) } },
      };
    },
    destroy: end,
  };

  return (kind) => (kind === 'Session' ? nothing : kind === 'Grant' ? grants : records(kind));
}

/** Its own sessions are not kept: who is signed in is known by ours, and asked each time. */
const nothing: Adapter = {
  upsert: async () => {},
  find: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => {},
  destroy: async () => {},
  revokeByGrantId: async () => {},
};

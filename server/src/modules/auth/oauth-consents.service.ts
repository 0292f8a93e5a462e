import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type AppRequest,
  type allowApp,
  type Body,
  PROOF_MS,
  type Role,
  SCOPES,
} from '@picture/contract';
import type { default as Provider } from 'oidc-provider';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { assertWithinRole } from './api-tokens.service.ts';
import type { AuthParts } from './auth.parts.ts';
import { deleteConsent, insertConsent, keepClient, listConsentsOf } from './oauth.repository.ts';
import { hostOf, plainName } from './oauth-apps.ts';
import { highestOf, wordsOf } from './oauth-scopes.ts';
import type { OAuthServer } from './oauth-server.service.ts';
import type { Visit } from './visit.ts';

/** A program asks again after this long, however much it was used. */
const CONSENT_MS = 180 * 86_400_000;

/** The browser's own request and answer: its cookie tells which program it came from. */
export interface Exchange {
  raw: IncomingMessage;
  answer: ServerResponse;
  /** The request's id in the address of the page. */
  id: string;
}

export interface HouseholdOf {
  id: string;
  name: string;
  role: Role;
}

/** What a person allows a program, and takes back. */
export function createOAuthConsents(parts: AuthParts, server: OAuthServer) {
  const { database, clock, doorkeeper } = parts;

  async function asked({ raw, answer, id }: Exchange) {
    const provider = await server.provider();
    const request = await findRequest(provider, raw, answer);
    const client = request && (await provider.Client.find(String(request.params['client_id'])));
    if (request?.uid !== id || !client) {
      throw new AppError('not_found', 'This request is over. Go back to the app and begin again.');
    }
    return {
      provider,
      clientId: client.clientId,
      scope: highestOf(String(request.params['scope'])) ?? 'read',
      app: {
        name: plainName(client.clientName),
        host: hostOf(String(request.params['redirect_uri'])),
      },
    };
  }

  return {
    readAppRequest: async (
      exchange: Exchange,
      households: readonly HouseholdOf[],
    ): Promise<AppRequest> => {
      const { app, scope } = await asked(exchange);
      return {
        app,
        scope,
        households: households.map(({ id, name, role }) => ({ id, name, role })),
      };
    },

    allowApp: async (
      who: Who,
      exchange: Exchange,
      wish: Body<typeof allowApp>,
      households: readonly HouseholdOf[],
      visit: Visit,
    ) => {
      const { provider, clientId, scope, app } = await asked(exchange);
      const household = households.find((one) => one.id === wish.householdId);
      if (!household) throw new AppError('not_found', 'You do not belong to this household.');
      assertWithinRole(household.role, wish.scope);
      if (SCOPES.indexOf(wish.scope) > SCOPES.indexOf(scope)) {
        throw new AppError('not_allowed', 'The app did not ask for this much.');
      }
      assertProved(who, wish.scope === 'admin', clock.now());
      const id = randomBytes(32).toString('base64url');
      const now = clock.now();
      const older = (await listConsentsOf(database.read, who.userId, now.toISOString())).filter(
        (one) => one.client_id === clientId && one.household_id === wish.householdId,
      );
      await database.write(async (tx) => {
        for (const one of older) await deleteConsent(tx, one.id);
        await insertConsent(tx, {
          id,
          user_id: who.userId,
          household_id: wish.householdId,
          client_id: clientId,
          client_name: app.name,
          client_host: app.host,
          scope: wish.scope,
          created_at: now.toISOString(),
          expires_at: new Date(now.getTime() + CONSENT_MS).toISOString(),
        });
        await keepClient(tx, clientId);
      });
      await doorkeeper.record(who.userId, 'app_allowed', visit, {
        name: app.name,
        scope: wish.scope,
      });
      const url = await provider.interactionResult(
        exchange.raw,
        exchange.answer,
        { login: { accountId: who.userId }, consent: { grantId: id } },
        { mergeWithLastSubmission: false },
      );
      return { url };
    },

    refuseApp: async (exchange: Exchange) => {
      const { provider } = await asked(exchange);
      const url = await provider.interactionResult(
        exchange.raw,
        exchange.answer,
        { error: 'access_denied', error_description: 'the person did not allow it' },
        { mergeWithLastSubmission: false },
      );
      return { url };
    },

    listConnectedApps: async (who: Who, households: readonly HouseholdOf[]) => {
      const rows = await listConsentsOf(database.read, who.userId, clock.now().toISOString());
      return {
        items: rows.map((row) => ({
          id: row.id,
          name: row.client_name,
          uri: row.client_host === null ? null : `https://${row.client_host}`,
          scopes: wordsOf(row.scope).split(' '),
          householdName: households.find((one) => one.id === row.household_id)?.name ?? '',
          allowedAt: row.created_at,
        })),
      };
    },

    revokeConnectedApp: async (who: Who, id: string, visit: Visit) => {
      const rows = await listConsentsOf(database.read, who.userId, clock.now().toISOString());
      const row = rows.find((one) => one.id === id);
      if (!row) throw new AppError('not_found', 'This app is shut out already.');
      await database.write((tx) => deleteConsent(tx, id));
      await doorkeeper.record(who.userId, 'app_revoked', visit, { name: row.client_name });
      return { done: true } as const;
    },
  };
}

async function findRequest(provider: Provider, raw: IncomingMessage, answer: ServerResponse) {
  try {
    return await provider.interactionDetails(raw, answer);
  } catch (error) {
    if (error instanceof Error && error.name === 'SessionNotFound') return null;
    throw error;
  }
}

function assertProved({ entry }: Who, needed: boolean, now: Date): void {
  const proved = entry.kind === 'session' && now.getTime() - entry.provedAt.getTime() <= PROOF_MS;
  if (needed && !proved) {
    throw new AppError('step_up_required', 'Prove again that it is you, then go on.');
  }
}

import { PROOF_MS } from '@picture/contract';
import { AppError } from '../../platform/errors.ts';
import type { Entry, Who } from '../../platform/http/who.ts';
import type { AuthParts } from './auth.parts.ts';
import {
  deleteSessions,
  findPassword,
  listPasskeysOf,
  listProvidersOf,
  listSessionsOf,
} from './auth.repository.ts';
import { browserWords } from './browser-words.ts';
import type { Visit } from './visit.ts';

/** Sessions end a week after their last use, and thirty days after their proof whatever happens. */
const ABSOLUTE_MS = 30 * 86_400_000;
const DONE = { done: true } as const;

export interface Identity {
  user: Who['user'];
  entry: Entry;
  /** The household a token is bound to; null where the person chooses. */
  householdId: string | null;
  /** What the session's cookie becomes, when it was prolonged. */
  cookies: string[];
}

/** Where somebody is signed in, and what protects them. */
export function createSessions({ database, clock, library, doorkeeper }: AuthParts) {
  const iso = (at: Date | string) => new Date(at).toISOString();

  return {
    /** Who the cookie of a request stands for. */
    identifySession: async (headers: Headers): Promise<Identity | null> => {
      if (!headers.has('cookie')) return null;
      const { headers: answered, response: found } = await library.api.getSession({
        headers,
        returnHeaders: true,
      });
      if (!found) return null;
      const { user, session } = found;
      if (clock.now().getTime() - session.createdAt.getTime() > ABSOLUTE_MS) {
        await deleteSessions(database.read, user.id, { only: session.id });
        return null;
      }
      return {
        user: {
          id: user.id,
          email: user.email,
          name: user.name,
          emailVerified: user.emailVerified,
          hasSecondFactor: user.twoFactorEnabled === true,
        },
        entry: {
          kind: 'session',
          sessionId: session.id,
          provedAt: new Date(session.provedAt ?? session.createdAt),
        },
        householdId: null,
        cookies: answered.getSetCookie(),
      };
    },

    listSessions: async (who: Who) => {
      const rows = await listSessionsOf(database.read, who.userId);
      const now = clock.now();
      return {
        items: rows
          .filter((row) => new Date(row.expiresAt) > now)
          .map((row) => ({
            id: row.id,
            isCurrent: who.entry.kind === 'session' && who.entry.sessionId === row.id,
            createdAt: iso(row.createdAt),
            lastSeenAt: iso(row.updatedAt),
            address: row.ipAddress || null,
            browser: browserWords(row.userAgent),
          })),
      };
    },

    endSession: async (who: Who, id: string, visit: Visit) => {
      const ended = await deleteSessions(database.read, who.userId, { only: id });
      if (ended === 0) throw new AppError('not_found', 'This session has ended already.');
      await doorkeeper.record(who.userId, 'session_ended', visit);
      return DONE;
    },

    endOtherSessions: async (who: Who, visit: Visit) => {
      const except = who.entry.kind === 'session' ? who.entry.sessionId : null;
      const ended = await deleteSessions(database.read, who.userId, { except });
      await doorkeeper.record(who.userId, 'sessions_ended', visit, { ended });
      return { ended };
    },

    security: async (
      who: Who,
      recoveryCodesLeft: number,
      known: readonly { id: string; name: string }[],
    ) => {
      const [password, passkeys, linked] = await Promise.all([
        findPassword(database.read, who.userId),
        listPasskeysOf(database.read, who.userId),
        listProvidersOf(database.read, who.userId),
      ]);
      const provedUntil =
        who.entry.kind === 'session' ? who.entry.provedAt.getTime() + PROOF_MS : 0;
      return {
        email: who.user.email,
        emailVerified: who.user.emailVerified,
        hasPassword: password !== null,
        secondFactor: { enabled: who.user.hasSecondFactor, recoveryCodesLeft },
        passkeys: passkeys.map((row) => ({
          id: row.id,
          name: row.name ?? 'Passkey',
          createdAt: iso(row.createdAt ?? clock.now()),
          isSynced: Boolean(row.backedUp),
        })),
        providers: known.map(({ id, name }) => {
          const link = linked.find((row) => row.providerId === id);
          return { id, name, linkedAt: link ? iso(link.createdAt) : null };
        }),
        provedUntil: provedUntil > clock.now().getTime() ? iso(new Date(provedUntil)) : null,
      };
    },
  };
}

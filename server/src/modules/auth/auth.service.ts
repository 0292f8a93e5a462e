import { createApiTokens } from './api-tokens.service.ts';
import type { AuthNeeds, AuthParts } from './auth.parts.ts';
import { createAuthLibrary } from './auth-library.service.ts';
import { createDoorkeeper } from './doorkeeper.service.ts';
import { createFactors } from './factors.service.ts';
import { createLetters } from './letters.service.ts';
import { createOAuthConsents } from './oauth-consents.service.ts';
import { createOAuthServer } from './oauth-server.service.ts';
import { createOAuthTokens } from './oauth-tokens.service.ts';
import { hashPassword } from './password-hash.ts';
import { createProviders } from './providers.service.ts';
import { createRecovery } from './recovery.service.ts';
import { createSessions, type Identity } from './sessions.service.ts';
import { createSignIn } from './sign-in.service.ts';
import { createStepUp } from './step-up.service.ts';

export type Auth = ReturnType<typeof createAuth>;

export function createAuth(needs: AuthNeeds) {
  const library = createAuthLibrary({ ...needs, letters: createLetters(needs) });
  const doorkeeper = createDoorkeeper(needs);
  const parts: AuthParts = { ...needs, library, doorkeeper };
  const sessions = createSessions(parts);
  const tokens = createApiTokens(parts);
  const factors = createFactors(parts);
  const oauth = createOAuthServer(parts);
  const accessTokens = createOAuthTokens(parts, oauth);

  return {
    ...createSignIn(parts),
    ...createRecovery(parts),
    ...createStepUp(parts),
    ...factors,
    ...createProviders(parts, factors),
    ...sessions,
    ...tokens,
    ...createOAuthConsents(parts, oauth),
    oauth,
    deviceOf: doorkeeper.deviceOf,
    /** Whether a new person follows a mailed link before they can sign in. */
    verifiesEmail: needs.config.mail.isConfigured,

    /** Who a request comes from: by its token when it shows one, else by its cookie. */
    identify: async (headers: Headers): Promise<Identity | null> => {
      const shown = headers.get('authorization');
      if (shown === null) return sessions.identifySession(headers);
      const token = /^Bearer ([\x21-\x7e]+)$/i.exec(shown)?.[1];
      if (token === undefined) return null;
      return (await tokens.identifyApiToken(token)) ?? accessTokens.identifyBearer(token);
    },

    /** A person the server itself makes, for a sample household: known to no mailbox. */
    makePerson: async (person: { email: string; name: string; password?: string }) => {
      const { internalAdapter } = await library.$context;
      const { email, name, password } = person;
      const user = await internalAdapter.createUser(
        { email, name, emailVerified: true },
        { method: 'email-password' },
      );
      if (password !== undefined) {
        await internalAdapter.createAccount({
          userId: user.id,
          providerId: 'credential',
          accountId: user.id,
          password: await hashPassword(password),
        });
      }
      return { userId: user.id };
    },

    /** Signs somebody in without a proof; gives the session's cookies. */
    startSession: async (userId: string, headers: Headers): Promise<string[]> => {
      const started = await library.api.startSession({
        body: { userId },
        headers,
        returnHeaders: true,
      });
      return started.headers.getSetCookie();
    },
  };
}

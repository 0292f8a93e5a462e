import type { Body, passSecondFactor, Reply, signIn, signUp } from '@picture/contract';
import type { AuthParts } from './auth.parts.ts';
import {
  findPassword,
  findUserByEmail,
  updatePasswordHash,
  updateUser,
} from './auth.repository.ts';
import { askForPasskey, takePasskey } from './passkey-proof.service.ts';
import { hashPassword, needsNewHash } from './password-hash.ts';
import { assertUncommon } from './password-list.client.ts';
import { orRefuse, refusal } from './refusals.ts';
import type { Visit } from './visit.ts';

const DONE = { done: true } as const;

/** The ways in and out: email and password, second factor, passkey. */
export function createSignIn({ database, config, limits, library, doorkeeper }: AuthParts) {
  /** A session that was there before somebody signs in again is of no more use to anybody. */
  async function endEarlier(visit: Visit): Promise<void> {
    const earlier = await library.api.getSession({ headers: visit.headers });
    if (!earlier) return;
    const context = await library.$context;
    await context.internalAdapter.deleteSession(earlier.session.token);
  }

  return {
    signUp: async (wish: Body<typeof signUp>, visit: Visit): Promise<Reply<typeof signUp>> => {
      await doorkeeper.admit(visit);
      await assertUncommon(wish.password, wish.email);
      const { email, password, name, language } = wish;
      await library.api.signUpEmail({
        body: { email, password, name, language },
        headers: visit.headers,
      });
      return { next: config.mail.isConfigured ? 'verify_email' : 'sign_in' };
    },

    signIn: async (wish: Body<typeof signIn>, visit: Visit): Promise<Reply<typeof signIn>> => {
      await doorkeeper.admit(visit);
      const { email, password } = wish;
      const bucket = await doorkeeper.accountBucket(email, visit);
      await limits.attempt(bucket);
      const answer = await orRefuse('sign_in_refused', () =>
        library.api.signInEmail({
          body: { email, password, rememberMe: wish.remember },
          headers: visit.headers,
          returnHeaders: true,
        }),
      ).catch(async (error: unknown) => {
        const user = await findUserByEmail(database.read, email);
        if (user) await doorkeeper.record(user.id, 'sign_in_refused', visit);
        throw error;
      });
      await limits.forgive(bucket);
      visit.cookies.push(...answer.headers.getSetCookie());
      if ('twoFactorRedirect' in answer.response) return { next: 'second_factor' };
      await endEarlier(visit);
      const userId = answer.response.user.id;
      const stored = await findPassword(database.read, userId);
      if (stored && needsNewHash(stored)) {
        await updatePasswordHash(database.read, userId, stored, await hashPassword(password));
      }
      await doorkeeper.welcome(userId, visit, 'password');
      return { next: 'done' };
    },

    passSecondFactor: async (wish: Body<typeof passSecondFactor>, visit: Visit) => {
      await doorkeeper.admit(visit);
      const input = {
        body: { code: wish.code.replaceAll(/\s/g, ''), trustDevice: wish.trustDevice },
        headers: visit.headers,
        returnHeaders: true,
      } as const;
      const answer = await orRefuse('code_refused', () =>
        wish.kind === 'totp' ? library.api.verifyTOTP(input) : library.api.verifyBackupCode(input),
      );
      visit.cookies.push(...answer.headers.getSetCookie());
      await endEarlier(visit);
      const { user } = answer.response;
      if (!user) throw refusal('challenge_over');
      await doorkeeper.welcome(user.id, visit, wish.kind);
      return DONE;
    },

    signOut: async (visit: Visit) => {
      const { headers } = await library.api.signOut({
        headers: visit.headers,
        returnHeaders: true,
      });
      visit.cookies.push(...headers.getSetCookie());
      return DONE;
    },

    startPasskeySignIn: async (visit: Visit) => {
      await doorkeeper.admit(visit);
      return askForPasskey(library, visit);
    },

    finishPasskeySignIn: async (passkey: Record<string, unknown>, visit: Visit) => {
      await doorkeeper.admit(visit);
      const { headers, response } = await takePasskey(library, passkey, visit, 'passkey_refused');
      visit.cookies.push(...headers.getSetCookie());
      await endEarlier(visit);
      await doorkeeper.welcome(response.user.id, visit, 'passkey');
      return DONE;
    },

    updateProfile: async (
      userId: string,
      change: { name?: string; language?: 'en' | 'es' },
    ): Promise<void> => {
      if (Object.keys(change).length > 0) await updateUser(database.read, userId, change);
    },
  };
}

import type { Body, changeEmail, changePassword, resetPassword } from '@picture/contract';
import { createEmailVerificationToken } from 'better-auth/api';
import type { Who } from '../../platform/http/who.ts';
import type { AuthParts } from './auth.parts.ts';
import {
  deleteSessions,
  findPassword,
  findUser,
  findUserByEmail,
  forgetOpenLinks,
} from './auth.repository.ts';
import { linkTo } from './letters.service.ts';
import { hashPassword } from './password-hash.ts';
import { assertUncommon } from './password-list.client.ts';
import { orRefuse, refusal } from './refusals.ts';
import type { Visit } from './visit.ts';

const DONE = { done: true } as const;
const DAY_S = 86_400;
const MAILS_PER_HOUR = { most: 5, windowMs: 3_600_000 };
/** The asking itself does the same for every address; who it concerns is looked up afterwards. */
const LINK_WANTED = 'auth.link-wanted';

type LinkKind = 'verify' | 'reset';

/** Proving an email, and getting back in: everything that goes by a mailed link. */
export function createRecovery(parts: AuthParts) {
  const { database, config, clock, outbox, mail, limits, library, doorkeeper } = parts;

  async function wantLink(kind: LinkKind, email: string, visit: Visit) {
    await doorkeeper.admit(visit);
    await database.write((tx) => outbox.add(tx, LINK_WANTED, '', { kind, email }));
    outbox.nudge();
    return DONE;
  }

  outbox.handle(LINK_WANTED, async ({ payload }) => {
    const { kind, email } = payload as { kind: LinkKind; email: string };
    const user = await findUserByEmail(database.read, email);
    if (!user || !(await limits.allows(`mail ${kind} ${email}`, MAILS_PER_HOUR))) return;
    if (kind === 'reset') await library.api.requestPasswordReset({ body: { email } });
    else if (!user.emailVerified) await library.api.sendVerificationEmail({ body: { email } });
  });

  /** The password is another: whoever came in with the old one is out, and the person is told. */
  async function afterPasswordChange(
    userId: string,
    keepSession: string | null,
    visit: Visit,
    action: string,
  ): Promise<void> {
    await database.write(async (tx) => {
      await deleteSessions(tx, userId, { except: keepSession });
      await forgetOpenLinks(tx, userId);
      const user = await findUser(tx, userId);
      if (!user) return;
      await mail.send(tx, {
        to: user.email,
        language: user.language,
        template: 'passwordChanged',
        params: { at: clock.now().toISOString(), device: visit.browser ?? '' },
      });
    });
    await doorkeeper.record(userId, action, visit);
  }

  return {
    resendVerification: (email: string, visit: Visit) => wantLink('verify', email, visit),
    forgotPassword: (email: string, visit: Visit) => wantLink('reset', email, visit),

    verifyEmail: async (token: string, visit: Visit) => {
      await doorkeeper.admit(visit);
      const { headers, response } = await orRefuse('link_refused', () =>
        library.api.verifyEmail({
          query: { token },
          headers: visit.headers,
          returnHeaders: true,
        }),
      );
      visit.cookies.push(...headers.getSetCookie());
      // The library's type leaves out what it answers when the link changes the email.
      const changed = (response as { user?: { id: string } | null } | undefined)?.user;
      if (changed) {
        const { internalAdapter } = await library.$context;
        await internalAdapter.updateUser(changed.id, { emailVerified: true });
        await deleteSessions(database.read, changed.id, { except: null });
        await doorkeeper.record(changed.id, 'email_changed', visit);
        return { next: 'sign_in' } as const;
      }
      const signedIn = headers.getSetCookie().length > 0;
      const email = emailOf(token);
      const user = signedIn && email ? await findUserByEmail(database.read, email) : undefined;
      if (!user) return { next: 'sign_in' } as const;
      await doorkeeper.welcome(user.id, visit, 'verified_email');
      return { next: 'done' } as const;
    },

    resetPassword: async (wish: Body<typeof resetPassword>, visit: Visit) => {
      await doorkeeper.admit(visit);
      const { internalAdapter } = await library.$context;
      const link = await internalAdapter.findVerificationValue(`reset-password:${wish.token}`);
      const user = link ? await findUser(database.read, link.value) : undefined;
      if (!user) throw refusal('link_refused');
      await assertUncommon(wish.password, user.email);
      await orRefuse('link_refused', () =>
        library.api.resetPassword({
          body: { token: wish.token, newPassword: wish.password },
          headers: visit.headers,
        }),
      );
      // Whoever opened the link reads that mailbox.
      await internalAdapter.updateUser(user.id, { emailVerified: true });
      await afterPasswordChange(user.id, null, visit, 'password_reset');
      await limits.forgive(`account ${user.email}`);
      return DONE;
    },

    changePassword: async (who: Who, wish: Body<typeof changePassword>, visit: Visit) => {
      await assertUncommon(wish.password, who.user.email);
      const { internalAdapter } = await library.$context;
      const hash = await hashPassword(wish.password);
      const had = await findPassword(database.read, who.userId);
      if (had !== null) await internalAdapter.updatePassword(who.userId, hash);
      else {
        await internalAdapter.createAccount({
          userId: who.userId,
          providerId: 'credential',
          accountId: who.userId,
          password: hash,
        });
      }
      const { headers, response } = await library.api.renewSession({
        headers: visit.headers,
        returnHeaders: true,
      });
      visit.cookies.push(...headers.getSetCookie());
      await afterPasswordChange(who.userId, response.sessionId, visit, 'password_changed');
      return DONE;
    },

    changeEmail: async (who: Who, wish: Body<typeof changeEmail>, visit: Visit) => {
      await limits.take(`mail change ${who.userId}`, MAILS_PER_HOUR);
      const { secret } = await library.$context;
      const token = await createEmailVerificationToken(secret, who.user.email, wish.email, DAY_S, {
        requestType: 'change-email-verification',
        userId: who.userId,
      });
      await database.write(async (tx) => {
        const to = { language: who.language };
        await mail.send(tx, {
          ...to,
          to: wish.email,
          template: 'emailChangeConfirm',
          params: { url: linkTo(config, '/confirm-email', token), newEmail: wish.email },
        });
        await mail.send(tx, {
          ...to,
          to: who.user.email,
          template: 'emailChangeNotice',
          params: { newEmail: hideMost(wish.email) },
        });
      });
      await doorkeeper.record(who.userId, 'email_change_asked', visit);
      return DONE;
    },
  };
}

/** "a…@example.com" */
const hideMost = (email: string): string => email.replace(/^(.).*@/, '$1…@');

/** Whom a verified token names. Its signature was checked by the library before. */
function emailOf(token: string): string | null {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    email?: unknown;
  };
  return typeof claims.email === 'string' ? claims.email : null;
}

import { publicUrl } from '../../platform/config.ts';
import type { AuthNeeds, AuthTx } from './auth.parts.ts';
import { findUser } from './auth.repository.ts';
import type { Letters } from './auth-library.service.ts';

/** A page of ours with a secret in its fragment, which browsers send to no server. */
export const linkTo = (config: AuthNeeds['config'], path: string, token?: string): string =>
  `${publicUrl(config)}${path}${token ? `#token=${encodeURIComponent(token)}` : ''}`;

/** The mails the sign-in library asks for. */
export function createLetters({ database, config, mail }: AuthNeeds): Letters {
  const write = (userId: string, letter: (tx: AuthTx, language: 'en' | 'es') => Promise<void>) =>
    database.write(async (tx) => letter(tx, (await findUser(tx, userId))?.language ?? 'en'));

  return {
    verifyEmail: (user, token) =>
      write(user.id, (tx, language) =>
        mail.send(tx, {
          to: user.email,
          language,
          template: 'verifyEmail',
          params: { url: linkTo(config, '/verify-email', token) },
        }),
      ),
    resetPassword: (user, token) =>
      write(user.id, (tx, language) =>
        mail.send(tx, {
          to: user.email,
          language,
          template: 'resetPassword',
          params: { url: linkTo(config, '/reset-password', token) },
        }),
      ),
    alreadyRegistered: (user) =>
      write(user.id, (tx, language) =>
        mail.send(tx, {
          to: user.email,
          language,
          template: 'alreadyRegistered',
          params: {
            signInUrl: linkTo(config, '/sign-in'),
            resetUrl: linkTo(config, '/forgot-password'),
          },
        }),
      ),
  };
}

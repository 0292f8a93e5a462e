import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { AuthParts } from './auth.parts.ts';
import { deleteProvider } from './auth.repository.ts';
import type { createFactors } from './factors.service.ts';
import type { Visit } from './visit.ts';

/** The library ended the session it had begun, and remembers whose second factor it waits for. */
const CHALLENGED = /^\S*two_factor=[^;]/;

/** Google, GitHub and any OpenID Connect provider that the operator named. */
export function createProviders(
  { config, database, library, doorkeeper, mail, clock }: AuthParts,
  { assertOtherWayIn }: ReturnType<typeof createFactors>,
) {
  const known = [
    ...(config.providers.google ? [{ id: 'google', name: 'Google' }] : []),
    ...(config.providers.github ? [{ id: 'github', name: 'GitHub' }] : []),
    ...(config.providers.oidc ? [{ id: 'oidc', name: config.providers.oidc.name }] : []),
  ];
  const nameOf = (id: string): string => {
    const found = known.find((one) => one.id === id);
    if (!found) throw new AppError('not_found', 'This installation has no such provider.');
    return found.name;
  };

  return {
    providers: known,

    startProviderSignIn: async (provider: string, returnTo: string, visit: Visit) => {
      nameOf(provider);
      await doorkeeper.admit(visit);
      const { headers, response } = await library.api.signInSocial({
        body: {
          provider,
          callbackURL: returnTo,
          errorCallbackURL: '/sign-in?problem=provider',
          disableRedirect: true,
        },
        headers: visit.headers,
        returnHeaders: true,
      });
      visit.cookies.push(...headers.getSetCookie());
      return { url: String(response.url) };
    },

    linkProvider: async (provider: string, visit: Visit) => {
      nameOf(provider);
      const { headers, response } = await library.api.linkSocialAccount({
        body: {
          provider,
          callbackURL: `/settings/security?linked=${provider}`,
          errorCallbackURL: '/settings/security?problem=provider',
          disableRedirect: true,
        },
        headers: visit.headers,
        returnHeaders: true,
      });
      visit.cookies.push(...headers.getSetCookie());
      return { url: String(response.url) };
    },

    unlinkProvider: async (who: Who, provider: string, visit: Visit) => {
      await assertOtherWayIn(who.userId, 'provider');
      if (!(await deleteProvider(database.read, who.userId, provider))) {
        throw new AppError('not_found', 'This provider is not linked.');
      }
      await doorkeeper.record(who.userId, 'provider_unlinked', visit, { provider });
      return { done: true } as const;
    },

    /**
     * A provider sends the browser back. Gives where it goes on to: with a session, to the second
     * factor, or back to where it began with a word about what failed.
     */
    finishProvider: async (request: Request, provider: string, visit: Visit): Promise<string> => {
      await doorkeeper.admit(visit);
      const before = await library.api.getSession({ headers: visit.headers });
      const answer = await library.handler(request);
      const cookies = answer.headers.getSetCookie();
      visit.cookies.push(...cookies);
      const target = answer.headers.get('location') ?? '/sign-in?problem=provider';
      if (cookies.some((cookie) => CHALLENGED.test(cookie))) {
        return `/sign-in?${new URLSearchParams({ step: 'second-factor', returnTo: target })}`;
      }
      const after = await library.api.getSession({ headers: withCookies(visit.headers, cookies) });
      if (before && after && !target.includes('problem=')) {
        await doorkeeper.record(after.user.id, 'provider_linked', visit, { provider });
        await database.write((tx) =>
          mail.send(tx, {
            to: after.user.email,
            language: after.user.language === 'es' ? 'es' : 'en',
            template: 'accountLinked',
            params: { provider: nameOf(provider), at: clock.now().toISOString() },
          }),
        );
      } else if (!before && after) await doorkeeper.welcome(after.user.id, visit, provider);
      return target;
    },
  };
}

/** The headers a browser would send next, after it was given these cookies. */
function withCookies(headers: Headers, cookies: readonly string[]): Headers {
  const next = new Headers(headers);
  const given = cookies.map((cookie) => cookie.split(';')[0] ?? '');
  const names = new Set(given.map((pair) => pair.split('=')[0]));
  const kept = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '' && !names.has(pair.split('=')[0]));
  next.set('cookie', [...kept, ...given.filter((pair) => !pair.endsWith('='))].join('; '));
  return next;
}

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface Vouched {
  sub: string;
  email: string;
  email_verified: boolean;
  name: string;
}

/** A real OpenID Connect provider on loopback that vouches for whoever `person` is at the moment. */
export async function startOidcProvider(redirectUri: string) {
  const state: { person: Vouched } = {
    person: { sub: 's1', email: 'x@example.com', email_verified: true, name: 'X' },
  };
  const people = new Map<string, Vouched>();
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: 'picture', client_secret: 'secret', redirect_uris: [redirectUri] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    cookies: { keys: ['a test'] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
  });
  const handle = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return handle(request, response);
    const { prompt, params, grantId } = await provider.interactionDetails(request, response);
    const { sub } = state.person;
    people.set(sub, { ...state.person });
    if (prompt.name === 'login') {
      const login = { login: { accountId: sub } };
      return provider.interactionFinished(request, response, login);
    }
    const known = grantId ? await provider.Grant.find(grantId) : undefined;
    const grant =
      known ?? new provider.Grant({ accountId: sub, clientId: String(params['client_id']) });
    grant.addOIDCScope('openid email profile');
    const consent = { consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, consent, {
      mergeWithLastSubmission: true,
    });
  });

  return {
    issuer,
    state,
    /** What a browser does there: follows every redirect until the one that leads back to us. */
    visit: async (url: string): Promise<string> => {
      const jar = new Map<string, string>();
      let next = url;
      for (let steps = 0; steps < 12; steps += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(next, { redirect: 'manual', headers: { cookie } });
        for (const set of answer.headers.getSetCookie()) {
          const [pair = ''] = set.split(';');
          jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = answer.headers.get('location');
        if (!location) throw new Error(`${next}: ${answer.status} ${await answer.text()}`);
        next = new URL(location, next).href;
        if (next.startsWith(redirectUri)) return next;
      }
      throw new Error('The provider never led back.');
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

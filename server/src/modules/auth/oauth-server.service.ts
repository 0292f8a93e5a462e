import type { IncomingMessage, ServerResponse } from 'node:http';
import { SCOPES } from '@picture/contract';
import type { Configuration, default as Provider } from 'oidc-provider';
import { publicUrl } from '../../platform/config.ts';
import type { AuthNeeds } from './auth.parts.ts';
import { findUser } from './auth.repository.ts';
import { findConsent } from './oauth.repository.ts';
import { plainName, redirectRefusal } from './oauth-apps.ts';
import { oauthKeys } from './oauth-keys.ts';
import { POLICY, refusalPage } from './oauth-refusal-page.ts';
import { completeScope, wordsOf } from './oauth-scopes.ts';
import { createOAuthStore } from './oauth-store.service.ts';
import { networkOf } from './visit.ts';

const MINUTE_MS = 60_000;
const ACCESS_S = 600;
const CODE_S = 60;
const REQUEST_S = 1200;
const DAY_S = 86_400;
const REFRESH_S = 30 * DAY_S;
const ROUTES = {
  authorization: '/api/oauth/authorize',
  token: '/api/oauth/token',
  registration: '/api/oauth/register',
  revocation: '/api/oauth/revoke',
  jwks: '/api/oauth/jwks',
};

/** What it does not tell by itself: the scopes of our API, and the one way a code goes back. */
const DISCOVERY = {
  scopes_supported: [...SCOPES, 'openid', 'offline_access'],
  response_modes_supported: ['query'],
};

export type OAuthServer = ReturnType<typeof createOAuthServer>;

/**
 * OAuth 2.1 on oidc-provider: authorisation code with PKCE, refresh tokens that are used once, JWT
 * access tokens for our own API. It is loaded by the first request that needs it, for it takes forty
 * megabytes; a token is judged without it.
 */
export function createOAuthServer(needs: AuthNeeds) {
  const issuer = new URL(publicUrl(needs.config)).origin;
  const audience = `${issuer}/api/v1`;
  const keys = oauthKeys(needs.secret);
  let loading: Promise<Provider> | undefined;

  async function build(): Promise<Provider> {
    const { default: Provider, errors } = await import('oidc-provider');
    const refuse = (address: string, why: string): never => {
      throw new errors.InvalidClientMetadata(`redirect_uris: ${address} ${why}`);
    };
    const provider = new Provider(issuer, {
      ...behaviour(needs, audience),
      adapter: createOAuthStore(needs, audience, errors.InvalidGrant),
      jwks: { keys: [keys.signing] } as NonNullable<Configuration['jwks']>,
      cookies: cookiesOf(issuer.startsWith('https:'), keys.cookies),
      extraClientMetadata: {
        properties: ['redirect_uris'],
        validator: (_ctx, _property, addresses, metadata) => {
          // It makes a secret for whoever did not say to need none; ours never need one.
          metadata.client_secret = undefined;
          metadata.client_secret_expires_at = undefined;
          for (const address of Array.isArray(addresses) ? addresses : []) {
            const why = redirectRefusal(String(address), needs.config.appHosts);
            if (why !== null) refuse(plainName(address), why);
          }
        },
      },
    });
    // What we tell it of the address comes from our configuration, see `answer`.
    provider.proxy = true;
    provider.use(async (ctx, next) => {
      await next();
      if (ctx['oidc']?.route === 'discovery') Object.assign(ctx.body as object, DISCOVERY);
    });
    provider.on('server_error', (_ctx, error) => {
      needs.log.error({ err: error }, 'the authorisation server failed');
    });
    return provider;
  }

  const load = () => {
    loading ??= build();
    return loading;
  };

  return {
    issuer,
    audience,
    verifyingKey: keys.verifying,
    provider: load,

    /** RFC 9728. `admin` is not offered, so that no program asks for it unless it means to. */
    protectedResource: {
      resource: audience,
      authorization_servers: [issuer],
      bearer_methods_supported: ['header'],
      scopes_supported: wordsOf('write').split(' '),
      resource_name: 'My Financial Picture',
    },

    /** Anybody may register a program or begin to ask: so often from one address. */
    admitApp: (address: string): Promise<void> =>
      needs.limits.take(`oauth ${networkOf(address)}`, {
        most: needs.config.authTriesPerMinute,
        windowMs: MINUTE_MS,
      }),

    answer: async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const provider = await load();
      const { protocol, host, pathname, searchParams } = new URL(request.url ?? '', issuer);
      request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      request.headers['x-forwarded-host'] = host;
      if (pathname === ROUTES.authorization) {
        // A code goes back in the address; other ways need a page with a script.
        searchParams.delete('response_mode');
        searchParams.set('scope', completeScope(searchParams.get('scope')));
        request.url = `${pathname}?${searchParams}`;
      }
      await provider.callback()(request, response);
    },
  };
}

function behaviour({ database, clock }: AuthNeeds, audience: string): Configuration {
  return {
    routes: ROUTES,
    clientAuthMethods: ['none'],
    responseTypes: ['code'],
    scopes: ['openid', 'offline_access'],
    pkce: { required: () => true },
    clientDefaults: {
      application_type: 'native',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      id_token_signed_response_alg: 'EdDSA',
    },
    enabledJWA: { idTokenSigningAlgValues: ['EdDSA'] },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      // Our API would take a token that is bound to a key without asking for the key.
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: (_ctx, client, token) => token.clientId === client.clientId,
      },
      registration: { enabled: true, issueRegistrationAccessToken: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: async (_ctx, resource) => {
          const { errors } = await import('oidc-provider');
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: wordsOf('admin'),
            audience,
            accessTokenTTL: ACCESS_S,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'EdDSA' } },
          };
        },
      },
    },
    findAccount: async (_ctx, id) => {
      const user = await findUser(database.read, id);
      return user && { accountId: user.id, claims: () => ({ sub: user.id }) };
    },
    extraTokenClaims: async (_ctx, token) => {
      const grant = 'grantId' in token ? token.grantId : undefined;
      const consent = grant && (await findConsent(database.read, grant, clock.now().toISOString()));
      return consent ? { household: consent.household_id, grant } : undefined;
    },
    interactions: { url: (_ctx, interaction) => `/connect/${interaction.uid}` },
    loadExistingGrant: async (ctx) => {
      const id = ctx.oidc.result?.consent?.grantId;
      return id === undefined ? undefined : ctx.oidc.provider.Grant.find(id);
    },
    issueRefreshToken: (_ctx, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    clientBasedCORS: () => true,
    ttl: {
      AccessToken: ACCESS_S,
      AuthorizationCode: CODE_S,
      Interaction: REQUEST_S,
      RefreshToken: REFRESH_S,
      IdToken: ACCESS_S,
      Session: REQUEST_S,
    },
    renderError: (ctx, { error, error_description: description }) => {
      ctx.set('content-security-policy', POLICY);
      ctx.set('cache-control', 'no-store');
      ctx.type = 'html';
      ctx.body = refusalPage(
        ctx.acceptsLanguages('en', 'es') === 'es' ? 'es' : 'en',
        description ? `${error}: ${description}` : error,
      );
    },
  };
}

/** They tie a request to the browser that brought it: nobody can be made to answer another's. */
function cookiesOf(secure: boolean, key: string): Configuration['cookies'] {
  const prefix = secure ? '__Secure-' : '';
  const attributes = { httpOnly: true, sameSite: 'lax', signed: true, secure, path: '/' } as const;
  return {
    keys: [key],
    names: {
      session: `${prefix}picture.oauth`,
      interaction: `${prefix}picture.oauth-request`,
      resume: `${prefix}picture.oauth-answer`,
    },
    long: { ...attributes, path: '/api/oauth' },
    short: attributes,
  };
}

import * as contract from '@picture/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Binding, bind } from '../../platform/http/route.ts';
import { visitOf } from './auth.routes.ts';
import type { Auth } from './auth.service.ts';
import type { HouseholdOf } from './oauth-consents.service.ts';

const METADATA_S = 3600;

/** What the page of consent asks and answers, and the list of programs that were let in. */
export function oauthRoutes(
  auth: Auth,
  householdsOf: (userId: string) => Promise<HouseholdOf[]>,
): Binding[] {
  const exchange = (call: {
    params: { id: string };
    request: FastifyRequest;
    reply: FastifyReply;
  }) => ({
    raw: call.request.raw,
    answer: call.reply.raw,
    id: call.params.id,
  });
  return [
    bind(contract.readAppRequest, async (call) =>
      auth.readAppRequest(exchange(call), await householdsOf(call.who.userId)),
    ),
    bind(contract.allowApp, async (call) =>
      auth.allowApp(
        call.who,
        exchange(call),
        call.body,
        await householdsOf(call.who.userId),
        visitOf(auth, call.request),
      ),
    ),
    bind(contract.refuseApp, (call) => auth.refuseApp(exchange(call))),
    bind(contract.listConnectedApps, async ({ who }) =>
      auth.listConnectedApps(who, await householdsOf(who.userId)),
    ),
    bind(contract.revokeConnectedApp, ({ who, params, request }) =>
      auth.revokeConnectedApp(who, params.id, visitOf(auth, request)),
    ),
  ];
}

/**
 * The addresses of the OAuth protocol, answered by oidc-provider on the raw request. All but the first
 * look at no cookie and may be called by a page of any site.
 */
export async function installOAuth(app: FastifyInstance, auth: Auth): Promise<void> {
  const { oauth } = auth;
  const pass = async (request: FastifyRequest, reply: FastifyReply) => {
    await oauth.provider();
    reply.hijack();
    await oauth.answer(request.raw, reply.raw);
  };
  const limited = async (request: FastifyRequest) => oauth.admitApp(request.ip);

  for (const path of ['', '/api/v1']) {
    app.get(
      `/.well-known/oauth-protected-resource${path}`,
      { schema: { hide: true } },
      (_request, reply) =>
        reply
          .header('access-control-allow-origin', '*')
          .header('cache-control', `public, max-age=${METADATA_S}`)
          .send(oauth.protectedResource),
    );
  }

  await app.register(async (scope) => {
    // The library reads the body itself.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    const schema = { hide: true };
    const config = { anyOrigin: true } as const;

    scope.get('/api/oauth/authorize', { schema, preHandler: limited }, pass);
    scope.get('/api/oauth/authorize/:id', { schema }, pass);
    for (const url of [
      '/.well-known/oauth-authorization-server',
      '/.well-known/openid-configuration',
      '/api/oauth/jwks',
    ]) {
      scope.route({ method: ['GET', 'OPTIONS'], url, schema, handler: pass });
    }
    for (const url of ['/api/oauth/token', '/api/oauth/revoke']) {
      scope.route({ method: ['POST', 'OPTIONS'], url, schema, config, handler: pass });
    }
    scope.post('/api/oauth/register', { schema, config, preHandler: limited }, (request, reply) => {
      reply.raw.setHeader('access-control-allow-origin', '*');
      return pass(request, reply);
    });
    scope.options('/api/oauth/register', { schema }, (_request, reply) =>
      reply
        .status(204)
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', 'content-type')
        .send(),
    );
  });
}

import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Auth, CLIENT_ADDRESS_HEADER } from './auth.service.ts';

/** What of Better Auth is open to the outside; all else answers 404. */
const OPEN = new Set(['sign-up/email', 'sign-in/email', 'sign-out', 'get-session']);

export async function authRoutes(
  app: FastifyInstance,
  auth: Auth,
  triesPerMinute: number,
): Promise<void> {
  await app.register(async (scope) => {
    await scope.register(rateLimit, {
      max: triesPerMinute,
      timeWindow: '1 minute',
      allowList: (request) => request.method === 'GET',
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/api/auth/*',
      schema: { hide: true },
      handler: async (request, reply) => {
        if (!OPEN.has((request.params as { '*': string })['*'])) return reply.callNotFound();
        const response = await auth.handle(
          new Request(`${request.protocol}://${request.host}${request.url}`, {
            method: request.method,
            headers: asHeaders(request),
            ...(request.method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
          }),
        );
        reply.status(response.status).header('cache-control', 'no-store');
        response.headers.forEach((value, name) => {
          if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value);
        });
        for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
        return reply.send(await response.text());
      },
    });
  });
}

/** A request's headers as Better Auth wants them, with the address Fastify trusts. */
export function asHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (value === undefined || name === CLIENT_ADDRESS_HEADER) continue;
    headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  headers.set(CLIENT_ADDRESS_HEADER, request.ip);
  return headers;
}

import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { type Auth, asHeaders } from './auth.service.ts';

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

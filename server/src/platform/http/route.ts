import type { Body, Endpoint, Params, Query, Reply } from '@picture/contract';
import { problemSchema, scopeOf } from '@picture/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ZodType } from 'zod';
import type { Clock } from '../clock.ts';
import { AppError } from '../errors.ts';
import type { Idempotency } from './idempotency.ts';
import { assertAccess, type Who } from './who.ts';

/** What a handler is given: validated input, and who is asking. */
export interface Call<E extends Endpoint> {
  params: Params<E>;
  query: Query<E>;
  body: Body<E>;
  who: E['access'] extends 'public' ? null : Who;
  request: FastifyRequest;
  reply: FastifyReply;
}

export interface Binding {
  endpoint: Endpoint;
  handle(call: Call<Endpoint>): Promise<unknown>;
}

/** Ties an endpoint of the contract to the function that answers it. */
export function bind<const E extends Endpoint>(
  endpoint: E,
  handle: (call: Call<E>) => Promise<Reply<E> | FastifyReply>,
): Binding {
  return { endpoint, handle: handle as Binding['handle'] };
}

interface Mounting {
  resolveWho(request: FastifyRequest, reply: FastifyReply): Promise<Who | null>;
  idempotency: Idempotency;
  clock: Clock;
}

export function mount(app: FastifyInstance, bindings: Binding[], mounting: Mounting): void {
  for (const { endpoint, handle } of bindings) {
    app.route({
      method: endpoint.method,
      url: `/api/v1${endpoint.path}`,
      schema: schemaOf(endpoint),
      handler: async (request, reply) => {
        const known =
          endpoint.access === 'public' ? null : await mounting.resolveWho(request, reply);
        const who =
          endpoint.access === 'public' ? null : assertAccess(known, endpoint, mounting.clock.now());
        const call = {
          params: request.params,
          query: request.query,
          body: request.body,
          who,
          request,
          reply,
        } as Call<Endpoint>;
        reply.status(endpoint.status ?? 200);
        reply.header('cache-control', 'no-store');
        // Somebody may go to another household meanwhile: a page then knows this is not of its own.
        if (who && endpoint.access !== 'person') reply.header('picture-household', who.householdId);
        const key = request.headers['idempotency-key'];
        if (!endpoint.idempotent || key === undefined || who === null) return handle(call);
        if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) {
          throw new AppError('invalid_request', 'The Idempotency-Key is not 1 to 200 characters.');
        }
        return mounting.idempotency.once(who, key, requestOf(endpoint, request), () =>
          handle(call),
        );
      },
    });
  }
}

const requestOf = (endpoint: Endpoint, request: FastifyRequest): string =>
  JSON.stringify([endpoint.method, endpoint.path, request.params, request.body]);

function schemaOf(endpoint: Endpoint) {
  const parts: Record<string, unknown> = {
    summary: endpoint.summary,
    tags: [endpoint.path.split('/')[1] ?? ''],
    response: {
      [endpoint.status ?? 200]: endpoint.reply,
      default: {
        description: ['Refused', ...(endpoint.errors ?? [])].join(' · '),
        content: { 'application/problem+json': { schema: problemSchema } },
      },
    } satisfies Record<string, ZodType | object>,
  };
  if (endpoint.access !== 'public') {
    const scope = scopeOf(endpoint);
    parts['security'] = [{ session: [] }, ...(scope === null ? [] : [{ token: [scope] }])];
  }
  if (endpoint.upload) parts['consumes'] = ['multipart/form-data'];
  if (endpoint.params) parts['params'] = endpoint.params;
  if (endpoint.query) parts['querystring'] = endpoint.query;
  if (endpoint.body) parts['body'] = endpoint.body;
  return parts;
}

import { randomBytes } from 'node:crypto';
import swagger from '@fastify/swagger';
import Fastify, { type FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';

/** The reading page brings its own script and styles inline; it shows nothing of a household. */
const docsPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/**
 * The reading page on a server of its own, which is only asked in memory. It is loaded when somebody
 * opens the page: it would else keep forty megabytes in every process.
 */
async function docsServer(): Promise<FastifyInstance> {
  const { default: apiReference } = await import('@scalar/fastify-api-reference');
  const docs = Fastify();
  await docs.register(apiReference, {
    routePrefix: '/api/docs',
    configuration: { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false },
  });
  return docs;
}

export async function installOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'My Financial Picture',
        version: '1',
        description:
          'Amounts are integer minor units of their currency; positive is money in. ' +
          'Refusals are problem+json (RFC 9457) with a stable code.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'picture.session_token' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
    transform: jsonSchemaTransform,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  let docs: Promise<FastifyInstance> | undefined;
  for (const url of ['/api/docs', '/api/docs/*']) {
    app.get(url, { schema: { hide: true } }, async (request, reply) => {
      docs ??= docsServer();
      const answer = await (await docs).inject({ method: 'GET', url: request.url });
      const nonce = randomBytes(16).toString('base64url');
      const isPage = String(answer.headers['content-type']).includes('text/html');
      const { 'content-length': _length, ...headers } = answer.headers;
      return reply
        .status(answer.statusCode)
        .headers({ ...headers, 'content-security-policy': docsPolicy(nonce) })
        .send(
          isPage
            ? answer.payload.replaceAll('<script', `<script nonce="${nonce}"`)
            : answer.rawPayload,
        );
    });
  }
}

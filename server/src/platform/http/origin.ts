import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers everybody the same and looks at no cookie: any site may call it. */
    anyOrigin?: true;
  }
}

/**
 * Refuses what another site makes a browser send: anything that changes state must come from our
 * own pages (Fetch Metadata, else the Origin header) or from a program, which sends neither.
 */
export function installOriginCheck(app: FastifyInstance, baseUrl: string | null): void {
  const ownOrigin = baseUrl === null ? null : new URL(baseUrl).origin;
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS')
      return;
    if (isProgram(request) || request.routeOptions.config.anyOrigin) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    const foreignOrigin =
      origin !== undefined &&
      (ownOrigin === null ? !sameHost(origin, request) : origin !== ownOrigin);
    if (foreignSite || foreignOrigin) {
      throw new AppError('foreign_origin', 'This request came from another site and was refused.');
    }
  });
}

/** A token is never sent by a browser of itself; a cookie is, so who brings one is asked for more. */
const isProgram = ({ headers }: FastifyRequest): boolean =>
  headers.authorization?.startsWith('Bearer ') === true && headers.cookie === undefined;

function sameHost(origin: string, request: FastifyRequest): boolean {
  return URL.canParse(origin) && new URL(origin).host === request.host;
}

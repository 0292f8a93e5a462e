import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { assertAccess, type Who } from './who.ts';

interface LiveSource {
  resolveWho(request: FastifyRequest, reply: FastifyReply): Promise<Who | null>;
  /** The present version of each of these households. */
  versionsOf(householdIds: string[]): Promise<ReadonlyMap<string, number>>;
}

const LIVE = { access: 'viewer', method: 'GET' } as const;
const POLL_MS = 400;
const HEARTBEAT_MS = 20_000;

/**
 * Server-sent events that carry the household's version to every open tab. The database is asked
 * for the versions of the households that are looking, in one query for all: so it also sees what
 * another process wrote, and there is no second path by which news could be lost.
 */
export function installLive(app: FastifyInstance, source: LiveSource): void {
  const listeners = new Map<FastifyReply, { householdId: string; version: number | null }>();
  let asking = false;

  const poll = setInterval(() => {
    if (asking || listeners.size === 0) return;
    asking = true;
    tell()
      .catch((error: unknown) => app.log.error({ err: error }, 'live versions could not be read'))
      .finally(() => {
        asking = false;
      });
  }, POLL_MS);
  const heartbeat = setInterval(() => {
    for (const reply of listeners.keys()) reply.raw.write(': still here\n\n');
  }, HEARTBEAT_MS);

  async function tell(): Promise<void> {
    const ids = [...new Set([...listeners.values()].map((listener) => listener.householdId))];
    const versions = await source.versionsOf(ids);
    for (const [reply, listener] of listeners) {
      const version = versions.get(listener.householdId);
      if (version === undefined || version === listener.version) continue;
      listener.version = version;
      reply.raw.write(`event: version\ndata: ${version}\n\n`);
    }
  }

  app.get('/api/v1/live', { schema: { hide: true } }, async (request, reply) => {
    const who = assertAccess(await source.resolveWho(request, reply), LIVE, new Date());
    reply.hijack();
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    reply.raw.write('retry: 2000\n\n');
    listeners.set(reply, { householdId: who.householdId, version: null });
    request.raw.on('close', () => listeners.delete(reply));
  });

  app.addHook('preClose', async () => {
    clearInterval(poll);
    clearInterval(heartbeat);
    for (const reply of listeners.keys()) reply.raw.end();
  });
}

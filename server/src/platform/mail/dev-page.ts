import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';

const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; sandbox allow-popups allow-top-navigation-by-user-activation";
const MOST = 50;

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The mails that land in a folder, for whoever builds the product. Never there in production. */
export function installDevMail(app: FastifyInstance, folder: string): void {
  const parse = async (name: string) => {
    const { default: PostalMime } = await import('postal-mime');
    return PostalMime.parse(await readFile(join(folder, name)));
  };

  app.get('/dev/mail', { schema: { hide: true } }, async (_request, reply) => {
    const names = (await readdir(folder).catch(() => [])).sort().reverse().slice(0, MOST);
    const rows = await Promise.all(
      names.map(async (name) => {
        const { subject, to } = await parse(name);
        return `<li><a href="/dev/mail/${name.slice(0, -4)}">${escaped(subject ?? '')}</a> — ${escaped(to?.[0]?.address ?? '')}</li>`;
      }),
    );
    const body = rows.length > 0 ? `<ol>${rows.join('')}</ol>` : '<p>No mail yet.</p>';
    return reply
      .header('content-security-policy', MAIL_POLICY)
      .type('text/html; charset=utf-8')
      .send(`<!doctype html><html lang="en"><title>Mail</title><h1>Mail</h1>${body}</html>`);
  });

  app.get('/dev/mail/:id', { schema: { hide: true } }, async (request, reply) => {
    const { id } = request.params as { id: string };
    if (!/^[0-9A-Z]{26}$/.test(id)) return reply.callNotFound();
    const message = await parse(`${id}.eml`).catch(() => null);
    if (!message) return reply.callNotFound();
    return reply
      .header('content-security-policy', MAIL_POLICY)
      .type('text/html; charset=utf-8')
      .send(message.html ?? `<pre>${escaped(message.text ?? '')}</pre>`);
  });
}

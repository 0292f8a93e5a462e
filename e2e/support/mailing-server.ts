import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { findNode24, REPOSITORY } from '../../scripts/node24.mjs';
import type { AuthTables } from '../../server/src/modules/auth/index.ts';
import { openDatabase } from '../../server/src/platform/db/index.ts';
import { readMailbox } from '../../server/test/mailbox.ts';
import { startOidcProvider } from '../../server/test/oidc-provider.ts';
import { makeProofsStale } from '../../server/test/stale-proofs.ts';

type Mail = Awaited<ReturnType<typeof readMailbox>>[number];

/** A server that mails, into a folder: people prove their email, and a provider may vouch for them. */
export interface MailingServer {
  url: string;
  provider: Awaited<ReturnType<typeof startOidcProvider>>;
  /** The newest mail to somebody with this subject, once it has come. */
  mailTo(email: string, subject: string): Promise<Mail>;
  /** Makes all of a person's proofs eleven minutes old. */
  makeStale(email: string): Promise<void>;
}

export const test = base.extend<object, { server: MailingServer }>({
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from it
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'picture-identity-'));
      const databaseUrl = `sqlite:${join(folder, 'picture.db')}`;
      const port = await freePort();
      const url = `http://localhost:${port}`;
      const provider = await startOidcProvider(`${url}/api/auth/callback/oidc`);
      const child = await startServer(url, {
        PORT: String(port),
        DATA_DIR: folder,
        DATABASE_URL: databaseUrl,
        LOG_LEVEL: 'warn',
        AUTH_TRIES_PER_MINUTE: '100000',
        MAIL_URL: pathToFileURL(join(folder, 'mail')).href,
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: 'picture',
        OIDC_CLIENT_SECRET: 'secret',
        OIDC_NAME: 'Home ID',
      });
      await use({
        url,
        provider,
        mailTo: (email, subject) => findMail(join(folder, 'mail'), email, subject),
        makeStale: (email) => makeStale(databaseUrl, email),
      });
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ server }, use) => use(server.url),
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

async function startServer(url: string, settings: NodeJS.ProcessEnv): Promise<ChildProcess> {
  const entry = join(REPOSITORY, 'server/bin/picture.mjs');
  const child = spawn(findNode24() ?? process.execPath, [entry, 'start'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await expect
    .poll(() => fetch(`${url}/healthz`).then(({ status }) => status, String), { timeout: 60_000 })
    .toBe(200);
  return child;
}

async function findMail(folder: string, email: string, subject: string): Promise<Mail> {
  let found: Mail | undefined;
  await expect
    .poll(
      async () => {
        const mails = await readMailbox(folder, email);
        found = mails.findLast((mail) => mail.subject === subject);
        return mails.map((mail) => mail.subject);
      },
      { message: `the mails to ${email}` },
    )
    .toContain(subject);
  if (!found) throw new Error(`No mail "${subject}" to ${email}.`);
  return found;
}

async function makeStale(url: string, email: string): Promise<void> {
  const database = openDatabase<AuthTables>(url);
  await makeProofsStale(database, email);
  await database.close();
}

/** The link in a mail that leads back to us. */
export function linkIn(mail: Mail): string {
  const link = /http:\/\/localhost:\S+/.exec(mail.text ?? '')?.[0];
  if (!link) throw new Error(`No link in: ${mail.text}`);
  return link;
}

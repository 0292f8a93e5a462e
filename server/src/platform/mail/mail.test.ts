import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { expect, it } from 'vitest';
import { buildTestApp, describeOnEachEngine, eventually } from '../../../test/harness.ts';
import { loadConfig } from '../config.ts';

describeOnEachEngine('Mail', (build) => {
  it('goes to the mail server once it answers, sealed until then', async () => {
    const received: Buffer[] = [];
    const envelopes: string[] = [];
    let refusals = 1;
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onRcptTo: ({ address }, _session, done) => {
        envelopes.push(address);
        refusals -= 1;
        done(refusals >= 0 ? new Error('busy') : null);
      },
      onData: (stream, _session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          received.push(Buffer.concat(chunks));
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    const test = await build({
      MAIL_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'P <p@example.com>',
    });
    const { database, mail } = test.services;
    const url = 'https://picture.example/reset-password#token=secret-of-the-link';
    await database.write((tx) =>
      mail.send(tx, {
        to: 'ana@example.com',
        language: 'es',
        template: 'resetPassword',
        params: { url },
      }),
    );
    const [row] = await database.read.selectFrom('outbox').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain('secret-of-the-link');
    await eventually(() => expect(received).toHaveLength(1));
    expect(envelopes).toEqual(['ana@example.com', 'ana@example.com']);
    const message = await PostalMime.parse(received[0] ?? '');
    expect(message.subject).toBe('Pon una contraseña nueva');
    expect(message.from).toMatchObject({ name: 'P', address: 'p@example.com' });
    expect(message.text).toContain(url);
    expect(message.html).toContain(url);
    expect(message.messageId).toBe(`<${row?.id}@my-financial-picture>`);
    await eventually(async () =>
      expect(await database.read.selectFrom('outbox').selectAll().execute()).toEqual([]),
    );
    await test.close();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
});

it('lands in the data folder where no server is named', async () => {
  const test = await buildTestApp('sqlite');
  const { database, mail } = test.services;
  await database.write((tx) =>
    mail.send(tx, {
      to: 'ana@example.com',
      language: 'en',
      template: 'verifyEmail',
      params: { url: 'https://picture.example/verify-email#token=x' },
    }),
  );
  const folder = join(test.dataDir, 'mail');
  await eventually(() => expect(readdirSync(folder)).toHaveLength(1));
  const message = await PostalMime.parse(readFileSync(join(folder, readdirSync(folder)[0] ?? '')));
  expect(message.subject).toBe('Confirm your email');
  await test.close();
});

it('refuses a MAIL_URL it cannot use, in one sentence', () => {
  const load = (MAIL_URL: string) => () => loadConfig({ DATA_DIR: '/tmp', MAIL_URL });
  expect(load('pigeon://loft')).toThrow(/MAIL_URL .* must be smtp/);
  expect(load('smtp:')).toThrow(/MAIL_URL/);
});

it('shows the folder on a page of its own, outside production only', async () => {
  const closed = await buildTestApp('sqlite');
  expect((await closed.app.inject('/dev/mail/')).body).not.toContain('<h1>Mail</h1>');
  expect((await closed.app.inject('/dev/mail')).body).not.toContain('<h1>Mail</h1>');
  await closed.close();
  const test = await buildTestApp('sqlite', { NODE_ENV: 'development' });
  expect((await test.app.inject('/dev/mail')).body).toContain('No mail yet');
  const { database, mail } = test.services;
  await database.write((tx) =>
    mail.send(tx, {
      to: 'ana@example.com',
      language: 'en',
      template: 'tokenCreated',
      params: { name: '<script>alert(1)</script>', at: '2026-01-01T00:00:00.000Z' },
    }),
  );
  await eventually(async () =>
    expect((await test.app.inject('/dev/mail')).body).toContain('A token for a program'),
  );
  const [, link = ''] = /href="([^"]+)"/.exec((await test.app.inject('/dev/mail')).body) ?? [];
  const page = await test.app.inject(link);
  expect(page.body).toContain('&lt;script&gt;');
  expect(page.headers['content-security-policy']).toContain('sandbox');
  expect((await test.app.inject('/dev/mail/..%2f..%2fkeys')).statusCode).toBe(404);
  await test.close();
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp, createServices } from '../src/app.ts';
import { loadConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';
import {
  type Client,
  describeOnEachEngine,
  newEmail,
  PASSWORD,
  signUp,
  type TestApp,
  visitor,
} from './harness.ts';

const HTTPS = { BASE_URL: 'https://money.example' };

describeOnEachEngine('What a browser is told, and from whom it is heard', (build) => {
  let test: TestApp;
  let ana: Client;

  beforeAll(async () => {
    test = await build(HTTPS);
    ana = await signUp(test);
  });
  afterAll(() => test.close());

  it('keeps the session in a cookie of this host alone, out of reach of scripts', async () => {
    const client = visitor(test);
    const email = newEmail();
    await signUp(test, 'Eva', email);
    const answer = await client.request('POST', '/api/v1/auth/sign-in', {
      body: { email, password: PASSWORD },
    });
    const cookies = [answer.headers['set-cookie'] ?? []].flat();
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Host-picture/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; SameSite=Lax/);
      expect(cookie).not.toMatch(/; Domain/i);
    }
  });

  it('has every change of state refused that another site sends, whatever the route', async () => {
    const { paths } = (await ana.request('GET', '/api/openapi.json')).json() as {
      paths: Record<string, Record<string, unknown>>;
    };
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'http://money.example' },
      { origin: 'https://money.example.evil.example' },
      { origin: 'https://a.money.example' },
      { origin: 'https://money.example:8443' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    let asked = 0;
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods).filter((one) => one !== 'get')) {
        for (const headers of foreign) {
          const answer = await ana.request(method.toUpperCase(), path, { body: {}, headers });
          expect([method, path, headers, answer.json().code]).toEqual([
            method,
            path,
            headers,
            'foreign_origin',
          ]);
          asked += 1;
        }
      }
    }
    expect(asked).toBeGreaterThan(400);
    const own = { origin: 'https://money.example', 'sec-fetch-site': 'same-origin' };
    const body = { name: 'A', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' };
    const answer = await ana.request('POST', '/api/v1/accounts', { body, headers: own });
    expect(answer.statusCode).toBe(201);
  });

  it('sends its protective headers with every kind of answer', async () => {
    const html = { accept: 'text/html' };
    const answers = {
      page: await ana.request('GET', '/', { headers: html }),
      api: await ana.request('GET', '/api/v1/session'),
      refusal: await visitor(test).request('GET', '/api/v1/session'),
      missing: await ana.request('GET', '/api/v1/nothing'),
      health: await ana.request('GET', '/healthz'),
      docs: await ana.request('GET', '/api/docs/', { headers: html }),
    };
    for (const [kind, { headers }] of Object.entries(answers)) {
      expect(headers, kind).toMatchObject({
        'strict-transport-security': expect.stringMatching(/max-age=(6|3)\d{7}/),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()'),
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      });
      expect(headers['content-security-policy'], kind).toContain("default-src 'none'");
      const scripts = /script-src ([^;]*)/.exec(String(headers['content-security-policy']))?.[1];
      expect(scripts ?? '', kind).not.toContain('unsafe');
      expect(headers, kind).not.toHaveProperty('x-powered-by');
    }
    for (const kind of ['api', 'refusal', 'missing'] as const) {
      expect(answers[kind].headers['cache-control'], kind).toContain('no-store');
    }
  });

  it('does not promise https where there is none', async () => {
    const plain = await build();
    const { headers } = await visitor(plain).request('GET', '/healthz');
    expect(headers).not.toHaveProperty('strict-transport-security');
    await plain.close();
  });
});

describeOnEachEngine('What is refused says little', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('tells nothing of the inside when the database fails', async () => {
    const broken = await build();
    const ana = await signUp(broken);
    await broken.services.database.read.schema.dropTable('category_rules').execute();
    const answer = await ana.request('GET', '/api/v1/rules');
    expect(answer.statusCode).toBe(500);
    expect(answer.json().code).toBe('internal');
    expect(answer.body).not.toMatch(/category_rules|select|sqlite|mysql|node_modules|\bat /i);
    await broken.close();
  });

  it('takes no text so long or so odd that it fails', async () => {
    const odd = [
      '\u0000',
      'a\u0000b@example.com',
      'x'.repeat(100_000),
      '\ud800',
      '💥'.repeat(500),
      '../../etc/passwd',
      "'; drop table auth_users; --",
      '{"$ne":null}',
    ];
    const forms: [string, (text: string) => object][] = [
      ['sign-up', (text) => ({ email: newEmail(), password: text, name: 'A' })],
      ['sign-up', (text) => ({ email: text, password: PASSWORD, name: 'A' })],
      ['sign-up', (text) => ({ email: newEmail(), password: PASSWORD, name: text })],
      ['sign-in', (text) => ({ email: text, password: PASSWORD })],
      ['sign-in', (text) => ({ email: newEmail(), password: text })],
      ['forgot-password', (text) => ({ email: text })],
      ['reset-password', (text) => ({ token: text, newPassword: PASSWORD })],
      ['verify-email', (text) => ({ token: text })],
      ['second-factor', (text) => ({ kind: 'totp', code: text })],
    ];
    for (const [form, bodyOf] of forms) {
      for (const text of odd) {
        const url = `/api/v1/auth/${form}`;
        const answer = await visitor(test).request('POST', url, { body: bodyOf(text) });
        expect(answer.statusCode, `${form} ${text.slice(0, 20)}`).toBeLessThan(500);
      }
    }
  });

  it('ends a session a week after its last use, and thirty days after its proof', async () => {
    const { read, engine } = { ...test.services.database, read: test.services.database.read };
    const day = 86_400_000;
    const at = (ms: number) => {
      const moment = new Date(Date.now() + ms);
      return (engine === 'sqlite' ? moment.toISOString() : moment) as string;
    };
    for (const change of [{ expiresAt: at(-1000) }, { createdAt: at(-30 * day - 1000) }]) {
      const ana = await signUp(test);
      const { user } = await ana.call('GET /session');
      await read.updateTable('auth_sessions').set(change).where('userId', '=', user.id).execute();
      expect((await ana.refusal('GET /session')).code).toBe('not_signed_in');
    }
    const idle = await signUp(test);
    const { user } = await idle.call('GET /session');
    const [row] = await read
      .selectFrom('auth_sessions')
      .select('expiresAt')
      .where('userId', '=', user.id)
      .execute();
    const left = new Date(row?.expiresAt ?? 0).getTime() - Date.now();
    expect(left / day).toBeGreaterThan(6.9);
    expect(left / day).toBeLessThan(7.1);
  });

  it('takes a token until its day, or until it is revoked, and no longer', async () => {
    const ana = await signUp(test);
    const make = () =>
      ana.call('POST /auth/tokens', { body: { name: 'S', scope: 'read', expiresInDays: 1 } });
    const [revoked, expired] = [await make(), await make()];
    const by = (token: string) =>
      visitor(test).request('GET', '/api/v1/accounts', {
        headers: { authorization: `Bearer ${token}` },
      });
    expect((await by(revoked.token)).statusCode).toBe(200);
    await ana.call('DELETE /auth/tokens/:id', { params: { id: revoked.id } });
    expect((await by(revoked.token)).statusCode).toBe(401);
    expect((await by(expired.token)).statusCode).toBe(200);
    await test.services.database.read
      .updateTable('auth_api_keys')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('id', '=', expired.id)
      .execute();
    expect((await by(expired.token)).statusCode).toBe(401);
  });
});

it('writes no password, cookie, code, token or link into the log, whatever happens', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'picture-log-'));
  const written: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      written.push(String(chunk));
      done();
    },
  });
  const config = loadConfig({ DATA_DIR: dataDir, AUTH_TRIES_PER_MINUTE: '10000' });
  const log = createLog('trace', sink);
  const services = await createServices(config, log);
  const app = await buildApp(config, log, services);
  const test = { app, services, config, dataDir } as TestApp;
  const email = newEmail();
  const ana = await signUp(test, 'Canary Name', email);
  const { token } = await ana.call('POST /auth/tokens', {
    body: { name: 'S', scope: 'read', expiresInDays: 1 },
  });
  const { secret } = await ana.call('POST /auth/totp/start', { body: {} });
  const wrong = 'a wrong but telling password';
  await visitor(test).request('POST', '/api/v1/auth/sign-in', { body: { email, password: wrong } });
  await visitor(test).request('POST', '/api/v1/auth/reset-password', {
    body: { token: 'tell-tale-token', newPassword: PASSWORD },
  });
  await ana.request('GET', '/api/auth/callback/oidc?code=tell-tale-code&state=tell-tale-state');
  await services.database.read.schema.dropTable('category_rules').execute();
  const basic = { authorization: 'Basic tell-tale-header' };
  await ana.request('GET', '/api/v1/rules?tell-tale-query=1', { headers: basic });
  await ana.request('GET', '/api/v1/rules');
  await app.close();
  await services.close();
  rmSync(dataDir, { recursive: true, force: true });
  const told = written.join('');
  expect(told).toContain('request failed');
  const canaries = [PASSWORD, wrong, token, secret, email, 'tell-tale', ...ana.jar.values()];
  for (const canary of canaries.filter((one) => one.length > 7)) {
    expect(told, canary).not.toContain(canary);
  }
});

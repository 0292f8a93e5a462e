import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, signUp, type TestApp, visitor } from '../../../test/harness.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';

const PASSWORD = 'correct horse battery';

describeOnEachEngine('Sign-up and sign-in', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  const signIn = (email: string, password: string) =>
    visitor(test).request('POST', '/api/auth/sign-in/email', { body: { email, password } });

  it('makes one household for a new person, even when two requests come at once', async () => {
    const ana = await signUp(test);
    const sessions = await Promise.all([1, 2, 3].map(() => ana.call('GET /session')));
    expect(new Set(sessions.map((one) => one.household.id)).size).toBe(1);
    expect(sessions[0]?.household).toMatchObject({ role: 'owner', isSample: false });
    expect((await ana.call('GET /categories')).items.length).toBeGreaterThan(60);
  });

  it('signs in with the right password only, in cookies scripts cannot read', async () => {
    const client = visitor(test);
    const email = 'eva@example.com';
    await client.request('POST', '/api/auth/sign-up/email', {
      body: { email, password: PASSWORD, name: 'Eva' },
    });
    expect((await signIn(email, 'wrong horse battery')).statusCode).toBe(401);
    const good = await signIn(email, PASSWORD);
    expect(good.statusCode).toBe(200);
    expect(String(good.headers['set-cookie'])).toMatch(/HttpOnly/);
    expect(String(good.headers['set-cookie'])).toMatch(/SameSite=Lax/);
  });

  it('ends the session on sign-out', async () => {
    const ana = await signUp(test);
    const cookie = String(
      (await ana.request('GET', '/api/v1/session')).headers['set-cookie'] ?? '',
    );
    expect(cookie).toBe('');
    await ana.request('POST', '/api/auth/sign-out', { body: {} });
    expect((await ana.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('refuses short passwords', async () => {
    const response = await visitor(test).request('POST', '/api/auth/sign-up/email', {
      body: { email: 'short@example.com', password: 'short', name: 'S' },
    });
    expect(response.statusCode).toBe(400);
  });

  it('opens nothing of the library but what we named', async () => {
    for (const path of ['update-user', 'delete-user', 'list-sessions', 'change-email', 'ok']) {
      const response = await visitor(test).request('POST', `/api/auth/${path}`, { body: {} });
      expect(response.statusCode).toBe(404);
    }
  });

  it('refuses what another site makes a browser send', async () => {
    const ana = await signUp(test);
    const body = { name: 'x', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' };
    const headers: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const one of headers) {
      const response = await ana.request('POST', '/api/v1/accounts', { body, headers: one });
      expect(response.json().code).toBe('foreign_origin');
    }
    const withToken = { authorization: 'Bearer x', 'sec-fetch-site': 'cross-site' };
    const both = await ana.request('POST', '/api/v1/accounts', { body, headers: withToken });
    expect(both.json().code).toBe('foreign_origin');
    expect((await ana.call('GET /accounts')).items).toEqual([]);
  });

  it('keeps no password and no session of use to a thief of the database', async () => {
    await signUp(test);
    const { database } = test.services;
    const stored = await database.read
      .selectFrom('auth_accounts' as 'auth_users')
      .selectAll()
      .execute();
    expect(JSON.stringify(stored)).not.toContain(PASSWORD);
    expect(JSON.stringify(stored)).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
  });
});

it('verifies a hash by the parameters it names, and no hash that asks for too much', async () => {
  const hash = await hashPassword('p\u00e4ssw\u00f6rd 123');
  expect(await verifyPassword(hash, 'pa\u0308sswo\u0308rd 123')).toBe(true);
  expect(await verifyPassword(hash, 'passwort 123')).toBe(false);
  expect(await verifyPassword(hash.replace('m=65536', 'm=99999999'), 'x')).toBe(false);
  expect(await verifyPassword('not a hash', 'x')).toBe(false);
});

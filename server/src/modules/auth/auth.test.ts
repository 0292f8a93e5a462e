import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  describeOnEachEngine,
  newEmail,
  PASSWORD,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';
import { hashPassword, needsNewHash, verifyPassword } from './password-hash.ts';

describeOnEachEngine('Sign-up and sign-in', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('makes one household for a new person, even when two requests come at once', async () => {
    const ana = await signUp(test);
    const sessions = await Promise.all([1, 2, 3].map(() => ana.call('GET /session')));
    expect(new Set(sessions.map((one) => one.household.id)).size).toBe(1);
    expect(sessions[0]?.household).toMatchObject({ role: 'owner', isSample: false });
    expect((await ana.call('GET /categories')).items.length).toBeGreaterThan(60);
  });

  it('signs in with the right password only, in cookies scripts cannot read', async () => {
    const email = newEmail();
    await signUp(test, 'Eva', email);
    const wrong = await visitor(test).refusal('POST /auth/sign-in', {
      body: { email, password: 'wrong horse battery' },
    });
    expect(wrong.code).toBe('sign_in_refused');
    const good = await visitor(test).request('POST', '/api/v1/auth/sign-in', {
      body: { email, password: PASSWORD },
    });
    expect(good.statusCode).toBe(200);
    for (const cookie of [good.headers['set-cookie'] ?? []].flat()) {
      expect(cookie).toMatch(/HttpOnly/);
      expect(cookie).toMatch(/SameSite=Lax/);
    }
  });

  it('gives a new session to whoever signs in, and kills the one that was there', async () => {
    const email = newEmail();
    const ana = await signUp(test, 'Ana', email);
    const [name = '', before = ''] = [...ana.jar].find(([key]) => key.includes('session')) ?? [];
    await ana.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
    expect(ana.jar.get(name)).not.toBe(before);
    const fixed = visitor(test);
    fixed.jar.set(name, before);
    expect((await fixed.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('ends the session on sign-out', async () => {
    const ana = await signUp(test);
    const kept = new Map(ana.jar);
    await ana.call('POST /auth/sign-out', { body: {} });
    for (const [name, value] of kept) ana.jar.set(name, value);
    expect((await ana.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('refuses short passwords and common ones, by their code', async () => {
    const tryOut = (password: string) =>
      visitor(test).refusal('POST /auth/sign-up', {
        body: { email: newEmail(), password, name: 'S' },
      });
    expect((await tryOut('short')).code).toBe('invalid_request');
    expect((await tryOut('Password2026!')).code).toBe('password_common');
    expect((await tryOut('x'.repeat(129))).code).toBe('invalid_request');
  });

  it('answers a sign-up alike whether or not the email has an account', async () => {
    const email = newEmail();
    const ask = () =>
      visitor(test).request('POST', '/api/v1/auth/sign-up', {
        body: { email, password: PASSWORD, name: 'A' },
      });
    const [first, second] = [await ask(), await ask()];
    expect(second.statusCode).toBe(first.statusCode);
    expect(second.body).toBe(first.body);
    expect(second.headers['set-cookie']).toEqual(first.headers['set-cookie']);
  });

  it('takes as long for an email without an account as for one with', async () => {
    const email = newEmail();
    await signUp(test, 'Ana', email);
    const timed = async (path: string, body: object) => {
      const began = performance.now();
      await visitor(test).request('POST', `/api/v1/auth/${path}`, { body });
      return performance.now() - began;
    };
    const wishes = {
      'sign-in': (who: string) => ({ email: who, password: 'wrong horse battery' }),
      'sign-up': (who: string) => ({ email: who, password: PASSWORD, name: 'A' }),
    };
    for (const [path, bodyOf] of Object.entries(wishes)) {
      // One after the other, so that whatever else slows the machine slows both.
      const shares: number[] = [];
      for (let at = 0; at < 7; at += 1) {
        const known = await timed(path, bodyOf(email));
        shares.push(known / (await timed(path, bodyOf(newEmail()))));
      }
      // Without the hash that is made for nobody, one side would take a tenth of the other.
      const median = shares.toSorted((a, b) => a - b)[3] ?? 0;
      expect(median, path).toBeGreaterThan(0.4);
      expect(median, path).toBeLessThan(2.5);
    }
  }, 120_000);

  it('opens nothing of the library but what the contract names', async () => {
    const ana = await signUp(test);
    const paths = [
      'sign-in/email',
      'sign-up/email',
      'update-user',
      'delete-user',
      'change-email',
      'two-factor/disable',
      'passkey/delete-passkey',
      'ok',
    ];
    for (const path of paths) {
      const response = await ana.request('POST', `/api/auth/${path}`, { body: {} });
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

  it('keeps no password, and no session of use to a thief of the database', async () => {
    const ana = await signUp(test);
    const { database } = test.services;
    const accounts = await database.read.selectFrom('auth_accounts').selectAll().execute();
    expect(JSON.stringify(accounts)).not.toContain(PASSWORD);
    expect(JSON.stringify(accounts)).toContain('$argon2id$v=19$m=65536,t=3,p=1$');
    const [session] = await database.read
      .selectFrom('auth_sessions')
      .select('token')
      .orderBy('createdAt', 'desc')
      .execute();
    const thief = visitor(test);
    for (const name of ana.jar.keys()) thief.jar.set(name, session?.token ?? '');
    expect((await thief.refusal('GET /session')).code).toBe('not_signed_in');
    const bearer = { authorization: `Bearer ${session?.token}` };
    expect((await thief.refusal('GET /session', { headers: bearer })).code).toBe('not_signed_in');
  });
});

it('verifies a hash by the parameters it names, and no hash that asks for too much', async () => {
  const hash = await hashPassword('p\u00e4ssw\u00f6rd 123');
  expect(await verifyPassword(hash, 'pa\u0308sswo\u0308rd 123')).toBe(true);
  expect(await verifyPassword(hash, 'passwort 123')).toBe(false);
  expect(await verifyPassword(hash.replace('m=65536', 'm=99999999'), 'x')).toBe(false);
  expect(await verifyPassword('not a hash', 'x')).toBe(false);
  expect(needsNewHash(hash)).toBe(false);
  expect(needsNewHash(hash.replace('m=65536', 'm=19456'))).toBe(true);
});

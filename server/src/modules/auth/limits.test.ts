import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  buildTestApp,
  describeOnEachEngine,
  newEmail,
  PASSWORD,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

describeOnEachEngine('Limits of trying', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  const tryOut = async (email: string, address: string, password = 'wrong horse battery') => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/v1/auth/sign-in',
      remoteAddress: address,
      payload: { email, password },
    });
    return String(response.json().code ?? 'in');
  };

  it('slows one account down, tried from two hundred addresses', async () => {
    const email = newEmail();
    await signUp(test, 'Ana', email);
    const answers: string[] = [];
    for (let tries = 0; tries < 40; tries += 1) {
      answers.push(await tryOut(email, `10.0.${tries}.7`));
    }
    expect(answers.filter((one) => one === 'sign_in_refused').length).toBeLessThanOrEqual(12);
    expect(answers.at(-1)).toBe('rate_limited');
    expect(await tryOut(email, '10.9.9.9', PASSWORD)).toBe('rate_limited');
  });

  it('counts tries that come at the same moment', async () => {
    const email = newEmail();
    await signUp(test, 'Ana', email);
    const answers = await Promise.all(
      Array.from({ length: 24 }, (_, at) => tryOut(email, `10.1.${at}.7`)),
    );
    expect(answers.filter((one) => one === 'sign_in_refused').length).toBeLessThanOrEqual(11);
  });

  it('does not keep the owner out on a device they used before', async () => {
    const email = newEmail();
    const ana = await signUp(test, 'Ana', email);
    for (let tries = 0; tries < 20; tries += 1) await tryOut(email, `10.2.${tries}.7`);
    const stranger = await visitor(test).refusal('POST /auth/sign-in', {
      body: { email, password: PASSWORD },
    });
    expect(stranger.code).toBe('rate_limited');
    expect(stranger.params?.['seconds']).toBeGreaterThan(0);
    expect(await ana.call('POST /auth/sign-in', { body: { email, password: PASSWORD } })).toEqual({
      next: 'done',
    });
  });

  it('treats an email without an account just so', async () => {
    const answers: string[] = [];
    for (let tries = 0; tries < 14; tries += 1) {
      answers.push(await tryOut('nobody@example.com', `10.3.${tries}.7`));
    }
    expect(answers.slice(0, 9)).toEqual(Array(9).fill('sign_in_refused'));
    expect(answers.at(-1)).toBe('rate_limited');
  });
});

it('limits one address whatever it tries, and not its neighbours behind the same proxy', async () => {
  const test = await buildTestApp('sqlite', {
    AUTH_TRIES_PER_MINUTE: '5',
    TRUST_PROXY: '127.0.0.1',
  });
  const from = async (forwarded: string) => {
    const response = await test.app.inject({
      method: 'POST',
      url: '/api/v1/auth/password/forgot',
      headers: { 'x-forwarded-for': forwarded },
      payload: { email: newEmail() },
    });
    return response.statusCode;
  };
  const seen: number[] = [];
  for (let tries = 0; tries < 7; tries += 1) seen.push(await from('203.0.113.5'));
  expect(seen).toEqual([202, 202, 202, 202, 202, 429, 429]);
  expect(await from('203.0.113.6')).toBe(202);
  // What the client itself put before the proxy's own entry is not believed.
  expect(await from('198.51.100.1, 203.0.113.5')).toBe(429);
  // A home's IPv6 addresses are one.
  for (let tries = 0; tries < 5; tries += 1) await from(`2001:db8:1:2::${tries + 1}`);
  expect(await from('2001:db8:1:2:ffff::9')).toBe(429);
  expect(await from('2001:db8:1:3::1')).toBe(202);
  await test.close();
});

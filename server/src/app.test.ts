import { ENDPOINTS, type Problem } from '@picture/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTestApp, PASSWORD, signUp, type TestApp, visitor } from '../test/harness.ts';

describe('The API as a whole', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await buildTestApp('sqlite');
  });
  afterAll(() => test.close());

  const urlOf = (path: string) =>
    `/api/v1${path
      .replace(/:(id)/g, '01ARZ3NDEKTSV4RRFFQ69G5FAV')
      .replace(/:currency/, 'EUR')
      .replace(/:on/, '2026-01-01')}`;

  it.each(ENDPOINTS.map((one) => [`${one.method} ${one.path}`, one] as const))(
    '%s is there, and refuses who is not signed in',
    async (_, endpoint) => {
      expect(test.app.hasRoute({ method: endpoint.method, url: `/api/v1${endpoint.path}` })).toBe(
        true,
      );
      if (endpoint.access === 'public' || endpoint.body || endpoint.query) return;
      const response = await visitor(test).request(endpoint.method, urlOf(endpoint.path));
      expect(response.json<Problem>().code).toBe('not_signed_in');
    },
  );

  it('describes itself as OpenAPI 3.1, every endpoint of the contract in it', async () => {
    const document = (await visitor(test).request('GET', '/api/openapi.json')).json();
    expect(document.openapi).toMatch(/^3\.1/);
    for (const { method, path } of ENDPOINTS) {
      const found = document.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`];
      expect(found?.[method.toLowerCase()], `${method} ${path}`).toBeDefined();
    }
    expect((await visitor(test).request('GET', '/api/docs/')).statusCode).toBe(200);
  });

  it('answers unknown paths, bodies that are no JSON and stray types as problems', async () => {
    const ana = await signUp(test);
    expect((await ana.request('GET', '/api/v1/nothing')).json()).toMatchObject({
      code: 'not_found',
      status: 404,
    });
    const headers = { 'content-type': 'application/json' };
    expect(
      (await ana.request('POST', '/api/v1/accounts', { body: '{"a":', headers })).json().code,
    ).toBe('invalid_request');
    const xml = await ana.request('POST', '/api/v1/accounts', {
      body: '<a/>',
      headers: { 'content-type': 'text/xml' },
    });
    expect(xml.json().code).toBe('unsupported_media_type');
    const large = await ana.request('POST', '/api/v1/accounts', {
      body: { name: 'x'.repeat(2_000_000) },
    });
    expect(large.json().code).toBe('too_large');
  });

  it('says it is alive and ready, and sends its protecting headers', async () => {
    const alive = await visitor(test).request('GET', '/healthz');
    expect(alive.json()).toEqual({ status: 'ok' });
    expect(alive.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    });
    expect(alive.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await visitor(test).request('GET', '/readyz')).json()).toEqual({ status: 'ready' });
  });

  it('carries the household’s version to whoever looks, within a second of a change', async () => {
    const address = await test.app.listen({ port: 0, host: '127.0.0.1' });
    const ana = await signUp(test);
    const cookie = await signInCookie(address);
    const response = await fetch(`${address}/api/v1/live`, { headers: { cookie } });
    const reader = response.body?.getReader();
    const next = async (): Promise<number> => {
      for (;;) {
        const text = new TextDecoder().decode((await reader?.read())?.value);
        const found = /data: (\d+)/.exec(text)?.[1];
        if (found) return Number(found);
      }
    };
    const before = await next();
    const began = Date.now();
    await fetch(`${address}/api/v1/settings`, {
      method: 'PATCH',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ householdName: 'Renamed' }),
    });
    expect(await next()).toBeGreaterThan(before);
    expect(Date.now() - began).toBeLessThan(1000);
    await reader?.cancel();
    expect((await ana.call('GET /session')).household.name).not.toBe('Renamed');
  });
});

async function signInCookie(address: string): Promise<string> {
  const send = (path: string, body: object) =>
    fetch(`${address}/api/v1/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const person = { email: 'live@example.com', password: PASSWORD };
  await send('sign-up', { ...person, name: 'Live' });
  const response = await send('sign-in', person);
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

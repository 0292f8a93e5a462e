import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, describeOnEachEngine, signUp, type TestApp } from '../../../test/harness.ts';
import { follow, type Program, REDIRECT, registerProgram } from '../../../test/program.ts';

describeOnEachEngine('Programs that are let in', (build) => {
  let test: TestApp;
  let ana: Client;
  let program: Program;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    program = await registerProgram(test);
  });
  afterAll(() => test.close());

  /** Where the browser is sent back to, and with what. */
  const sentBack = (location: unknown) => new URL(String(location));
  it('are told where everything is, from whatever site they ask', async () => {
    const read = async (url: string) => {
      const response = await test.app.inject({ url, headers: { origin: 'https://any.example' } });
      expect(response.statusCode).toBe(200);
      expect(response.headers['access-control-allow-origin']).toMatch(
        /^(\*|https:\/\/any.example)$/,
      );
      expect(response.headers['access-control-allow-credentials']).toBeUndefined();
      return response.json();
    };
    const issuer = 'http://localhost:3000';
    for (const name of ['oauth-authorization-server', 'openid-configuration']) {
      expect(await read(`/.well-known/${name}`)).toMatchObject({
        issuer,
        authorization_endpoint: `${issuer}/api/oauth/authorize`,
        token_endpoint: `${issuer}/api/oauth/token`,
        registration_endpoint: `${issuer}/api/oauth/register`,
        code_challenge_methods_supported: ['S256'],
        response_types_supported: ['code'],
        grant_types_supported: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_methods_supported: ['none'],
        authorization_response_iss_parameter_supported: true,
        scopes_supported: ['read', 'write', 'admin', 'openid', 'offline_access'],
      });
    }
    const { keys } = await read('/api/oauth/jwks');
    expect(keys).toEqual([expect.objectContaining({ kty: 'OKP', alg: 'EdDSA' })]);
    expect(keys[0]).not.toHaveProperty('d');
    expect(await read('/.well-known/oauth-protected-resource/api/v1')).toMatchObject({
      resource: `${issuer}/api/v1`,
      authorization_servers: [issuer],
    });
    const refused = await test.app.inject({ url: '/api/v1/accounts' });
    expect(refused.headers['www-authenticate']).toBe(
      `Bearer resource_metadata="${issuer}/.well-known/oauth-protected-resource/api/v1"`,
    );
  });

  it('may be pages of another site, but for the token alone', async () => {
    const headers = { origin: 'https://any.example', 'sec-fetch-site': 'cross-site' };
    const asks = { ...headers, 'access-control-request-method': 'POST' };
    for (const path of ['token', 'register', 'revoke']) {
      const url = `/api/oauth/${path}`;
      const before = await test.app.inject({ method: 'OPTIONS', url, headers: asks });
      expect(before.headers['access-control-allow-origin']).toBeDefined();
      const after = await test.app.inject({ method: 'POST', url, headers });
      expect(after.statusCode).toBe(400);
      expect(after.json().error).toBeDefined();
    }
    const api = await test.app.inject({
      method: 'OPTIONS',
      url: '/api/v1/accounts',
      headers: asks,
    });
    expect(api.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('register without a secret, for this device or a site the operator named', async () => {
    expect(program.registered).toMatchObject({ token_endpoint_auth_method: 'none' });
    expect(program.registered['client_secret']).toBeUndefined();
    const register = (metadata: object) =>
      test.app.inject({ method: 'POST', url: '/api/oauth/register', payload: metadata });
    for (const address of [
      'https://evil.example/callback',
      'http://evil.example/callback',
      'http://127.0.0.1.evil.example/callback',
      'http://ana@127.0.0.1/callback',
      'http://127.0.0.1/callback#fragment',
      'javascript:alert(1)',
      'notes://callback',
    ]) {
      for (const type of ['native', 'web']) {
        const refused = await register({ redirect_uris: [address], application_type: type });
        expect([refused.statusCode, address]).toEqual([400, address]);
      }
    }
    expect(
      (
        await register({
          redirect_uris: [REDIRECT],
          token_endpoint_auth_method: 'client_secret_post',
        })
      ).statusCode,
    ).toBe(400);
    expect((await register({ redirect_uris: ['com.example.notes:/callback'] })).statusCode).toBe(
      201,
    );
  });

  it('come back to a loopback address of any port, and to no other address', async () => {
    for (const port of ['', ':1', ':65535']) {
      const redirect = REDIRECT.replace('127.0.0.1', `127.0.0.1${port}`);
      const id = await program.ask(ana, { redirect_uri: redirect });
      const { url } = await ana.call('POST /oauth/requests/:id/refuse', {
        params: { id },
        body: {},
      });
      const back = sentBack((await follow(ana, url)).headers['location']);
      expect(back.href.startsWith(`${redirect}?error=access_denied`)).toBe(true);
      expect(back.searchParams.get('state')).toBe('back');
      expect(back.searchParams.get('iss')).toBe('http://localhost:3000');
    }
    for (const redirect of [
      'http://127.0.0.1:53211/other',
      'http://127.0.0.1:53211/callback/',
      'http://127.0.0.1:53211/callback?a=b',
      'http://localhost:53211/callback',
      'http://127.0.0.1:53211@evil.example/callback',
      'https://evil.example/callback',
    ]) {
      const refused = await ana.request('GET', program.addressOf({ redirect_uri: redirect }));
      expect([refused.statusCode, redirect]).toEqual([400, redirect]);
      expect(refused.headers['location']).toBeUndefined();
      expect(refused.body).not.toContain('<script');
    }
    const unknown = await ana.request('GET', program.addressOf({ client_id: '"><b>' }));
    expect(unknown.statusCode).toBe(400);
    expect(unknown.body).not.toContain('<b>');
  });

  it('must prove by S256 that the code is theirs', async () => {
    for (const change of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge_method: 'plain' },
      { code_challenge_method: undefined },
      { resource: 'https://elsewhere.example/api' },
      { response_type: 'token' },
      { prompt: 'none' },
    ]) {
      const { headers } = await ana.request('GET', program.addressOf(change));
      const back = sentBack(headers['location']);
      expect(back.origin).toBe('http://127.0.0.1:53211');
      expect(back.href).not.toContain('code=');
      expect(`${back.search}${back.hash}`).toMatch(
        /[?#]error=(invalid_|unsupported_|login_required)/,
      );
    }
  });

  it('are slowed when one address registers too many', async () => {
    const { database } = test.services;
    await database.read.updateTable('rate_limits').set({ hits: 10_000_000 }).execute();
    const refused = await test.app.inject({
      method: 'POST',
      url: '/api/oauth/register',
      payload: { redirect_uris: [REDIRECT] },
    });
    expect(refused.statusCode).toBe(429);
    await database.read.deleteFrom('rate_limits').execute();
  });

  it('may run on a site that the operator named, and get there from a secure one', async () => {
    const secure = await build({
      BASE_URL: 'https://money.example',
      OAUTH_APP_HOSTS: 'claude.ai, other.example',
    });
    const redirect = 'https://claude.ai/callback';
    const remote = await registerProgram(secure, { redirect_uris: [redirect] });
    const eve = await signUp(secure, 'Eve');
    const asked = await eve.request('GET', remote.addressOf({ redirect_uri: redirect }));
    for (const cookie of [asked.headers['set-cookie'] ?? []].flat()) {
      expect(cookie).toMatch(/^__Secure-picture.oauth.*; secure; httponly/);
    }
    const id = String(asked.headers['location']).split('/').at(-1) ?? '';
    const { app, households } = await eve.call('GET /oauth/requests/:id', { params: { id } });
    expect(app).toEqual({ name: 'Notebook', host: 'claude.ai' });
    const { url } = await eve.call('POST /oauth/requests/:id/allow', {
      params: { id },
      body: { householdId: households[0]?.id ?? '', scope: 'read' },
    });
    const back = sentBack((await follow(eve, url)).headers['location']);
    expect(back.href.startsWith(`${redirect}?code=`)).toBe(true);
    expect(back.searchParams.get('iss')).toBe('https://money.example');
    await secure.close();
  });
});

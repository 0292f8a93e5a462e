import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  MAIL_HERE,
  newEmail,
  PASSWORD,
  readMail,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';
import { startOidcProvider } from '../../../test/oidc-provider.ts';

const SEALED: string = expect.stringMatching(/^[0-9a-f]{100,}$/);
const CALLBACK = 'http://localhost:3000/api/auth/callback/oidc';

describeOnEachEngine('Signing in by an OpenID Connect provider', (build) => {
  let test: TestApp;
  let provider: Awaited<ReturnType<typeof startOidcProvider>>;

  beforeAll(async () => {
    provider = await startOidcProvider(CALLBACK);
    test = await build({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'picture',
      OIDC_CLIENT_SECRET: 'secret',
      OIDC_NAME: 'Home ID',
    });
  });
  afterAll(async () => {
    await test.close();
    await provider.stop();
  });

  let people = 0;
  const somebody = (email: string, verified = true) => {
    people += 1;
    provider.state.person = { sub: `s${people}`, email, email_verified: verified, name: 'Olga' };
  };

  async function start(client: Client, returnTo = '/accounts'): Promise<URL> {
    const { url } = await client.call('POST /auth/provider-sign-in', {
      body: { provider: 'oidc', returnTo },
    });
    return new URL(url);
  }

  const comeBack = (client: Client, link: string) => {
    const { pathname, search } = new URL(link);
    return client.request('GET', `${pathname}${search}`);
  };

  const signIn = async (client: Client) =>
    comeBack(client, await provider.visit((await start(client)).href));

  it('is offered by its name, and asked with PKCE, state and nonce', async () => {
    const client = visitor(test);
    expect((await client.call('GET /auth/ways')).providers).toEqual([
      { id: 'oidc', name: 'Home ID' },
    ]);
    const { searchParams } = await start(client);
    expect(searchParams.get('code_challenge_method')).toBe('S256');
    expect(searchParams.get('state')?.length).toBeGreaterThan(20);
    expect(searchParams.get('nonce')?.length).toBeGreaterThan(20);
  });

  it('makes a person on the first visit, and knows them on the next', async () => {
    somebody(newEmail());
    const client = visitor(test);
    const back = await signIn(client);
    expect(back.statusCode).toBe(302);
    expect(back.headers.location).toBe('/accounts');
    const first = await client.call('GET /session');
    expect(first.user).toMatchObject({ name: 'Olga', emailVerified: true });
    const again = visitor(test);
    await signIn(again);
    expect((await again.call('GET /session')).user.id).toBe(first.user.id);
  });

  it('refuses an answer without the state it was asked with, or shown twice', async () => {
    somebody(newEmail());
    const client = visitor(test);
    const link = await provider.visit((await start(client)).href);
    const stranger = visitor(test);
    expect((await comeBack(stranger, link)).headers.location).toContain('problem=provider');
    expect((await stranger.refusal('GET /session')).code).toBe('not_signed_in');
    await comeBack(client, link);
    const replay = visitor(test);
    await comeBack(replay, link);
    expect((await replay.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('does not open an account whose email nobody proved, on either side', async () => {
    const email = newEmail();
    await signUp(test, 'Ana', email);
    somebody(email, true);
    const client = visitor(test);
    await signIn(client);
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
    somebody(email, false);
    await signIn(client);
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('links when signed in, unlinks, and keeps the last way in', async () => {
    const ana = await signUp(test);
    somebody(newEmail());
    const { url } = await ana.call('POST /auth/providers/:provider/link', {
      params: { provider: 'oidc' },
      body: {},
    });
    await comeBack(ana, await provider.visit(url));
    expect((await ana.call('GET /auth/security')).providers[0]?.linkedAt).not.toBeNull();
    const elsewhere = visitor(test);
    await signIn(elsewhere);
    const { id } = (await ana.call('GET /session')).user;
    expect((await elsewhere.call('GET /session')).user.id).toBe(id);
    const unlink = { params: { provider: 'oidc' } } as const;
    await ana.call('DELETE /auth/providers/:provider', unlink);
    expect((await ana.call('GET /auth/security')).providers[0]?.linkedAt).toBeNull();
    somebody(newEmail());
    const olga = visitor(test);
    await signIn(olga);
    const last = await olga.refusal('DELETE /auth/providers/:provider', unlink);
    expect(last.code).toBe('last_way_in');
  });

  it('asks for the second factor too', async () => {
    const ana = await signUp(test);
    somebody(newEmail());
    const { url } = await ana.call('POST /auth/providers/:provider/link', {
      params: { provider: 'oidc' },
      body: {},
    });
    await comeBack(ana, await provider.visit(url));
    const { secret } = await ana.call('POST /auth/totp/start', { body: {} });
    const otp = createOTP(new TextDecoder().decode(base32.decode(secret)), {
      digits: 6,
      period: 30,
    });
    const step = Math.floor(Date.now() / 30_000);
    await ana.call('POST /auth/totp/confirm', { body: { code: await otp.hotp(step) } });
    const client = visitor(test);
    const back = await signIn(client);
    expect(back.headers.location).toBe('/sign-in?step=second-factor&returnTo=%2Faccounts');
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
    await client.call('POST /auth/second-factor', {
      body: { kind: 'totp', code: await otp.hotp(step + 1) },
    });
    expect((await client.call('GET /session')).user.hasSecondFactor).toBe(true);
  });

  it('leads nowhere but to a path of ours afterwards', async () => {
    for (const returnTo of ['https://evil.example', '//evil.example', '/\\evil.example', 'x']) {
      const refused = await visitor(test).refusal('POST /auth/provider-sign-in', {
        body: { provider: 'oidc', returnTo },
      });
      expect(refused.code).toBe('invalid_request');
    }
  });

  it('keeps no token of the provider in the clear', async () => {
    const rows = await test.services.database.read
      .selectFrom('auth_accounts')
      .selectAll()
      .where('providerId', '=', 'oidc')
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row).toMatchObject({ accessToken: SEALED });
  });
});

describeOnEachEngine('A provider where emails are proved by mail', (build) => {
  it('opens the account of the same proved email, and tells its owner', async () => {
    const provider = await startOidcProvider(CALLBACK);
    const test = await build({
      MAIL_URL: MAIL_HERE,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: 'picture',
      OIDC_CLIENT_SECRET: 'secret',
    });
    const email = newEmail();
    await visitor(test).call('POST /auth/sign-up', {
      body: { email, password: PASSWORD, name: 'A' },
    });
    await test.settled();
    const [mail] = await readMail(test, email);
    const token = decodeURIComponent(/#token=(\S+)/.exec(mail?.text ?? '')?.[1] ?? '');
    const ana = visitor(test);
    await ana.call('POST /auth/verify-email', { body: { token } });
    provider.state.person = { sub: 'one', email, email_verified: true, name: 'A' };
    const client = visitor(test);
    const { url } = await client.call('POST /auth/provider-sign-in', {
      body: { provider: 'oidc' },
    });
    const { pathname, search } = new URL(await provider.visit(url));
    await client.request('GET', `${pathname}${search}`);
    const { id } = (await ana.call('GET /session')).user;
    expect((await client.call('GET /session')).user.id).toBe(id);
    await test.close();
    await provider.stop();
  });
});

import { generateKeyPairSync } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Client, describeOnEachEngine, signUp, type TestApp } from '../../../test/harness.ts';
import { type Program, registerProgram, type Tokens, withToken } from '../../../test/program.ts';
import { oauthKeys } from './oauth-keys.ts';

const ISSUER = 'http://localhost:3000';
const AUDIENCE = `${ISSUER}/api/v1`;
/** Twenty races of ten; and twenty of two, where both look before either writes. */
const RACES = [...Array(20).fill(10), ...Array(20).fill(2)];

describeOnEachEngine('Tokens of programs', (build) => {
  let test: TestApp;
  let ana: Client;
  let program: Program;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    program = await registerProgram(test);
  });
  afterAll(() => test.close());

  async function expectDead(given: readonly Tokens[]) {
    for (const tokens of given) {
      expect((await withToken(test, tokens.access_token)).statusCode).toBe(401);
      const again = await program.refresh(tokens.refresh_token);
      expect([again.statusCode, again.json().error]).toEqual([400, 'invalid_grant']);
    }
  }

  it('say who gave them, for what and for which household, and nothing of the person', async () => {
    const { household, user } = await ana.call('GET /session');
    const tokens = await program.connect(ana, {}, 'openid read');
    const jwks = await test.app.inject('/api/oauth/jwks');
    const { payload, protectedHeader } = await jwtVerify(
      tokens.access_token,
      createLocalJWKSet(jwks.json()),
      { issuer: ISSUER, audience: AUDIENCE, typ: 'at+jwt', algorithms: ['EdDSA'] },
    );
    expect(protectedHeader.alg).toBe('EdDSA');
    expect(payload).toMatchObject({
      sub: user.id,
      client_id: program.clientId,
      household: household.id,
      scope: 'read',
      jti: expect.any(String),
    });
    expect(Object.keys(payload).sort()).toEqual(
      'aud client_id exp grant household iat iss jti scope sub'.split(' '),
    );
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(600);
  });

  it('are not given for a wrong verifier, address or program, nor for a code that is over', async () => {
    const other = await registerProgram(test);
    const refused = async (change: Record<string, string>) => {
      const response = await program.exchange(await program.codeFrom(ana), change);
      expect([response.statusCode, change]).toEqual([400, change]);
      expect(response.json().error).toBe('invalid_grant');
    };
    await refused({ code_verifier: 'x'.repeat(43) });
    await refused({ redirect_uri: 'http://127.0.0.1:1/callback' });
    await refused({ client_id: other.clientId });
    const code = await program.codeFrom(ana);
    await test.services.database.read
      .updateTable('oauth_records')
      .set({ expires_at: new Date(Date.now() - 1).toISOString() })
      .where('kind', '=', 'AuthorizationCode')
      .execute();
    expect((await program.exchange(code)).json().error).toBe('invalid_grant');
  });

  it('are taken back when a code is used twice, also at once', async () => {
    const code = await program.codeFrom(ana);
    const first = (await program.exchange(code)).json<Tokens>();
    expect((await withToken(test, first.access_token)).statusCode).toBe(200);
    expect((await program.exchange(code)).json().error).toBe('invalid_grant');
    await expectDead([first]);

    for (const atOnce of RACES) {
      const raced = await program.codeFrom(ana);
      const answers = await Promise.all(
        Array.from({ length: atOnce }, () => program.exchange(raced)),
      );
      const given = answers.filter((one) => one.statusCode === 200);
      expect(given.length).toBeLessThanOrEqual(1);
      await expectDead(given.map((one) => one.json<Tokens>()));
    }
  }, 120_000);

  it('are renewed, each time by another refresh token', async () => {
    const first = await program.connect(ana);
    const second = (await program.refresh(first.refresh_token)).json<Tokens>();
    const third = (await program.refresh(second.refresh_token)).json<Tokens>();
    expect(new Set([first, second, third].map((one) => one.refresh_token)).size).toBe(3);
    expect((await withToken(test, third.access_token)).statusCode).toBe(200);
    expect((await program.refresh(first.refresh_token)).json().error).toBe('invalid_grant');
    await expectDead([second, third]);
  });

  it('die with their family when a refresh token is used ten times at once', async () => {
    for (const atOnce of RACES) {
      const { refresh_token: raced } = await program.connect(ana);
      const answers = await Promise.all(
        Array.from({ length: atOnce }, () => program.refresh(raced)),
      );
      expect(answers.map((one) => one.statusCode).filter((one) => one >= 500)).toEqual([]);
      const given = answers.filter((one) => one.statusCode === 200);
      expect(given.length).toBeLessThanOrEqual(1);
      await expectDead(given.map((one) => one.json<Tokens>()));
    }
  }, 120_000);

  it('end when the program gives them back, and no other program can', async () => {
    const other = await registerProgram(test);
    const tokens = await program.connect(ana);
    await other.revoke(tokens.refresh_token);
    expect((await withToken(test, tokens.access_token)).statusCode).toBe(200);
    expect((await other.refresh(tokens.refresh_token)).json().error).toBe('invalid_grant');
    expect((await program.revoke(tokens.refresh_token)).statusCode).toBe(200);
    await expectDead([tokens]);
  });

  it('count only with our signature, for our API, for as long as they say', async () => {
    const { access_token: good } = await program.connect(ana);
    const claims = decodeJwt(good);
    const header = { ...decodeProtectedHeader(good), alg: 'EdDSA' };
    const { signing, verifying } = oauthKeys(
      await test.services.secrets.ofInstallation('auth', () => ''),
    );
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const now = Math.floor(Date.now() / 1000);
    const sign = (change: { [claim: string]: unknown }, typ = 'at+jwt') =>
      new SignJWT({ ...claims, ...change }).setProtectedHeader({ ...header, typ }).sign(signing);
    const [head = '', body = '', signature = ''] = good.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const { x } = verifying.export({ format: 'jwk' });

    expect((await withToken(test, await sign({}))).statusCode).toBe(200);
    const forged: Record<string, string> = {
      none: `${part({ ...header, alg: 'none' })}.${body}.`,
      'signature left out': `${head}.${body}.`,
      'other claims': `${head}.${part({ ...claims, scope: 'read write admin' })}.${signature}`,
      'HS256 with the public key': await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(Buffer.from(x ?? '', 'base64url')),
      'HS256 with the public key as PEM': await new SignJWT(claims)
        .setProtectedHeader({ ...header, alg: 'HS256' })
        .sign(Buffer.from(verifying.export({ format: 'pem', type: 'spki' }))),
      'another key': await new SignJWT(claims).setProtectedHeader(header).sign(stranger),
      'a key it brings': await new SignJWT(claims)
        .setProtectedHeader({ ...header, jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } })
        .sign(stranger),
      'another type': await sign({}, 'JWT'),
      'another audience': await sign({ aud: 'https://elsewhere.example/api/v1' }),
      'the site as audience': await sign({ aud: ISSUER }),
      'another issuer': await sign({ iss: 'https://elsewhere.example' }),
      over: await sign({ iat: now - 700, exp: now - 1 }),
      'not yet': await sign({ nbf: now + 60 }),
      'never over': await sign({ exp: undefined }),
      'another household': await sign({ household: '01J00000000000000000000000' }),
      'another person': await sign({ sub: 'somebody' }),
      'another program': await sign({ client_id: 'another' }),
      'another consent': await sign({ grant: 'x' }),
      'no scope of ours': await sign({ scope: 'openid' }),
    };
    for (const [what, token] of Object.entries(forged)) {
      expect([what, (await withToken(test, token)).statusCode]).toEqual([what, 401]);
    }
  });

  it('are of no use to a thief of the database', async () => {
    const code = await program.codeFrom(ana);
    const tokens = await program.connect(ana);
    const rows = await test.services.database.read
      .selectFrom('oauth_records')
      .selectAll()
      .execute();
    expect(rows.some((row) => row.kind === 'RefreshToken')).toBe(true);
    for (const secret of [code, tokens.refresh_token, tokens.access_token]) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });
});

import { base32 } from '@better-auth/utils/base32';
import { createOTP } from '@better-auth/utils/otp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  makeStale,
  newEmail,
  PASSWORD,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

/** An authenticator app. The codes of the half minutes beside now are good too, as clocks differ. */
const appOf = (secret: string) => {
  const raw = new TextDecoder().decode(base32.decode(secret));
  const otp = createOTP(raw, { digits: 6, period: 30 });
  return (halfMinutes = 0) => otp.hotp(Math.floor(Date.now() / 30_000) + halfMinutes);
};

async function withTotp(client: Client) {
  const { secret, uri } = await client.call('POST /auth/totp/start', { body: {} });
  expect(uri).toContain('otpauth://totp/');
  const code = appOf(secret);
  const first = await code(-1);
  const { recoveryCodes } = await client.call('POST /auth/totp/confirm', { body: { code: first } });
  return { code, first, recoveryCodes };
}

describeOnEachEngine('The second factor', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  async function person() {
    const email = newEmail();
    const client = await signUp(test, 'Ana', email);
    return { email, client, ...(await withTotp(client)) };
  }

  async function challenged(email: string): Promise<Client> {
    const client = visitor(test);
    const answer = await client.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
    expect(answer).toEqual({ next: 'second_factor' });
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
    return client;
  }

  const give = (client: Client, code: string, kind: 'totp' | 'recovery' = 'totp') =>
    client.request('POST', '/api/v1/auth/second-factor', { body: { kind, code } });

  it('is asked after the password, and opens with a code', async () => {
    const { email, code } = await person();
    const client = await challenged(email);
    expect((await give(client, await code())).statusCode).toBe(200);
    expect((await client.call('GET /session')).user.hasSecondFactor).toBe(true);
  });

  it('takes a code once: not the one that turned it on, not twice, not twenty at once', async () => {
    const { email, code, first } = await person();
    expect((await give(await challenged(email), first)).json().code).toBe('code_refused');
    const now = await code();
    const clients = await Promise.all(Array.from({ length: 6 }, () => challenged(email)));
    const answers = await Promise.all(clients.map((client) => give(client, now)));
    expect(answers.filter((answer) => answer.statusCode === 200)).toHaveLength(1);
  });

  it('does not take a code that signed in again for a step-up', async () => {
    const { email, code } = await person();
    const client = await challenged(email);
    const now = await code();
    await give(client, now);
    const again = await client.refusal('POST /auth/step-up/code', { body: { code: now } });
    expect(again.code).toBe('proof_refused');
    const next = await code(1);
    await client.call('POST /auth/step-up/code', { body: { code: next } });
  });

  it('takes each recovery code once', async () => {
    const { email, recoveryCodes } = await person();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ''] = recoveryCodes;
    const client = await challenged(email);
    expect((await give(client, code, 'recovery')).statusCode).toBe(200);
    expect((await client.call('GET /auth/security')).secondFactor.recoveryCodesLeft).toBe(9);
    expect((await give(await challenged(email), code, 'recovery')).json().code).toBe(
      'code_refused',
    );
  });

  it('gives new recovery codes, and the old ones are dead', async () => {
    const { email, client, recoveryCodes } = await person();
    const renewed = await client.call('POST /auth/totp/recovery-codes', { body: {} });
    const [old = ''] = recoveryCodes;
    const [fresh = ''] = renewed.recoveryCodes;
    expect((await give(await challenged(email), old, 'recovery')).statusCode).toBe(401);
    expect((await give(await challenged(email), fresh, 'recovery')).statusCode).toBe(200);
  });

  it('ends a challenge after some wrong codes, so that no one can go through them all', async () => {
    const { email, code } = await person();
    const client = await challenged(email);
    for (let tries = 0; tries < 6; tries += 1) await give(client, `00000${tries}`);
    expect((await give(client, await code())).statusCode).toBeGreaterThanOrEqual(400);
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('asks for a fresh proof before it is changed, and renews the session when it is', async () => {
    const { client, email } = await person();
    const before = [...client.jar.values()];
    await makeStale(test, email);
    const stale = await client.refusal('POST /auth/totp/disable', { body: {} });
    expect(stale.code).toBe('step_up_required');
    await client.call('POST /auth/step-up/password', { body: { password: PASSWORD } });
    await client.call('POST /auth/totp/disable', { body: {} });
    expect([...client.jar.values()]).not.toEqual(before);
    const again = visitor(test);
    const answer = await again.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
    expect(answer).toEqual({ next: 'done' });
  });

  it('keeps neither secret nor recovery codes in the clear', async () => {
    const email = newEmail();
    const client = await signUp(test, 'Ana', email);
    const { secret } = await client.call('POST /auth/totp/start', { body: {} });
    const rows = await test.services.database.read
      .selectFrom('auth_two_factors')
      .selectAll()
      .execute();
    const raw = new TextDecoder().decode(base32.decode(secret));
    expect(JSON.stringify(rows)).not.toContain(raw);
    expect(JSON.stringify(rows)).not.toContain(secret);
  });
});

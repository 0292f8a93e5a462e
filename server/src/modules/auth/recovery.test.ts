import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  eventually,
  MAIL_HERE,
  newEmail,
  PASSWORD,
  readMail,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

const OTHER = 'another horse battery';

describeOnEachEngine('Mailed links', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build({ MAIL_URL: MAIL_HERE });
  });
  afterAll(() => test.close());

  const signIn = (client: Client, email: string, password = PASSWORD) =>
    client.request('POST', '/api/v1/auth/sign-in', { body: { email, password } });

  /** The token of the newest mail with this subject. */
  async function mailed(email: string, subject: string, nth = 1): Promise<string> {
    let token = '';
    await eventually(async () => {
      const mails = (await readMail(test, email)).filter((mail) => mail.subject === subject);
      expect(mails.length).toBeGreaterThanOrEqual(nth);
      token = decodeURIComponent(/#token=(\S+)/.exec(mails.at(-1)?.text ?? '')?.[1] ?? '');
    });
    return token;
  }

  async function register(): Promise<{ email: string; client: Client; token: string }> {
    const email = newEmail();
    const client = visitor(test);
    const answer = await client.call('POST /auth/sign-up', {
      body: { email, password: PASSWORD, name: 'Ana' },
    });
    expect(answer.next).toBe('verify_email');
    return { email, client, token: await mailed(email, 'Confirm your email') };
  }

  async function verified() {
    const person = await register();
    await person.client.call('POST /auth/verify-email', { body: { token: person.token } });
    return person;
  }

  it('lets nobody in before the email is confirmed, then signs them in once', async () => {
    const { email, client, token } = await register();
    expect((await signIn(client, email)).json().code).toBe('email_unverified');
    expect((await signIn(client, email, 'wrong horse battery')).json().code).toBe(
      'sign_in_refused',
    );
    expect(await client.call('POST /auth/verify-email', { body: { token } })).toEqual({
      next: 'done',
    });
    expect((await client.call('GET /session')).user).toMatchObject({ email, emailVerified: true });
    const thief = visitor(test);
    await thief.call('POST /auth/verify-email', { body: { token } });
    expect((await thief.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('refuses a token that was tampered with', async () => {
    const { client, token } = await register();
    const bad = `${token.slice(0, -4)}AAAA`;
    const refused = await client.refusal('POST /auth/verify-email', { body: { token: bad } });
    expect(refused.code).toBe('link_refused');
  });

  it('tells who signs up twice that there is an account, by mail alone', async () => {
    const { email } = await verified();
    const again = await visitor(test).call('POST /auth/sign-up', {
      body: { email, password: OTHER, name: 'B' },
    });
    expect(again.next).toBe('verify_email');
    await eventually(async () =>
      expect((await readMail(test, email)).map((mail) => mail.subject)).toContain(
        'You have an account already',
      ),
    );
    expect((await signIn(visitor(test), email, OTHER)).json().code).toBe('sign_in_refused');
  });

  it('answers alike whoever forgot, and mails a limited number', async () => {
    const { email } = await verified();
    const ask = (who: string) =>
      visitor(test).request('POST', '/api/v1/auth/password/forgot', { body: { email: who } });
    const [known, unknown] = [await ask(email), await ask(newEmail())];
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
    for (let times = 0; times < 8; times += 1) await ask(email);
    await test.settled();
    const mails = (await readMail(test, email)).filter(
      (one) => one.subject === 'Set a new password',
    );
    expect(mails).toHaveLength(5);
  });

  it('resets once, ends every session, and tells the person', async () => {
    const { email, client } = await verified();
    await visitor(test).call('POST /auth/password/forgot', { body: { email } });
    const token = await mailed(email, 'Set a new password');
    const weak = await visitor(test).refusal('POST /auth/password/reset', {
      body: { token, password: 'Password2026!' },
    });
    expect(weak.code).toBe('password_common');
    await visitor(test).call('POST /auth/password/reset', { body: { token, password: OTHER } });
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
    expect((await signIn(visitor(test), email)).statusCode).toBe(401);
    expect((await signIn(visitor(test), email, OTHER)).statusCode).toBe(200);
    const twice = await visitor(test).refusal('POST /auth/password/reset', {
      body: { token, password: PASSWORD },
    });
    expect(twice.code).toBe('link_refused');
    await test.settled();
    expect((await readMail(test, email)).map((one) => one.subject)).toContain(
      'Your password was changed',
    );
  });

  it('kills a reset link when the password is changed', async () => {
    const { email, client } = await verified();
    await visitor(test).call('POST /auth/password/forgot', { body: { email } });
    const token = await mailed(email, 'Set a new password');
    const elsewhere = visitor(test);
    await signIn(elsewhere, email);
    await client.call('POST /auth/password/change', { body: { password: OTHER } });
    expect((await client.call('GET /session')).user.email).toBe(email);
    expect((await elsewhere.refusal('GET /session')).code).toBe('not_signed_in');
    const refused = await visitor(test).refusal('POST /auth/password/reset', {
      body: { token, password: 'yet another battery' },
    });
    expect(refused.code).toBe('link_refused');
  });

  it('keeps no reset token in the clear', async () => {
    const { email } = await verified();
    await visitor(test).call('POST /auth/password/forgot', { body: { email } });
    const token = await mailed(email, 'Set a new password');
    const rows = await test.services.database.read
      .selectFrom('auth_verifications')
      .selectAll()
      .execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('changes the email by a link to the new address, and tells the old one', async () => {
    const { email, client } = await verified();
    const next = newEmail();
    await client.call('POST /auth/email/change', { body: { email: next } });
    expect((await client.call('GET /session')).user.email).toBe(email);
    const token = await mailed(next, 'Confirm your new email');
    await eventually(async () =>
      expect((await readMail(test, email)).map((one) => one.subject)).toContain(
        'Your email is about to change',
      ),
    );
    await visitor(test).call('POST /auth/verify-email', { body: { token } });
    expect((await signIn(visitor(test), email)).statusCode).toBe(401);
    expect((await signIn(visitor(test), next)).statusCode).toBe(200);
  });

  it('writes of a new device, not of the first or of one it knows', async () => {
    const { email, client } = await verified();
    await signIn(client, email);
    await signIn(visitor(test), email);
    await test.settled();
    const mails = (await readMail(test, email)).filter(
      (one) => one.subject === 'A new device signed in',
    );
    expect(mails).toHaveLength(1);
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Claims, createAuthenticator } from '../../../test/authenticator.ts';
import {
  type Client,
  describeOnEachEngine,
  makeStale,
  newEmail,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

const SITE = 'https://money.example';
const EVIL = 'https://money.example.evil.example';

describeOnEachEngine('Passkeys', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build({ BASE_URL: SITE });
  });
  afterAll(() => test.close());

  const authenticator = () =>
    createAuthenticator({ origin: SITE, rpId: 'money.example', userVerified: true, counter: 5 });
  type Authenticator = ReturnType<typeof authenticator>;

  async function register(client: Client, key: Authenticator, lies?: Partial<Claims>) {
    const { options } = await client.call('POST /auth/passkeys/options', { body: {} });
    const body = { name: 'Key', response: key.register(options, lies) };
    return client.request('POST', '/api/v1/auth/passkeys', { body });
  }

  async function person() {
    const email = newEmail();
    const client = await signUp(test, 'Ana', email);
    const key = authenticator();
    const kept = await register(client, key);
    expect(kept.statusCode, kept.body).toBeLessThan(300);
    return { email, client, key };
  }

  const challenge = async (client: Client) =>
    (await client.call('POST /auth/passkey-sign-in/options', { body: {} })).options;

  const answer = (client: Client, response: object) =>
    client.request('POST', '/api/v1/auth/passkey-sign-in', { body: { response } });

  async function signIn(key: Authenticator, lies: Partial<Claims> = {}) {
    const client = visitor(test);
    const given = await answer(client, key.present(await challenge(client), lies));
    return { client, given };
  }

  const expectRefused = async ({ client, given }: Awaited<ReturnType<typeof signIn>>) => {
    expect(given.json().code).toBe('passkey_refused');
    expect((await client.refusal('GET /session')).code).toBe('not_signed_in');
  };

  it('are asked to be kept on the device and to know their person', async () => {
    const client = await signUp(test);
    const made = await client.call('POST /auth/passkeys/options', { body: {} });
    expect(made.options).toMatchObject({
      rp: { id: 'money.example' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const asked = await challenge(visitor(test));
    expect(asked).toMatchObject({ rpId: 'money.example', userVerification: 'required' });
    expect(Buffer.from(String(asked['challenge']), 'base64url').length).toBeGreaterThan(15);
  });

  it('sign their person in, with a fresh proof and without a password', async () => {
    const { client: first, key } = await person();
    const { client, given } = await signIn(key, { counter: 6 });
    expect(given.statusCode, given.body).toBe(200);
    const { id } = (await first.call('GET /session')).user;
    expect((await client.call('GET /session')).user.id).toBe(id);
    expect((await client.call('GET /auth/security')).provedUntil).not.toBeNull();
  });

  it('are not kept where another site asked, or nobody proved to be there', async () => {
    const client = await signUp(test);
    const lies: Partial<Claims>[] = [
      { origin: EVIL },
      { origin: 'http://money.example' },
      { rpId: 'evil.example' },
      { userVerified: false },
    ];
    for (const lie of lies) {
      const refused = await register(client, authenticator(), lie);
      expect([lie, refused.json().code]).toEqual([lie, 'passkey_refused']);
    }
    expect((await client.call('GET /auth/security')).passkeys).toEqual([]);
  });

  it('do not sign in what was signed for another site', async () => {
    const { key } = await person();
    await expectRefused(await signIn(key, { origin: EVIL, counter: 6 }));
    await expectRefused(await signIn(key, { rpId: 'evil.example', counter: 6 }));
  });

  it('do not sign in whoever only holds the device', async () => {
    const { key } = await person();
    await expectRefused(await signIn(key, { userVerified: false, counter: 6 }));
  });

  it('do not sign in with a signature of another key', async () => {
    const { key } = await person();
    const client = visitor(test);
    const options = await challenge(client);
    const response = authenticator().present(options);
    const { id, rawId } = key.present(options);
    await expectRefused({ client, given: await answer(client, { ...response, id, rawId }) });
  });

  it('answer a challenge once, in the browser that was asked', async () => {
    const { key } = await person();
    const client = visitor(test);
    const response = key.present(await challenge(client), { counter: 6 });
    const asked = new Map(client.jar);
    const thief = visitor(test);
    await challenge(thief);
    await expectRefused({ client: thief, given: await answer(thief, response) });
    expect((await answer(client, response)).statusCode).toBe(200);
    const replay = visitor(test);
    for (const [name, value] of asked) replay.jar.set(name, value);
    const later = { ...response, ...key.present({ challenge: 'x' }, { counter: 7 }) };
    await expectRefused({ client: replay, given: await answer(replay, response) });
    await expectRefused({ client: replay, given: await answer(replay, later) });
  });

  it('do not answer a challenge that was for keeping one, or is too old', async () => {
    const { client, key } = await person();
    const { options } = await client.call('POST /auth/passkeys/options', { body: {} });
    const mixed = await answer(client, key.present(options, { counter: 6 }));
    expect(mixed.json().code).toBe('passkey_refused');

    const late = visitor(test);
    const response = key.present(await challenge(late), { counter: 6 });
    const { read, engine } = test.services.database;
    const past = new Date(Date.now() - 1000);
    await read
      .updateTable('auth_verifications')
      .set({ expiresAt: engine === 'sqlite' ? past.toISOString() : past })
      .execute();
    await expectRefused({ client: late, given: await answer(late, response) });
  });

  it('are refused when they count backwards, as a copy of one would', async () => {
    const { key } = await person();
    expect((await signIn(key, { counter: 9 })).given.statusCode).toBe(200);
    await expectRefused(await signIn(key, { counter: 9 }));
    await expectRefused(await signIn(key, { counter: 8 }));
    expect((await signIn(key, { counter: 10 })).given.statusCode).toBe(200);
  });

  it('prove who is here only by their own person, and renew the session', async () => {
    const ana = await person();
    const bob = await person();
    await makeStale(test, ana.email);
    const prove = async (key: Authenticator, lies: Partial<Claims>) => {
      const asked = await ana.client.call('POST /auth/step-up/passkey/options', { body: {} });
      return ana.client.request('POST', '/api/v1/auth/step-up/passkey', {
        body: { response: key.present(asked.options, lies) },
      });
    };
    const sessions = async (client: Client) =>
      (await client.call('GET /auth/sessions')).items.length;
    expect((await prove(bob.key, { counter: 6 })).json().code).toBe('proof_refused');
    expect(await sessions(bob.client)).toBe(1);
    expect((await prove(ana.key, { counter: 6, userVerified: false })).json().code).toBe(
      'proof_refused',
    );
    expect((await ana.client.call('GET /auth/security')).provedUntil).toBeNull();

    const before = new Map(ana.client.jar);
    expect((await prove(ana.key, { counter: 7 })).statusCode).toBe(200);
    expect((await ana.client.call('GET /auth/security')).provedUntil).not.toBeNull();
    for (const [name, value] of before) ana.client.jar.set(name, value);
    expect((await ana.client.refusal('GET /session')).code).toBe('not_signed_in');
  });

  it('no longer sign in once they are removed', async () => {
    const { client, key } = await person();
    const [kept] = (await client.call('GET /auth/security')).passkeys;
    await client.call('DELETE /auth/passkeys/:id', { params: { id: kept?.id ?? '' } });
    await expectRefused(await signIn(key, { counter: 6 }));
  });
});

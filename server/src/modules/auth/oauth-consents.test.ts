import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';
import { codeIn, follow, type Program, registerProgram, withToken } from '../../../test/program.ts';

const CHECKING = {
  name: 'Checking',
  kind: 'checking',
  currency: 'USD',
  openedOn: '2026-01-01',
  openingBalanceMinor: 0,
};

describeOnEachEngine('What people let programs do', (build) => {
  let test: TestApp;
  let ana: Client;
  let program: Program;

  beforeAll(async () => {
    test = await build();
    ana = await signUp(test);
    program = await registerProgram(test);
  });
  afterAll(() => test.close());

  const householdOf = async (person: Client) => (await person.call('GET /session')).household.id;

  /** Eve, signed up, and an editor of Ana's household. */
  async function memberOfAnas() {
    const eve = await signUp(test, 'Eve');
    const { user } = await eve.call('GET /session');
    const householdId = await householdOf(ana);
    await test.services.database.read
      .insertInto('household_members')
      .values({
        household_id: householdId,
        user_id: user.id,
        role: 'editor',
        joined_at: new Date().toISOString(),
      })
      .execute();
    return { eve, userId: user.id, householdId };
  }

  it('is asked in the browser that the program came with', async () => {
    const eve = await signUp(test, 'Eve');
    const id = await program.ask(ana);
    expect(await ana.call('GET /oauth/requests/:id', { params: { id } })).toMatchObject({
      app: { name: 'Notebook', host: null },
      scope: 'write',
      households: [{ role: 'owner' }],
    });
    const body = { householdId: await householdOf(eve), scope: 'read' } as const;
    // Eve is led to the page of a request that began in Ana's browser.
    const tricked = { params: { id }, body };
    expect((await eve.refusal('POST /oauth/requests/:id/allow', tricked)).code).toBe('not_found');
    const stranger = visitor(test);
    expect((await stranger.refusal('GET /oauth/requests/:id', { params: { id } })).code).toBe(
      'not_signed_in',
    );
    // Ana allows; somebody else who knows the address of the answer gets nothing.
    const own = { householdId: await householdOf(ana), scope: 'read' } as const;
    const { url } = await ana.call('POST /oauth/requests/:id/allow', { params: { id }, body: own });
    expect((await follow(eve, url)).statusCode).toBe(400);
    const code = codeIn(await follow(ana, url));
    expect((await program.exchange(code)).statusCode).toBe(200);
    expect((await ana.refusal('GET /oauth/requests/:id', { params: { id } })).code).toBe(
      'not_found',
    );
  });

  it('is no more than was asked, and admin only with a fresh proof', async () => {
    const allow = (id: string, scope: 'read' | 'write' | 'admin', householdId: string) =>
      ana.refusal('POST /oauth/requests/:id/allow', {
        params: { id },
        body: { householdId, scope },
      });
    const mine = await householdOf(ana);
    const eves = await householdOf(await signUp(test, 'Eve'));
    expect((await allow(await program.ask(ana), 'admin', mine)).code).toBe('not_allowed');
    expect((await allow(await program.ask(ana), 'read', eves)).code).toBe('not_found');

    await test.services.database.read
      .updateTable('auth_sessions')
      .set({ provedAt: new Date(Date.now() - 11 * 60_000) })
      .execute();
    const id = await program.ask(ana, { scope: 'admin' });
    expect((await allow(id, 'admin', mine)).code).toBe('step_up_required');
    expect((await program.connect(ana, { scope: 'write' }, 'admin')).scope).toBe('read write');
    expect((await program.connect(ana, { scope: 'read' }, 'write')).scope).toBe('read');
    expect((await program.connect(ana, {}, '')).scope).toBe('read');
    expect((await program.connect(ana, {}, 'openid read offline_access')).scope).toContain('read');
  });

  it('is to read or to write, and a program is told what it lacks', async () => {
    const { access_token: reading } = await program.connect(ana, { scope: 'read' });
    expect((await withToken(test, reading)).statusCode).toBe(200);
    const refused = await withToken(test, reading, 'POST', CHECKING);
    expect(refused.json().code).toBe('scope_missing');
    expect(refused.headers['www-authenticate']).toContain(
      'error="insufficient_scope", scope="read write"',
    );
    const { access_token: writing } = await program.connect(ana);
    expect((await withToken(test, writing, 'POST', CHECKING)).statusCode).toBe(201);
    const person = await test.app.inject({
      url: '/api/v1/auth/security',
      headers: { authorization: `Bearer ${writing}` },
    });
    expect(person.json().code).toBe('browser_only');
  });

  it('is seen in one household, with the role the person has at that moment', async () => {
    const { eve, userId, householdId } = await memberOfAnas();
    const own = await program.connect(eve, { householdId: await householdOf(eve) });
    const shared = await program.connect(eve, { householdId });
    const account = await openChecking(ana, { name: 'Only of Ana' });
    expect((await withToken(test, shared.access_token)).body).toContain(account.id);
    expect((await withToken(test, own.access_token)).body).not.toContain(account.id);
    const write = (token: string) => withToken(test, token, 'POST', CHECKING);
    expect((await write(shared.access_token)).statusCode).toBe(201);
    const { database } = test.services;
    await database.read
      .updateTable('household_members')
      .set({ role: 'viewer' })
      .where('user_id', '=', userId)
      .where('household_id', '=', householdId)
      .execute();
    expect((await write(shared.access_token)).json().code).toBe('not_allowed');
    const params = { id: await program.ask(eve) };
    const body = { householdId, scope: 'write' } as const;
    expect((await eve.refusal('POST /oauth/requests/:id/allow', { params, body })).code).toBe(
      'not_allowed',
    );
    expect((await write(own.access_token)).statusCode).toBe(201);

    // A cookie beside the token counts for nothing.
    const both = await eve.request('GET', '/api/v1/accounts', {
      headers: { authorization: `Bearer ${shared.access_token}` },
    });
    expect(both.body).toContain(account.id);
    const nobody = await eve.request('GET', '/api/v1/accounts', {
      headers: { authorization: 'Bearer x' },
    });
    expect(nobody.json().code).toBe('not_signed_in');
    expect(nobody.headers['www-authenticate']).toContain('error="invalid_token"');

    const membership = database.read
      .deleteFrom('household_members')
      .where('user_id', '=', userId)
      .where('household_id', '=', householdId);
    await membership.execute();
    expect((await withToken(test, shared.access_token)).statusCode).toBe(401);
    expect((await withToken(test, own.access_token)).statusCode).toBe(200);
  });

  it('is listed, and ends at once', async () => {
    const other = await registerProgram(test, { client_name: '\u202eApp\u0000 two' });
    const kept = await program.connect(ana);
    const tokens = await other.connect(ana, { scope: 'read' });
    const { items } = await ana.call('GET /auth/apps');
    expect(items.map((one) => [one.name, one.scopes])).toEqual(
      expect.arrayContaining([
        ['App two', ['read']],
        ['Notebook', ['read', 'write']],
      ]),
    );
    const found = items.find((one) => one.name === 'App two');
    const params = { id: found?.id ?? '' };
    const eve = await signUp(test, 'Eve');
    expect((await eve.refusal('DELETE /auth/apps/:id', { params })).code).toBe('not_found');
    expect((await withToken(test, tokens.access_token)).statusCode).toBe(200);
    await ana.call('DELETE /auth/apps/:id', { params });
    expect((await withToken(test, tokens.access_token)).statusCode).toBe(401);
    expect((await other.refresh(tokens.refresh_token)).json().error).toBe('invalid_grant');
    expect((await withToken(test, kept.access_token)).statusCode).toBe(200);
    expect((await ana.call('GET /auth/apps')).items).toHaveLength(items.length - 1);
  });
});

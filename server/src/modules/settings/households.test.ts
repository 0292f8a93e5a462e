import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  joinAs,
  newEmail,
  openChecking,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

const tokenOf = (url: string): string => new URL(url).hash.slice('#token='.length);

describeOnEachEngine('Households of several people', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterEach(() => test.expectHealthy());
  afterAll(() => test.close());

  const idOf = async (client: Client) => (await client.call('GET /session')).user.id;
  const invite = (owner: Client, email: string) =>
    owner.call('POST /household/invitations', { body: { email, role: 'editor' } });

  it('lets somebody in by a link for their email, once', async () => {
    const ana = await signUp(test);
    const email = newEmail();
    const eva = await signUp(test, 'Eva', email);
    const { url } = await invite(ana, email);
    const token = tokenOf(url);
    expect(await visitor(test).call('POST /invitations/read', { body: { token } })).toMatchObject({
      invitedBy: 'Ana',
      emailHint: 'p…@example.com',
      role: 'editor',
    });
    await eva.call('POST /invitations/accept', { body: { token } });
    expect((await eva.call('GET /session')).household.role).toBe('editor');
    const members = (await ana.call('GET /household/members')).items;
    expect(members.map((one) => [one.name, one.role])).toEqual([
      ['Ana', 'owner'],
      ['Eva', 'editor'],
    ]);
    const again = await eva.refusal('POST /invitations/accept', { body: { token } });
    expect(again.code).toBe('link_refused');
    expect((await ana.call('GET /household/invitations')).items).toEqual([]);
  });

  it('keeps an invitation from whoever else holds its link, and keeps no token in the clear', async () => {
    const ana = await signUp(test);
    const { url } = await invite(ana, newEmail());
    const eve = await signUp(test, 'Eve');
    const refused = await eve.refusal('POST /invitations/accept', {
      body: { token: tokenOf(url) },
    });
    expect(refused.code).toBe('invitation_for_another');
    const rows = await test.services.database.read
      .selectFrom('household_invitations')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain(tokenOf(url));
  });

  it('ends a link that was taken back, or written anew', async () => {
    const ana = await signUp(test);
    const email = newEmail();
    const eva = await signUp(test, 'Eva', email);
    const first = await invite(ana, email);
    const second = await invite(ana, email);
    const accept = (url: string) =>
      eva.refusal('POST /invitations/accept', { body: { token: tokenOf(url) } });
    expect((await accept(first.url)).code).toBe('link_refused');
    await ana.call('DELETE /household/invitations/:id', { params: { id: second.id } });
    expect((await accept(second.url)).code).toBe('link_refused');
  });

  it('says of each answer whose household it is of, and changes that at once on a switch', async () => {
    const ana = await signUp(test);
    const first = (await ana.call('GET /session')).household.id;
    const ofAccounts = async () =>
      (await ana.request('GET', '/api/v1/accounts')).headers['picture-household'];
    expect(await ofAccounts()).toBe(first);
    const wish = { name: 'Cabin', homeCurrency: 'USD', timeZone: 'UTC' };
    const { id } = await ana.call('POST /households', { body: wish });
    expect(await ofAccounts()).toBe(id);
    await ana.call('POST /households/:id/enter', { params: { id: first }, body: {} });
    expect(await ofAccounts()).toBe(first);
    const refused = await ana.request('GET', `/api/v1/accounts/${first}`);
    expect(refused.headers['picture-household']).toBe(first);
  });

  it('ends the links of whoever is an owner no more', async () => {
    const ana = await signUp(test);
    for (const end of ['demote', 'remove', 'hand over'] as const) {
      const eva = await joinAs(test, ana, 'owner');
      const userId = await idOf(eva);
      const email = newEmail();
      const friend = await signUp(test, 'Friend', email);
      const { url } = await invite(eva, email);
      if (end === 'demote') {
        await ana.call('PATCH /household/members/:userId', {
          params: { userId },
          body: { role: 'editor' },
        });
      } else if (end === 'remove') {
        await ana.call('DELETE /household/members/:userId', { params: { userId } });
      } else {
        await eva.call('POST /household/hand-over', { body: { userId: await idOf(ana) } });
      }
      const body = { token: tokenOf(url) };
      const refusal = await friend.refusal('POST /invitations/accept', { body });
      expect([end, refusal.code]).toEqual([end, 'link_refused']);
    }
  });

  it('lets a link die of age, and forgets the email it was for', async () => {
    const ana = await signUp(test);
    const email = newEmail();
    const eva = await signUp(test, 'Eva', email);
    const { id, url } = await invite(ana, email);
    const { read } = test.services.database;
    await read
      .updateTable('household_invitations')
      .set({ expires_at: new Date(Date.now() - 1000).toISOString() })
      .where('id', '=', id)
      .execute();
    const body = { token: tokenOf(url) };
    expect((await eva.refusal('POST /invitations/accept', { body })).code).toBe('link_refused');
    expect((await eva.refusal('POST /invitations/read', { body })).code).toBe('link_refused');
    await invite(ana, newEmail());
    const kept = await read.selectFrom('household_invitations').select('email').execute();
    expect(kept.map((row) => row.email)).not.toContain(email);
  });

  it('takes one of two who come with the same link at once', async () => {
    const ana = await signUp(test);
    const email = newEmail();
    const eva = await signUp(test, 'Eva', email);
    const body = { token: tokenOf((await invite(ana, email)).url) };
    const answers = await Promise.all(
      [1, 2].map(() => eva.request('POST', '/api/v1/invitations/accept', { body })),
    );
    expect(answers.map((one) => one.statusCode).sort()).toEqual([200, 410]);
    expect((await ana.call('GET /household/members')).items).toHaveLength(2);
  });

  it('leaves whoever has no other household one with the money they are used to', async () => {
    const ana = await signUp(test);
    await ana.call('PATCH /settings', { body: { homeCurrency: 'EUR', timeZone: 'Europe/Madrid' } });
    const eva = await joinAs(test, ana, 'editor');
    const { items } = await eva.call('GET /households');
    const { read } = test.services.database;
    const first = items.find((one) => !one.isCurrent)?.id ?? '';
    await read.deleteFrom('household_members').where('household_id', '=', first).execute();
    await eva.call('POST /household/leave', { body: {} });
    expect((await eva.call('GET /session')).household).toMatchObject({
      homeCurrency: 'EUR',
      timeZone: 'Europe/Madrid',
      role: 'owner',
    });
  });

  it('lets a viewer look and not touch, an editor touch and not rule', async () => {
    const ana = await signUp(test);
    await openChecking(ana);
    const eva = await joinAs(test, ana, 'viewer');
    expect((await eva.call('GET /accounts')).items).toHaveLength(1);
    const body = { name: 'X', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' } as const;
    expect((await eva.refusal('POST /accounts', { body })).code).toBe('not_allowed');
    const userId = await idOf(eva);
    await ana.call('PATCH /household/members/:userId', {
      params: { userId },
      body: { role: 'editor' },
    });
    await eva.call('POST /accounts', { body });
    const rule = { params: { userId }, body: { role: 'owner' } } as const;
    expect((await eva.refusal('PATCH /household/members/:userId', rule)).code).toBe('not_allowed');
  });

  it('is never without an owner', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'editor');
    const userId = await idOf(ana);
    const demote = { params: { userId }, body: { role: 'viewer' } } as const;
    expect((await ana.refusal('PATCH /household/members/:userId', demote)).code).toBe('last_owner');
    expect((await ana.refusal('POST /household/leave', { body: {} })).code).toBe('last_owner');
    await ana.call('POST /household/hand-over', { body: { userId: await idOf(eva) } });
    expect((await eva.call('GET /session')).household.role).toBe('owner');
    await ana.call('POST /household/leave', { body: {} });
    expect((await eva.call('GET /household/members')).items).toHaveLength(1);
  });

  it('is entered and left, and never seen by whoever is out', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'viewer');
    const shared = (await ana.call('GET /session')).household.id;
    const { items } = await eva.call('GET /households');
    expect(items).toHaveLength(2);
    const own = items.find((one) => one.id !== shared)?.id ?? '';
    await eva.call('POST /households/:id/enter', { params: { id: own }, body: {} });
    expect((await eva.call('GET /session')).household.id).toBe(own);
    await eva.call('POST /households/:id/enter', { params: { id: shared }, body: {} });
    await ana.call('DELETE /household/members/:userId', { params: { userId: await idOf(eva) } });
    expect((await eva.call('GET /session')).household.id).toBe(own);
    const enter = { params: { id: shared }, body: {} } as const;
    expect((await eva.refusal('POST /households/:id/enter', enter)).code).toBe('not_found');
  });

  it('can be made again and again, the first only once', async () => {
    const ana = await signUp(test);
    const { id } = await ana.call('POST /households', {
      body: { name: 'Cabin', homeCurrency: 'CAD', timeZone: 'America/Toronto' },
    });
    expect((await ana.call('GET /session')).household).toMatchObject({ id, homeCurrency: 'CAD' });
    expect((await ana.call('GET /categories')).items.length).toBeGreaterThan(60);
    expect((await ana.call('GET /households')).items).toHaveLength(2);
  });

  it('binds a token to its household and to the role of its maker', async () => {
    const ana = await signUp(test);
    const eva = await joinAs(test, ana, 'editor');
    const { token } = await eva.call('POST /auth/tokens', {
      body: { name: 'Script', scope: 'write', expiresInDays: 30 },
    });
    const headers = { authorization: `Bearer ${token}` };
    const program = visitor(test);
    const shared = (await ana.call('GET /session')).household.id;
    expect((await program.call('GET /session', { headers })).household.id).toBe(shared);
    const body = { name: 'X', kind: 'cash', currency: 'USD', openedOn: '2026-01-01' } as const;
    await program.call('POST /accounts', { body, headers });
    const userId = await idOf(eva);
    await ana.call('PATCH /household/members/:userId', {
      params: { userId },
      body: { role: 'viewer' },
    });
    expect((await program.refusal('POST /accounts', { body, headers })).code).toBe('not_allowed');
    await ana.call('DELETE /household/members/:userId', { params: { userId } });
    expect((await program.refusal('GET /session', { headers })).code).toBe('not_signed_in');
  });
});

import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, signUp, type TestApp, visitor } from '../../../test/harness.ts';

describeOnEachEngine('Settings', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('keeps language, theme, currency, time zone and names', async () => {
    const ana = await signUp(test);
    const wish = {
      language: 'es',
      theme: 'dark',
      userName: 'Ana María',
      householdName: 'Casa',
      homeCurrency: 'MXN',
      timeZone: 'America/Mexico_City',
    } as const;
    await ana.call('PATCH /settings', { body: wish });
    expect(await ana.call('GET /session')).toMatchObject({
      user: { language: 'es', theme: 'dark', name: 'Ana María' },
      household: { name: 'Casa', homeCurrency: 'MXN', timeZone: 'America/Mexico_City' },
    });
  });

  it('refuses what is no currency or time zone, and keys it does not know', async () => {
    const ana = await signUp(test);
    for (const body of [{ homeCurrency: 'XXX' }, { timeZone: 'Mars/Olympus' }, { role: 'owner' }]) {
      expect((await ana.refusal('PATCH /settings', { body: body as never })).code).toBe(
        'invalid_request',
      );
    }
  });

  it('records who changed what, in the same transaction', async () => {
    const ana = await signUp(test);
    await ana.call('PATCH /settings', { body: { theme: 'light' } });
    const { household, user } = await ana.call('GET /session');
    const log = await test.services.database.read
      .selectFrom('audit_log')
      .selectAll()
      .where('household_id', '=', household.id)
      .execute();
    expect(log).toMatchObject([{ action: 'settings.update', user_id: user.id }]);
    expect(household.version).toBe(2);
  });

  it('asks a visitor to sign in', async () => {
    expect((await visitor(test).refusal('GET /session')).status).toBe(401);
  });
});

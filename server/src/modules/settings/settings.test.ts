import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  describeOnEachEngine,
  PASSWORD,
  readMail,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

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

  it('records in the household’s log what concerns all, before and after, and nothing else', async () => {
    const ana = await signUp(test);
    await ana.call('PATCH /settings', { body: { theme: 'light', hideAmounts: true } });
    await ana.call('PATCH /settings', { body: { firstDayOfMonth: 25, aiEnabled: true } });
    await ana.call('PATCH /settings', { body: { firstDayOfMonth: 25 } });
    const { household, user } = await ana.call('GET /session');
    const log = await test.services.database.read
      .selectFrom('audit_log')
      .selectAll()
      .where('household_id', '=', household.id)
      .execute();
    expect(log).toMatchObject([{ action: 'settings.update', user_id: user.id }]);
    expect(JSON.parse(log[0]?.before_json ?? '')).toEqual({ firstDayOfMonth: 1, aiEnabled: false });
    expect(JSON.parse(log[0]?.after_json ?? '')).toEqual({ firstDayOfMonth: 25, aiEnabled: true });
  });

  it('follows a person to every device, and keeps what a change does not name', async () => {
    const ana = await signUp(test);
    const { email } = (await ana.call('GET /session')).user;
    const wish = {
      language: 'es',
      numberStyle: "1'234.56",
      dateStyle: 'year-month-day',
      firstDayOfWeek: 7,
      singleKeys: false,
      gainLossColors: 'blue-orange',
      aiModel: 'thorough',
    } as const;
    await ana.call('PATCH /settings', { body: { ...wish, mails: { newDevice: false } } });
    await ana.call('PATCH /settings', { body: { mails: { exportReady: false } } });
    const phone = visitor(test);
    await phone.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
    const { user } = await phone.call('GET /session');
    expect(user).toMatchObject({ ...wish, theme: 'system', aiEnabled: false });
    expect(user.mails).toEqual({
      newDevice: false,
      memberJoined: true,
      exportReady: false,
      tokenCreated: true,
    });
  });

  it('sends no mail that its reader does without, and always what concerns safety', async () => {
    const ana = await signUp(test);
    const { email } = (await ana.call('GET /session')).user;
    const write = async () => {
      const at = '2026-11-23T10:00:00.000Z';
      const { database, mail } = test.services;
      await database.write(async (tx) => {
        const to = { to: email, language: 'en' } as const;
        await mail.send(tx, { ...to, template: 'tokenCreated', params: { name: 'Script', at } });
        await mail.send(tx, { ...to, template: 'secondFactorOff', params: { at } });
      });
      await test.settled();
      return (await readMail(test, email)).length;
    };
    await test.settled();
    const before = (await readMail(test, email)).length;
    expect(await write()).toBe(before + 2);
    await ana.call('PATCH /settings', { body: { mails: { tokenCreated: false } } });
    expect(await write()).toBe(before + 3);
  });

  it('has months from the 1st to the 28th, which every month has', async () => {
    const ana = await signUp(test);
    for (const firstDayOfMonth of [0, 29, 1.5]) {
      const body = { firstDayOfMonth };
      expect((await ana.refusal('PATCH /settings', { body })).code).toBe('invalid_request');
    }
    const { household } = await ana.call('PATCH /settings', { body: { firstDayOfMonth: 28 } });
    expect(household.firstDayOfMonth).toBe(28);
  });

  it('lets a member choose for themselves, and only an owner for the household', async () => {
    const [ana, bob] = [await signUp(test), await signUp(test)];
    const { household } = await ana.call('GET /session');
    const { user } = await bob.call('GET /session');
    await test.services.database.read
      .updateTable('household_members')
      .set({ household_id: household.id, role: 'viewer' })
      .where('user_id', '=', user.id)
      .execute();
    const shared = await bob.call('PATCH /settings', { body: { dateStyle: 'day-month-year' } });
    expect(shared).toMatchObject({
      user: { dateStyle: 'day-month-year' },
      household: { id: household.id, role: 'viewer' },
    });
    const wishes = [
      { firstDayOfMonth: 25 },
      { homeCurrency: 'EUR' },
      { timeZone: 'UTC' },
      { householdName: 'Mine' },
    ];
    for (const body of wishes) {
      expect((await bob.refusal('PATCH /settings', { body })).code).toBe('not_allowed');
    }
    const after = await ana.call('GET /session');
    expect(after.household).toMatchObject({
      ...household,
      version: after.household.version,
      memberCount: 2,
    });
    expect(after.user.dateStyle).toBe('auto');
  });

  it('asks a visitor to sign in', async () => {
    expect((await visitor(test).refusal('GET /session')).status).toBe(401);
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attach, pdfOf, pngOf } from '../../../test/attached-files.ts';
import {
  type Client,
  describeOnEachEngine,
  eventually,
  joinAs,
  MAIL_HERE,
  newEmail,
  openChecking,
  PASSWORD,
  readMail,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

const DAY_MS = 86_400_000;
const CSV = 'Date,Description,Amount\n2026-02-03,ZYXOMMA CLINIC,-77.31\n2026-02-04,OTHER,5.00\n';

describeOnEachEngine('The end of an account and of a household', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  /** Time goes by, as the waiting see it, and what was due is done. */
  async function wait(days: number): Promise<void> {
    const { read } = test.services.database;
    const earlier = (at: string) => new Date(Date.parse(at) - days * DAY_MS - 1000).toISOString();
    for (const { id, run_after: at } of await read.selectFrom('outbox').selectAll().execute()) {
      await read
        .updateTable('outbox')
        .set({ run_after: earlier(at) })
        .where('id', '=', id)
        .execute();
    }
    for (const [table, key] of [
      ['households', 'id'],
      ['user_settings', 'user_id'],
    ] as const) {
      const ending = read.selectFrom(table as 'households').select([key as 'id', 'delete_on']);
      for (const row of await ending.where('delete_on', 'is not', null).execute()) {
        await read
          .updateTable(table as 'households')
          .set({ delete_on: earlier(row.delete_on ?? '') })
          .where(key as 'id', '=', row[key as 'id'])
          .execute();
      }
    }
    test.services.outbox.nudge();
    await eventually(async () => {
      const due = await read
        .selectFrom('outbox')
        .select('kind')
        .where('run_after', '<=', new Date().toISOString())
        .execute();
      expect(due).toEqual([]);
    });
  }

  async function everything(): Promise<Map<string, string[]>> {
    const { read } = test.services.database;
    const rows = new Map<string, string[]>();
    for (const { name } of await read.introspection.getTables()) {
      const found = await read
        .selectFrom(name as 'outbox')
        .selectAll()
        .execute();
      rows.set(
        name,
        found.map((row) => JSON.stringify(row)),
      );
    }
    return rows;
  }

  const linesWith = (rows: Map<string, string[]>, words: readonly string[]) =>
    [...rows].flatMap(([table, lines]) =>
      lines
        .filter((line) => words.some((word) => line.includes(word)))
        .map((line) => [table, line]),
    );

  /** Somebody with a bit of everything. */
  async function settle(name: string) {
    const email = newEmail();
    const client = await signUp(test, name, email);
    const session = await client.call('GET /session');
    const account = await openChecking(client, { name: 'Zyxomma bank' });
    const file = await client.upload(CSV, { name: 'zyxomma.csv', accountId: account.id });
    await client.call('POST /imports/:id/commit', { params: { id: file.id } });
    await client.settled(file.id);
    const [row] = (await client.call('GET /transactions')).items;
    const kept = (await attach(client, row?.id ?? '', pdfOf())).json();
    // Waits, for a month, to be removed or brought back.
    const dropped = (await attach(client, row?.id ?? '', pngOf(), { thumbnail: pngOf() })).json();
    await client.call('DELETE /attachments/:id', { params: { id: dropped.id } });
    const { items } = await client.call('GET /categories');
    await client.call('POST /rules', {
      body: { contains: 'zyxomma', categoryId: items[0]?.id ?? '', applyToExisting: true },
    });
    await client.call('POST /auth/tokens', {
      body: { name: 'Script', scope: 'read', expiresInDays: 1 },
    });
    await client.call('POST /auth/totp/start', { body: {} });
    await client.call('POST /data-exports', { body: {} });
    return {
      client,
      email,
      userId: session.user.id,
      householdId: session.household.id,
      fileIds: [kept.id, dropped.id] as string[],
    };
  }

  async function storedOf(ids: readonly string[]): Promise<string[]> {
    const names: string[] = [];
    for await (const name of test.services.files.list()) {
      if (ids.some((id) => name.startsWith(id))) names.push(name);
    }
    return names;
  }

  const ask = (client: Client) => client.call('POST /deletion/person', { body: {} });

  it('leaves nothing of a person, in no table and no folder, and nothing else of others', async () => {
    const other = await settle('Olga');
    const ana = await settle('Ana');
    await test.services.outbox.nudge();
    await eventually(async () =>
      expect((await ana.client.call('GET /data-exports')).items[0]?.status).toBe('ready'),
    );
    const before = linesWith(await everything(), [other.userId, other.householdId]);
    const { person } = await ask(ana.client);
    expect(Date.parse(person?.deleteOn ?? '') - Date.now()).toBeGreaterThan(13 * DAY_MS);
    expect((await ana.client.call('GET /deletion')).person).toEqual(person);

    await ana.client.call('DELETE /deletion/person');
    await wait(15);
    const again = await visitorOf(ana.email);
    expect((await again.call('GET /deletion')).person).toBeNull();

    await ask(again);
    await wait(13);
    const still = await visitorOf(ana.email);
    expect((await still.call('GET /accounts')).items).toHaveLength(1);
    await wait(1);
    await eventually(async () =>
      expect(linesWith(await everything(), [ana.userId, ana.householdId, ana.email])).toEqual([]),
    );
    const kept = linesWith(await everything(), [other.userId, other.householdId]);
    const tables = (lines: string[][]) => lines.map(([table]) => table).toSorted();
    const own = ['auth_sessions', 'data_exports', 'outbox'];
    const lasting = (lines: string[][]) => tables(lines).filter((one) => !own.includes(one ?? ''));
    expect(lasting(kept)).toEqual(lasting(before));
    expect(readdirSync(join(test.dataDir, 'exports'))).toEqual([]);
    expect(await storedOf(ana.fileIds)).toEqual([]);
    expect(await storedOf(other.fileIds)).toHaveLength(3);
    const refusal = await visitor(test).refusal('POST /auth/sign-in', {
      body: { email: ana.email, password: PASSWORD },
    });
    expect(refusal.code).toBe('sign_in_refused');
  });

  async function visitorOf(email: string): Promise<Client> {
    const client = visitor(test);
    await client.call('POST /auth/sign-in', { body: { email, password: PASSWORD } });
    return client;
  }

  it('does not strand a household: its only owner hands over first, or the eldest follows', async () => {
    const ana = await settle('Ana');
    const eva = await joinAs(test, ana.client, 'editor');
    const refusal = await ana.client.refusal('POST /deletion/person', { body: {} });
    expect(refusal).toMatchObject({ status: 409, code: 'last_owner' });
    const { user } = await eva.call('GET /session');
    const role = (wish: 'owner' | 'viewer') =>
      ana.client.call('PATCH /household/members/:userId', {
        params: { userId: user.id },
        body: { role: wish },
      });
    await role('owner');
    await openChecking(ana.client, { name: 'Hush bank', isPrivate: true });
    await ask(ana.client);
    await role('viewer');
    await wait(14);
    await eventually(async () => expect(await find(ana.userId)).toEqual([]));
    const left = await everything();
    expect(linesWith(left, [ana.userId, ana.email, 'Hush bank'])).toEqual([]);
    const again = await visitorOf(user.email);
    const session = await again.call('GET /session');
    expect(session.household).toMatchObject({ id: ana.householdId, role: 'owner', memberCount: 1 });
    expect((await again.call('GET /transactions')).items).toHaveLength(2);
    const log = await again.call('GET /audit-log');
    expect(JSON.stringify(log)).not.toContain('"Ana"');
  });

  const find = (userId: string) =>
    test.services.database.read
      .selectFrom('auth_users')
      .select('id')
      .where('id', '=', userId)
      .execute();

  it('ends a household by its name, after asking its owner, and spares what was private to others', async () => {
    const ana = await settle('Ana');
    const eva = await joinAs(test, ana.client, 'editor');
    const { email } = (await eva.call('GET /session')).user;
    const own = await openChecking(eva, { name: 'Eva’s own', isPrivate: true });
    const { name } = (await ana.client.call('GET /session')).household;
    const body = { name };
    expect((await eva.refusal('POST /deletion/household', { body })).code).toBe('not_allowed');
    const wrong = await ana.client.refusal('POST /deletion/household', { body: { name: 'x' } });
    expect(wrong).toMatchObject({ status: 400, code: 'invalid_request' });
    const asked = await ana.client.call('POST /deletion/household', { body });
    expect(asked.household?.askedBy).toBe('Ana');
    expect((await eva.call('GET /deletion')).household?.deleteOn).toBe(asked.household?.deleteOn);
    const { items } = await ana.client.call('GET /households');
    expect(items.find((one) => one.isCurrent)?.deleteOn).toBe(asked.household?.deleteOn);

    await test.services.database.read
      .updateTable('imports')
      .set({ status: 'reading' })
      .where('household_id', '=', ana.householdId)
      .execute();
    await wait(14);
    expect(linesWith(await everything(), [ana.householdId]).length).toBeGreaterThan(0);
    await test.services.database.read
      .updateTable('imports')
      .set({ status: 'committed' })
      .where('household_id', '=', ana.householdId)
      .execute();
    await wait(1);
    await eventually(async () =>
      // What went along with Eva remembers in its own record where it came from.
      expect(linesWith(await everything(), [`id":"${ana.householdId}"`])).toEqual([]),
    );
    const again = await visitorOf(email);
    const accounts = (await again.call('GET /accounts')).items;
    expect(accounts.map((one) => one.id)).toEqual([own.id]);
    const stays = await visitorOf(ana.email);
    expect((await stays.call('GET /session')).user.email).toBe(ana.email);
  });
});

describeOnEachEngine('Mails about the end of an account', (build) => {
  it('tell when it will be, once more before, and when it is done', async () => {
    let lateMs = 0;
    const clock = { now: () => new Date(Date.now() + lateMs) };
    const test = await build({ MAIL_URL: MAIL_HERE }, clock);
    const email = newEmail();
    await visitor(test).call('POST /auth/sign-up', {
      body: { email, password: PASSWORD, name: 'Ana' },
    });
    await eventually(async () => expect(await readMail(test, email)).toHaveLength(1));
    const [first] = await readMail(test, email);
    const token = decodeURIComponent(/#token=(\S+)/.exec(first?.text ?? '')?.[1] ?? '');
    const ana = visitor(test);
    await ana.call('POST /auth/verify-email', { body: { token } });
    await ana.call('POST /deletion/person', { body: {} });
    const subjects = async () => (await readMail(test, email)).map((mail) => mail.subject);
    const told = async (subject: string) =>
      (await subjects()).filter((one) => one === subject).length;
    await eventually(async () => expect(await told('Your account will be deleted')).toBe(1));
    lateMs += 11 * DAY_MS + 1000;
    await eventually(async () => expect(await told('Your account will be deleted')).toBe(2));
    lateMs += 3 * DAY_MS;
    await eventually(async () => expect(await told('Your account is deleted')).toBe(1));
    await test.close();
  });
});

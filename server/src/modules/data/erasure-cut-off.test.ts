import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  eventually,
  joinAs,
  openChecking,
  signUp,
  type TestApp,
} from '../../../test/harness.ts';

const PAST = '2026-01-01T00:00:00.000Z';

describeOnEachEngine('A deletion that is cut off', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });

  /** The tables in which one of these words is. */
  async function traces(words: readonly string[]): Promise<string[]> {
    const { read } = test.services.database;
    const found: string[] = [];
    for (const { name } of await read.introspection.getTables()) {
      const rows = await read
        .selectFrom(name as 'outbox')
        .selectAll()
        .execute();
      if (words.some((word) => JSON.stringify(rows).includes(word))) found.push(name);
    }
    return found;
  }

  async function askToGo(client: Client): Promise<void> {
    const { user } = await client.call('GET /session');
    await client.call('POST /deletion/person', { body: {} });
    await test.services.database.read
      .updateTable('user_settings')
      .set({ delete_on: PAST })
      .where('user_id', '=', user.id)
      .execute();
  }

  const works = () =>
    test.services.database.read
      .selectFrom('outbox')
      .select(['id', 'last_error'])
      .where('kind', '=', 'data.delete')
      .execute();

  /** Takes it up from where it is, as if for the first time; gives whether it came to its end. */
  async function takeUp(): Promise<boolean> {
    const { database, outbox } = test.services;
    await database.read
      .updateTable('outbox')
      .set({ run_after: PAST, attempts: 0, last_error: null, lease_until: null })
      .where('kind', '=', 'data.delete')
      .execute();
    outbox.nudge();
    let left = await works();
    await eventually(async () => {
      left = await works();
      expect(left.every((one) => one.last_error !== null)).toBe(true);
    });
    return left.length === 0;
  }

  it('is taken up again, wherever that was, and leaves nothing', { timeout: 120_000 }, async () => {
    const olga = await signUp(test, 'Olga');
    const ana = await joinAs(test, olga, 'editor', 'Zyxomma');
    await openChecking(ana, { name: 'Hush bank', isPrivate: true });
    const { user, household } = await ana.call('GET /session');
    const { items } = await ana.call('GET /households');
    const own = items.map((one) => one.id).filter((id) => id !== household.id);
    expect(own).toHaveLength(1);
    await askToGo(ana);

    const { database } = test.services;
    const { write } = database;
    let cuts = 0;
    for (let isDone = false; !isDone; cuts += 1) {
      let writes = 0;
      database.write = async (work) => {
        if (writes > cuts) throw new Error('cut off');
        const answer = await write(work);
        writes += 1;
        if (writes > cuts) throw new Error('cut off');
        return answer;
      };
      isDone = await takeUp();
    }
    database.write = write;
    expect(cuts).toBeGreaterThan(30);
    const words = [user.id, user.email, 'Zyxomma', 'Hush bank', ...own];
    // What was to remind them finds nobody.
    await database.read.updateTable('outbox').set({ run_after: PAST }).execute();
    await eventually(async () => expect(await traces(words)).toEqual([]));
    expect((await olga.call('GET /session')).household.memberCount).toBe(1);
  });
});

/** The ways a module's name is written, for a name like `savings-goals`. */
export interface Names {
  /** `savings-goals`: files and addresses. */
  kebab: string;
  /** `savings_goals`: the table. */
  snake: string;
  /** `savingsGoals`: values, many. */
  many: string;
  /** `SavingsGoals`: types, many. */
  Many: string;
  /** `savingsGoal`: values, one. */
  one: string;
  /** `SavingsGoal`: types, one. */
  One: string;
  /** `savings goal`: what a person reads. */
  words: string;
}

/** The server's half of a small module that works from end to end, its files by their path. */
export function serverFiles(names: Names, migration: string): Record<string, string> {
  const module = `server/src/modules/${names.kebab}/${names.kebab}`;
  return {
    [`contract/src/${names.kebab}.ts`]: contract(names),
    [`server/migrations/${migration}`]: createsTable(names),
    [`server/src/modules/${names.kebab}/index.ts`]: frontDoor(names),
    [`${module}.routes.ts`]: routes(names),
    [`${module}.service.ts`]: service(names),
    [`${module}.repository.ts`]: repository(names),
    [`${module}.tables.ts`]: tables(names),
    [`${module}.test.ts`]: suite(names),
  };
}

const contract = ({ kebab, Many, one, One, words }: Names) => `import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, instantSchema, nameSchema } from './schemas.ts';

export const ${one}Schema = z.object({
  id: idSchema,
  name: z.string(),
  createdAt: instantSchema,
});
export type ${One} = z.infer<typeof ${one}Schema>;

export const list${Many} = endpoint({
  method: 'GET',
  path: '/${kebab}',
  summary: 'Every ${words} of the household',
  access: 'viewer',
  reply: z.object({ items: z.array(${one}Schema) }),
});

export const add${One} = endpoint({
  method: 'POST',
  path: '/${kebab}',
  summary: 'Add a ${words}',
  access: 'editor',
  body: z.strictObject({ name: nameSchema }),
  reply: ${one}Schema,
  status: 201,
  idempotent: true,
});

export const delete${One} = endpoint({
  method: 'DELETE',
  path: '/${kebab}/:id',
  summary: 'Delete a ${words}',
  access: 'editor',
  params: idParams,
  reply: z.object({ id: idSchema }),
});
`;

const createsTable = ({ snake }: Names) => `import type { Kysely } from 'kysely';
import { createTable } from '../src/platform/db/index.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await createTable(db, '${snake}', {
    columns: { household_id: 'id', id: 'id', name: 'name(120)', created_at: 'instant' },
    primaryKey: ['household_id', 'id'],
  });
}
`;

const frontDoor = ({ kebab, snake, many, Many, words }: Names) => `/**
 * What a household calls a ${words}: so far, a name.
 * Owns ${snake}. Every member sees all of them; an editor adds and deletes.
 */
export { ${many}Routes } from './${kebab}.routes.ts';
export { create${Many} } from './${kebab}.service.ts';
export type { ${Many}Tables } from './${kebab}.tables.ts';
`;

const routes = ({
  kebab,
  many,
  Many,
  One,
}: Names) => `import { add${One}, delete${One}, list${Many} } from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { ${Many} } from './${kebab}.service.ts';

export const ${many}Routes = (${many}: ${Many}): Binding[] => [
  bind(list${Many}, ({ who }) => ${many}.list(who)),
  bind(add${One}, ({ who, body }) => ${many}.add(who, body)),
  bind(delete${One}, ({ who, params }) => ${many}.delete(who, params.id)),
];
`;

const service = ({
  kebab,
  Many,
  one,
  One,
  words,
}: Names) => `import type { add${One}, Body, ${One} } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold, type SettingsTables } from '../settings/index.ts';
import { delete${One}Row, find${One}Row, insert${One}, list${One}Rows } from './${kebab}.repository.ts';
import type { ${One}Row, ${Many}Tables } from './${kebab}.tables.ts';

export type ${Many} = ReturnType<typeof create${Many}>;

export function create${Many}(database: Database<${Many}Tables & SettingsTables>, clock: Clock) {
  return {
    list: async (who: Who): Promise<{ items: ${One}[] }> => {
      const rows = await list${One}Rows(database.read, who.householdId);
      return { items: rows.map(present) };
    },

    add: (who: Who, wish: Body<typeof add${One}>): Promise<${One}> =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const row: ${One}Row = {
          household_id: who.householdId,
          id: newId(),
          name: wish.name,
          created_at: clock.now().toISOString(),
        };
        await insert${One}(tx, row);
        await audit({ action: '${one}.add', entityId: row.id, after: row });
        return present(row);
      }),

    delete: (who: Who, id: string): Promise<{ id: string }> =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const before = await find${One}Row(tx, who.householdId, id);
        if (!before) throw notFound('${words}');
        await delete${One}Row(tx, who.householdId, id);
        await audit({ action: '${one}.delete', entityId: id, before });
        return { id };
      }),
  };
}

const present = (row: ${One}Row): ${One} => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
});
`;

const repository = ({
  kebab,
  snake,
  Many,
  One,
}: Names) => `import type { Db, Tx } from '../../platform/db/index.ts';
import type { ${One}Row, ${Many}Tables } from './${kebab}.tables.ts';

type Own = ${Many}Tables;

export const list${One}Rows = (db: Db<Own>, householdId: string): Promise<${One}Row[]> =>
  db
    .selectFrom('${snake}')
    .selectAll()
    .where('household_id', '=', householdId)
    .orderBy('id')
    .execute();

export const find${One}Row = (
  db: Db<Own>,
  householdId: string,
  id: string,
): Promise<${One}Row | undefined> =>
  db
    .selectFrom('${snake}')
    .selectAll()
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .executeTakeFirst();

export const insert${One} = (tx: Tx<Own>, row: ${One}Row) =>
  tx.insertInto('${snake}').values(row).execute();

export const delete${One}Row = (tx: Tx<Own>, householdId: string, id: string) =>
  tx
    .deleteFrom('${snake}')
    .where('household_id', '=', householdId)
    .where('id', '=', id)
    .execute();
`;

const tables = ({ snake, Many, One }: Names) => `export interface ${Many}Tables {
  ${snake}: { household_id: string; id: string; name: string; created_at: string };
}

export type ${One}Row = ${Many}Tables['${snake}'];
`;

const suite = ({
  kebab,
  Many,
  words,
}: Names) => `import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  type Client,
  describeOnEachEngine,
  signUp,
  type TestApp,
  visitor,
} from '../../../test/harness.ts';

describeOnEachEngine('${Many}', (build) => {
  let test: TestApp;
  let ana: Client;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(async () => {
    await test.expectHealthy();
    await test.close();
  });
  beforeEach(async () => {
    ana = await signUp(test);
  });

  const add = (client: Client, name: string) => client.call('POST /${kebab}', { body: { name } });
  const names = async (client: Client) =>
    (await client.call('GET /${kebab}')).items.map((item) => item.name);

  it('lists what was added, and no longer what was deleted', async () => {
    const first = await add(ana, 'First');
    await add(ana, 'Second');
    expect(await names(ana)).toEqual(['First', 'Second']);
    await ana.call('DELETE /${kebab}/:id', { params: { id: first.id } });
    expect(await names(ana)).toEqual(['Second']);
  });

  it('refuses a ${words} without a name', async () => {
    const refused = await ana.refusal('POST /${kebab}', { body: { name: ' ' } });
    expect(refused.code).toBe('invalid_request');
  });

  it('shows a stranger nothing, and another household only its own', async () => {
    const { id } = await add(ana, 'First');
    const ben = await signUp(test, 'Ben');
    expect(await names(ben)).toEqual([]);
    const missed = await ben.refusal('DELETE /${kebab}/:id', { params: { id } });
    expect(missed.code).toBe('not_found');
    const refused = await visitor(test).refusal('GET /${kebab}');
    expect(refused.code).toBe('not_signed_in');
    expect(await names(ana)).toEqual(['First']);
  });
});
`;

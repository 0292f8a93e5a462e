import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnEachEngine, type TestApp } from '../../../test/harness.ts';
import { CATALOGUE } from './catalogue.ts';

const DOCUMENT = readFileSync(
  new URL('../../../../docs/EXPORT-FORMAT.md', import.meta.url),
  'utf8',
);

/** Tables that say of nobody whose their rows are. */
const NOBODYS = new Set([
  'auth_verifications', // Links of a few minutes, by a hash.
  'auth_spent', // Hashes of codes that were used.
  'rate_limits', // Hashes of who tried too often.
  'installation_secrets', // What the whole installation keeps secret, sealed.
]);

/** How a column is called that names a household or a person; a data key is wrapped by a key. */
const OWNER = /(^|_)(household_?id|user_?id|(?<!wrapped_)by)$/i;

describeOnEachEngine('The catalogue of what is kept', (build) => {
  let test: TestApp;
  let tables: { name: string; columns: string[] }[];

  beforeAll(async () => {
    test = await build();
    const found = await test.services.database.read.introspection.getTables();
    tables = found.map(({ name, columns }) => ({ name, columns: columns.map((one) => one.name) }));
  });
  afterAll(() => test.close());

  it('has a line for every table that names a household or a person, and for no other', () => {
    const own = tables.map((table) => table.name).filter((name) => !NOBODYS.has(name));
    expect(Object.keys(CATALOGUE).toSorted()).toEqual(own.toSorted());
  });

  it('knows every column that names a household or a person', () => {
    for (const { name, columns } of tables) {
      const kept = CATALOGUE[name];
      const known = [kept?.household, kept?.person, ...(kept?.forgets ?? [])];
      for (const column of columns.filter((one) => OWNER.test(one))) {
        expect(known, `${name}.${column}`).toContain(column);
      }
    }
  });

  it('names columns that are there, and says of each table either what it is or why it is left out', () => {
    for (const { name, columns } of tables) {
      const kept = CATALOGUE[name];
      if (!kept) continue;
      expect([kept.about, kept.leftOut].filter(Boolean), name).toHaveLength(1);
      const named = [
        kept.household,
        kept.person,
        kept.account,
        ...(kept.forgets ?? []),
        ...(kept.columns ?? []),
      ];
      expect(columns, name).toEqual(expect.arrayContaining(named.filter(Boolean)));
    }
  });

  it('lets no secret into an export', () => {
    for (const { name, columns } of tables) {
      const kept = CATALOGUE[name];
      if (!kept?.about) continue;
      for (const column of kept.columns ?? columns) {
        expect(column, name).not.toMatch(
          /secret|token|hash|password|codes|cipher|sealed|publicKey/i,
        );
      }
    }
  });

  it('is what docs/EXPORT-FORMAT.md tells', () => {
    const told = new Map(
      [...DOCUMENT.matchAll(/^\| `(\w+)` \| .* \| (.*) \|$/gm)].map(([, name, columns]) => [
        name,
        (columns ?? '').replaceAll('`', '').split(' '),
      ]),
    );
    const written = tables.filter(({ name }) => CATALOGUE[name]?.about);
    expect([...told.keys()].toSorted()).toEqual(written.map((one) => one.name).toSorted());
    for (const { name, columns } of written) {
      expect(told.get(name)?.toSorted(), name).toEqual(
        [...(CATALOGUE[name]?.columns ?? columns)].toSorted(),
      );
    }
  });
});

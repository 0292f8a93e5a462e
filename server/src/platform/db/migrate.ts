import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';

const FOLDER = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Brings the schema to the newest version; gives the names of the migrations that ran. */
export async function migrate<T>(db: Kysely<T>): Promise<string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: readMigrations },
    // MySQL commits every DDL statement by itself, so a migration holds one change each.
    disableTransactions: true,
  });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error) throw new Error('The database could not be migrated.', { cause: error });
  return results.map((result) => result.migrationName);
}

async function readMigrations(): Promise<Record<string, Migration>> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.ts')).sort();
  const entries = files.map(async (name) => {
    const module: Migration = await import(pathToFileURL(FOLDER + name).href);
    return [name.slice(0, -3), module] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

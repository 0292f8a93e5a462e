import type { AllTables } from '../app.ts';
import { examine, examineFiles } from '../modules/transactions/index.ts';
import { loadConfig } from '../platform/config.ts';
import { migrate, openDatabase } from '../platform/db/index.ts';
import { openFileStore } from '../platform/files/index.ts';

export async function run(): Promise<number> {
  const config = loadConfig();
  const database = openDatabase<AllTables>(config.databaseUrl);
  try {
    await migrate(database.read);
    const households = await database.read.selectFrom('households').select('id').execute();
    let findings = 0;
    for (const { id } of households) {
      for (const finding of await examine(database.read, id)) {
        process.stdout.write(`${id} ${finding}\n`);
        findings += 1;
      }
    }
    for (const finding of await examineFiles(database.read, openFileStore(config.files))) {
      process.stdout.write(`${finding}\n`);
      findings += 1;
    }
    if (findings === 0) {
      process.stdout.write(`${households.length} households examined, nothing found.\n`);
    }
    return findings === 0 ? 0 : 1;
  } finally {
    await database.close();
  }
}

import { loadConfig } from '../platform/config.ts';
import { migrate, openDatabase } from '../platform/db/index.ts';

export async function run(): Promise<number> {
  const database = openDatabase(loadConfig().databaseUrl);
  try {
    const done = await migrate(database.read);
    process.stdout.write(done.length > 0 ? `${done.join('\n')}\n` : 'The schema is the newest.\n');
    return 0;
  } finally {
    await database.close();
  }
}

import { systemClock } from '../platform/clock.ts';
import { loadConfig } from '../platform/config.ts';
import { openDatabase } from '../platform/db/index.ts';
import { createSecrets, type SecretsTables } from '../platform/secrets/index.ts';

/** The server may go on meanwhile; cut off half-way, it is simply run again. */
export async function run(): Promise<number> {
  const config = loadConfig();
  const database = openDatabase<SecretsTables>(config.databaseUrl);
  try {
    const { rewrapped } = await createSecrets(database, config, systemClock).rotate();
    process.stdout.write(`${rewrapped} keys wrapped anew.\n`);
    return 0;
  } finally {
    await database.close();
  }
}

import { createServices } from '../app.ts';
import { loadConfig } from '../platform/config.ts';
import { migrate } from '../platform/db/index.ts';
import { createLog } from '../platform/log.ts';

export async function run(): Promise<number> {
  const services = createServices(loadConfig(), createLog('error', process.stderr));
  try {
    await migrate(services.database.read);
    const { email, password } = await services.dashboard.createSampleHousehold('en');
    process.stdout.write(
      `A sample household is there.\n  Email     ${email}\n  Password  ${password}\n`,
    );
    return 0;
  } finally {
    await services.close();
  }
}

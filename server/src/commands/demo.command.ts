import { createServices } from '../app.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';

export async function run(): Promise<number> {
  const services = await createServices(loadConfig(), createLog('error', process.stderr));
  try {
    const { email, password } = await services.dashboard.createSampleHousehold('en');
    process.stdout.write(
      `A sample household is there.\n  Email     ${email}\n  Password  ${password}\n`,
    );
    return 0;
  } finally {
    await services.close();
  }
}

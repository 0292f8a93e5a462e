import { buildApp, createServices } from './app.ts';
import { loadConfig } from './platform/config.ts';
import { createLog } from './platform/log.ts';

/** The process: open the database, listen, work, and stop cleanly when told to. */
export async function start(environment: NodeJS.ProcessEnv = process.env): Promise<void> {
  const config = loadConfig(environment);
  const log = createLog(config.logLevel);
  const services = await createServices(config, log);
  const app = await buildApp(config, log, services);
  const address = await app.listen({ host: config.host, port: config.port });
  services.outbox.start();
  const shown = config.baseUrl ?? address.replace('127.0.0.1', 'localhost');
  process.stdout.write(`\n  My Financial Picture is at ${shown}\n\n`);

  let stopping = false;
  const stop = (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    app
      .close()
      .then(() => services.close())
      .then(() => process.exit(0))
      .catch((error: unknown) => {
        log.fatal({ err: error }, 'could not stop cleanly');
        process.exit(1);
      });
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

import { parseArgs } from 'node:util';
import { start } from '../main.ts';

export async function run(args: string[]): Promise<undefined> {
  const { values } = parseArgs({
    args,
    options: { port: { type: 'string' }, host: { type: 'string' } },
  });
  await start({
    ...process.env,
    ...(values.port !== undefined && { PORT: values.port }),
    ...(values.host !== undefined && { HOST: values.host }),
  });
}

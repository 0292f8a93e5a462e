import { enableCompileCache } from 'node:module';

// Before anything is loaded: compiled code is kept from one start to the next.
enableCompileCache();

const USAGE = `picture <verb>

  start [--port N]                 run the server
  migrate                          bring the database to the newest schema
  parse FILE [--json]              read a statement file and print what it holds
  import FILE --account ID         read a statement file into an account
  categorize                       CSV description,amount on standard input -> category,confidence
  demo                             make a sample household and print how to sign in to it
  rotate-keys                      wrap the keys of all secrets by a new master key
  doctor                           recompute every total and report any difference
`;

/** Each verb loads only what it needs, so that the small ones are quick. */
const VERBS: Record<string, () => Promise<(args: string[]) => Promise<number | undefined>>> = {
  start: async () => (await import('./commands/start.command.ts')).run,
  migrate: async () => (await import('./commands/migrate.command.ts')).run,
  parse: async () => (await import('./commands/parse.command.ts')).run,
  import: async () => (await import('./commands/import.command.ts')).run,
  categorize: async () => (await import('./commands/categorize.command.ts')).run,
  demo: async () => (await import('./commands/demo.command.ts')).run,
  'rotate-keys': async () => (await import('./commands/rotate-keys.command.ts')).run,
  doctor: async () => (await import('./commands/doctor.command.ts')).run,
};

const [verb = '', ...rest] = process.argv.slice(2);
const load = VERBS[verb];
if (!load) {
  process.stderr.write(USAGE);
  process.exitCode = verb === '' || verb === 'help' ? 0 : 2;
} else {
  try {
    const code = await (await load())(rest);
    if (code !== undefined) process.exitCode = code;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`picture ${verb}: ${message}\n`);
    process.exitCode = 2;
  }
}

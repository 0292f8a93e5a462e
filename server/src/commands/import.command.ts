import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createServices, type Services } from '../app.ts';
import { loadConfig } from '../platform/config.ts';
import { createLog } from '../platform/log.ts';
import { fileSource } from './file-source.ts';

/** Reads a file into an account as its household's owner would on the import page. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { account: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined || values.account === undefined) {
    throw new Error('Say which file and account: picture import FILE --account ID');
  }
  const source = fileSource(path);
  const config = loadConfig();
  const services = await createServices(config, createLog('error', process.stderr));
  try {
    const who = await ownerOf(services, values.account);
    services.outbox.start();
    const { id } = await services.imports.receive(
      who,
      { name: source.name, bytes: source.open(), isTruncated: () => false },
      values.account,
      config.maxUploadBytes,
    );
    const ready = await settled(services, who, id, 'reading');
    if (ready.error) throw new Error(ready.error.message);
    await services.imports.commit(who, id);
    const { counts, problems } = await settled(services, who, id, 'committing');
    for (const problem of problems) {
      process.stderr.write(`Line ${problem.line}: ${problem.message}\n`);
    }
    process.stdout.write(
      `${counts.add} added, ${counts.duplicate} already there, ${counts.problems} not readable\n`,
    );
    return 0;
  } finally {
    await services.close();
  }
}

async function ownerOf(services: Services, accountId: string) {
  const owner = await services.database.read
    .selectFrom('accounts')
    .innerJoin('household_members', 'household_members.household_id', 'accounts.household_id')
    .select(['accounts.household_id as householdId', 'household_members.user_id as userId'])
    .where('accounts.id', '=', accountId)
    .where('household_members.role', '=', 'owner')
    .executeTakeFirst();
  if (!owner) throw new Error(`There is no account ${accountId}.`);
  return { ...owner, hiddenAccountIds: [] };
}

async function settled(
  services: Services,
  who: Awaited<ReturnType<typeof ownerOf>>,
  id: string,
  busy: 'reading' | 'committing',
) {
  for (;;) {
    const found = await services.imports.get(who, id);
    if (found.status !== busy) return found;
    await sleep(50);
  }
}

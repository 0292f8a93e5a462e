import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { writeStatement } from '../../bench/synthetic.ts';
import { createServices } from '../src/app.ts';
import { fileSource } from '../src/commands/file-source.ts';
import { loadConfig } from '../src/platform/config.ts';
import { createLog } from '../src/platform/log.ts';

/** `npm run seed -- --rows 100000`: a sample household with so many transactions more in one account. */
const { values } = parseArgs({ options: { rows: { type: 'string', default: '10000' } } });
const services = await createServices(loadConfig(), createLog('error', process.stderr));
const file = join(tmpdir(), `picture-seed-${process.pid}.csv`);
try {
  const { email, password, householdId } = await services.dashboard.createSampleHousehold('en');
  const { user_id: userId } = await services.database.read
    .selectFrom('household_members')
    .select('user_id')
    .where('household_id', '=', householdId)
    .executeTakeFirstOrThrow();
  const account = await services.database.read
    .selectFrom('accounts')
    .select('id')
    .where('household_id', '=', householdId)
    .where('kind', '=', 'checking')
    .executeTakeFirstOrThrow();
  writeStatement(file, Number(values.rows));
  services.outbox.start();
  const who = { householdId, userId, hiddenAccountIds: [] };
  const source = fileSource(file);
  const { id } = await services.imports.receive(
    who,
    { name: 'seed.csv', bytes: source.open(), isTruncated: () => false },
    account.id,
    source.sizeBytes,
  );
  while ((await services.imports.get(who, id)).status === 'reading') await sleep(50);
  await services.imports.commit(who, id);
  while ((await services.imports.get(who, id)).status === 'committing') await sleep(50);
  process.stdout.write(`Sign in with ${email} and ${password}\n`);
} finally {
  rmSync(file, { force: true });
  await services.close();
}

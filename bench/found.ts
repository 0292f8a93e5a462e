import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from '@picture/contract';
import { addDays } from '@picture/contract';
import { tell, timed } from './measure.ts';
import type { BenchServer } from './server.ts';
import { KINDS, writeStatement } from './synthetic.ts';

const RULES = 200;
const TRANSFERS = 1000;
const FIRST_DAY = '2018-11-26';

const openAccount = (server: BenchServer, name: string): Promise<Account> =>
  server.call('POST', '/accounts', {
    name,
    kind: 'checking',
    currency: 'USD',
    openedOn: '2018-01-01',
  });

/** From when an import is shown until what follows it is done, which the log then tells. */
async function follow(server: BenchServer, file: string, accountId: string, action?: string) {
  const { id } = await server.settled((await server.upload(file, accountId)).id);
  await server.call('POST', `/imports/${id}/commit`);
  await server.settled(id);
  const { seconds } = await timed(async () => {
    while (action !== undefined) {
      const { items } = await server.call<{ items: { action: string }[] }>('GET', '/audit-log');
      if (items.some((item) => item.action === action)) return;
      await sleep(50);
    }
  });
  await server.isIdle();
  return seconds;
}

/** Two hundred rules on a hundred thousand new rows, of which they note and tag nearly a third. */
export async function ruleTask(
  server: BenchServer,
  engine: string,
  file: string,
  rows: number,
): Promise<void> {
  const { id: tagId } = await server.call<{ id: string }>('POST', '/tags', { name: 'Ruled' });
  for (let pick = 0; pick < RULES; pick += 1) {
    await server.call('POST', '/rules', {
      contains: `${KINDS[pick % 8]} ${String(pick).padStart(4, '0')}`,
      note: `Rule ${pick}`,
      addTagIds: [tagId],
    });
  }
  const account = await openAccount(server, 'Ruled');
  const seconds = await follow(server, file, account.id, 'rule.follow');
  tell(`rules_200_${engine}`, rows, seconds, server.memory().mostMb);
}

/** Half of the rows in each of two accounts; a thousand of each are sides of transfers. */
export async function transferTask(
  server: BenchServer,
  engine: string,
  dir: string,
  rows: number,
): Promise<void> {
  let seconds = 0;
  for (const [name, sign, seed, action] of [
    ['Here', '-', 1, undefined],
    ['There', '', 2, 'transfer.find'],
  ] as const) {
    const file = join(dir, `${name}.csv`);
    writeStatement(file, rows / 2, 'few', seed);
    const lines = Array.from(
      { length: TRANSFERS },
      (_, at) =>
        `${addDays(FIRST_DAY, at * 2 + seed)},TRANSFER ${name},${sign}${300 + at}.0${at % 10}\n`,
    );
    appendFileSync(file, lines.join(''));
    seconds = await follow(server, file, (await openAccount(server, name)).id, action);
  }
  tell(`transfers_${engine}`, rows, seconds, server.memory().mostMb);
}

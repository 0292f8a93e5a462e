import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, FoundSum } from '@picture/contract';
import { spread, tell, timed } from './measure.ts';
import { busiestCategory } from './reads.ts';
import type { BenchServer } from './server.ts';
import type { Texts } from './synthetic.ts';

const TIMES = 5;

/** Some ten thousand rows get another category in one step, and get it back, over and over. */
export async function editTasks(server: BenchServer, engine: string, rows: number): Promise<void> {
  const { items } = await server.call<{ items: Account[] }>('GET', '/accounts');
  const filter = {
    accountIds: items[0]?.id ?? '',
    from: '2019-01-01',
    to: rows >= 200_000 ? '2019-10-20' : '2026-12-31',
  };
  const { sums } = await server.call<{ sums: FoundSum[] }>(
    'GET',
    `/transactions/totals?${new URLSearchParams(filter)}`,
  );
  const count = sums.reduce((sum, one) => sum + one.transactions, 0);
  const change = { categoryId: await busiestCategory(server) };
  const times: Record<'bulk_edit_10000' | 'bulk_undo_10000', number[]> = {
    bulk_edit_10000: [],
    bulk_undo_10000: [],
  };
  for (let turn = 0; turn < TIMES; turn += 1) {
    const body = { matching: { filter, count }, change };
    const edited = await timed(() => server.call('POST', '/transactions/bulk', body));
    const undone = await timed(() => server.call('POST', '/ledger/undo', {}));
    times.bulk_edit_10000.push(edited.seconds * 1000);
    times.bulk_undo_10000.push(undone.seconds * 1000);
  }
  for (const [task, list] of Object.entries(times)) {
    const seconds = list.reduce((sum, one) => sum + one, 0) / 1000;
    tell(`${task}_${engine}`, count, seconds, server.memory().nowMb, spread(list));
  }
}

/** The database's files after they were closed over, by row. */
export function bytesTask(server: BenchServer, rows: number, texts: Texts = 'few'): void {
  const bytes = readdirSync(server.dataDir)
    .filter((name) => name.startsWith('picture.db'))
    .reduce((sum, name) => sum + statSync(join(server.dataDir, name)).size, 0);
  tell(`bytes_per_transaction_${texts}_sqlite`, rows, 0, server.memory().nowMb, {
    bytes_per_row: Math.round(bytes / rows),
  });
}

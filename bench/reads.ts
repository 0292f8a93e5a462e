import type { Account, Transaction } from '@picture/contract';
import { spread, tell, timed } from './measure.ts';
import type { BenchServer } from './server.ts';
import { KINDS, referenceOf } from './synthetic.ts';

const searched = (search: string, of = '') =>
  `/transactions${of}?search=${encodeURIComponent(search)}`;
const kindAt = (turn: number) => (KINDS[turn % KINDS.length] ?? '').toLowerCase();

/** Each kind of page, many times, on what is in the database now. */
export async function readTasks(server: BenchServer, engine: string, rows: number) {
  const { items } = await server.call<{ items: Account[] }>('GET', '/accounts');
  const category = await busiestCategory(server);
  const asks: Record<string, (turn: number) => string> = {
    dashboard: (turn) => `/dashboard?range=${['1m', '6m', '1y', '5y', 'all'][turn % 5]}`,
    list: () => '/transactions',
    list_account: () => `/transactions?accountIds=${items[0]?.id}`,
    list_category: () => `/transactions?categoryIds=${category}`,
    list_days: (turn) =>
      `/transactions?from=2021-0${1 + (turn % 9)}-01&to=2021-0${1 + (turn % 9)}-28`,
    list_amount: () => '/transactions?sort=amount&order=asc',
    list_review: () => '/transactions?needsReview=true',
    list_amount_down: () => '/transactions?sort=amount&order=desc',
    search_keystroke_rare: (turn) => searched(String(7000 + (turn % 900))),
    search_keystroke_common: (turn) => searched(kindAt(turn)),
    search_keystroke_everywhere: () => searched('merchant'),
    search_keystroke_two_words: (turn) => searched(`diner ${4 + 8 * (turn % 90)}`),
    search_keystroke_missing: (turn) => searched(`zzq${turn}`),
    search_keystroke_quoted: (turn) => searched(`"coffee ${String(8 * turn).padStart(4, '0')}"`),
    search_keystroke_without: (turn) => searched(`${kindAt(turn)} -boston`),
    search_keystroke_amount: (turn) => searched(`amount:>50 ${kindAt(turn)}`),
    search_keystroke_category: (turn) => searched(`category:shopping ${kindAt(turn)}`),
    search_keystroke_reference: (turn) => searched(referenceOf(turn * 7919).slice(0, 5)),
    search_keystroke_apart: (turn) => searched(`${kindAt(turn)} ${kindAt(turn + 1)}`),
    search_keystroke_size: (turn) => searched(`${kindAt(turn)} amount:>${180 + (turn % 40)}`),
    search_keystroke_in: (turn) => searched(`${kindAt(turn)} is:in`),
    search_keystroke_year: (turn) => searched(`${kindAt(turn)} date:${2019 + (turn % 7)}`),
    totals_rare: (turn) => searched(String(7000 + (turn % 900)), '/totals'),
    totals_common: (turn) => searched(kindAt(turn), '/totals'),
    totals_without: (turn) => searched(`${kindAt(turn)} -boston`, '/totals'),
    totals_category: (turn) => searched(`category:shopping ${kindAt(turn)}`, '/totals'),
    totals_everywhere: () => searched('merchant', '/totals'),
  };
  for (const [name, path] of Object.entries(asks)) {
    const times: number[] = [];
    const { seconds } = await timed(async () => {
      // What takes seconds need not be asked a hundred times to be known.
      const until = performance.now() + 20_000;
      for (let turn = 0; turn < 100 && performance.now() < until; turn += 1) {
        times.push((await timed(() => server.call('GET', path(turn)))).seconds * 1000);
      }
    });
    tell(`${name}_${engine}`, rows, seconds, server.memory().nowMb, {
      asked: times.length,
      ...spread(times),
    });
  }
}

export async function busiestCategory(server: BenchServer): Promise<string> {
  const { items } = await server.call<{ items: Transaction[] }>('GET', '/transactions?limit=200');
  const counts = new Map<string, number>();
  for (const { categoryId } of items) counts.set(categoryId, (counts.get(categoryId) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

import { MAX_AMOUNT_MINOR } from '@picture/contract';
import {
  readStatements,
  type StatementSource,
  UnreadableStatement,
} from '../../src/modules/imports/index.ts';
import { chance } from './mutations.ts';
import { fuzzed, SEEDS } from './seeds.ts';

/**
 * Reads mutated files of one format, in a process of its own: what would hang or eat memory is ended
 * from outside. Each file is made from its number alone, so that one that fails can be made again:
 * `node test/fuzz/read-fuzzed.ts FORMAT 1 NUMBER`.
 */
export interface FuzzReport {
  read: number;
  refused: number;
  slowestMs: number;
  failures: { number: number; reason: string }[];
}

/** By the time of the processor, which a busy machine does not stretch. */
const SLOWEST_MS = 1000;
const MOST_FAILURES = 5;
const DAY = /^(?:19|2[01])\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

function sourceOf(bytes: Uint8Array): StatementSource {
  return {
    name: 'fuzzed',
    sizeBytes: bytes.length,
    async *open() {
      for (let at = 0; at < bytes.length; at += 10_000) yield bytes.subarray(at, at + 10_000);
    },
  };
}

const assert = (holds: boolean, claim: string): void => {
  if (!holds) throw new Error(`Not so: ${claim}`);
};

/** What always holds of what is read: nothing half, nothing out of place. */
async function readWhole(bytes: Uint8Array): Promise<void> {
  let format: string | null = null;
  const announced = new Set<number>();
  for await (const event of readStatements(sourceOf(bytes), {})) {
    if (event.kind === 'format') {
      assert(format === null, 'the format is told once');
      format = event.format;
      continue;
    }
    assert(format !== null, 'the format is told first');
    if (event.kind === 'problem') {
      const { line, message } = event.problem;
      assert(Number.isInteger(line) && line >= 1, 'a problem has a line');
      assert(message.length > 0 && message.length < 1000, 'a problem has a sentence');
      continue;
    }
    if (event.kind === 'statement') {
      assert(event.index === announced.size, 'statements are numbered');
      announced.add(event.index);
      continue;
    }
    assert(announced.has(event.index), 'a statement is told before what is in it');
    if (event.kind === 'balance') assertMoney(event.closingBalanceMinor, 4096);
    if (event.kind === 'investments') {
      for (const trade of event.investments.trades) assertMoney(trade.amountMinor, 2);
    }
    if (event.kind !== 'transactions') continue;
    for (const row of event.rows) {
      assert(DAY.test(row.postedOn), `a row has a day: ${row.postedOn}`);
      assert(Number.isInteger(row.line) && row.line >= 1, 'a row has a line');
      assertMoney(row.amountMinor, 3);
      for (const split of row.splits ?? []) assertMoney(split.amountMinor, 3);
    }
  }
}

const assertMoney = (minor: number, times: number): void =>
  assert(
    Number.isSafeInteger(minor) && Math.abs(minor) <= MAX_AMOUNT_MINOR * times,
    `money is whole: ${minor}`,
  );

async function run(format: string, count: number, first: number): Promise<FuzzReport> {
  const seeds = SEEDS[format]?.() ?? [];
  const report: FuzzReport = { read: 0, refused: 0, slowestMs: 0, failures: [] };
  for (let number = first; number < first + count; number += 1) {
    process.send?.({ number });
    const bytes = fuzzed(seeds, chance(number * 7919 + 1));
    const before = process.cpuUsage();
    try {
      await readWhole(bytes);
      report.read += 1;
    } catch (error) {
      if (error instanceof UnreadableStatement) report.refused += 1;
      else report.failures.push({ number, reason: String((error as Error).stack ?? error) });
    }
    const { user } = process.cpuUsage(before);
    const tookMs = Math.round(user / 1000);
    report.slowestMs = Math.max(report.slowestMs, tookMs);
    if (tookMs > SLOWEST_MS) report.failures.push({ number, reason: `It took ${tookMs} ms.` });
    if (report.failures.length >= MOST_FAILURES) break;
  }
  return report;
}

const [format = '', count = '1', first = '0'] = process.argv.slice(2);
const report = await run(format, Number(count), Number(first));
if (process.send) process.send({ report });
else process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
process.disconnect?.();

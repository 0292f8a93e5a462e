import { loadavg } from 'node:os';

/** A line of JSON, with the machine's load beside the number. */
export function tell(
  task: string,
  n: number,
  seconds: number,
  rssMb: number,
  extra: object = {},
): void {
  const line = {
    task,
    n,
    seconds: Number(seconds.toFixed(3)),
    rss_mb: rssMb,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    ...extra,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1000 };
}

const at = (sorted: number[], share: number): number =>
  Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1));

export function spread(times: number[]): object {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    p50_ms: at(sorted, 0.5),
    p95_ms: at(sorted, 0.95),
    p99_ms: at(sorted, 0.99),
    max_ms: at(sorted, 1),
  };
}

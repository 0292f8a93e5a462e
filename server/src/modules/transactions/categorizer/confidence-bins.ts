/** Answers of about the same stated probability: how many, how many right, the sum of what was stated. */
export interface Bin {
  rows: number;
  right: number;
  stated: number;
}

export const BIN_ENDS = [
  0.3,
  0.45,
  0.6,
  0.7,
  0.8,
  0.9,
  0.95,
  0.98,
  0.995,
  Number.POSITIVE_INFINITY,
];
/** A bin begins with this many rows that were right as often as the model itself says. */
const BIN_DOUBT = 4;

export const binOf = (probability: number) => BIN_ENDS.findIndex((end) => probability < end);

/** The share that was right in each bin, never less than in the bin below (pool adjacent violators). */
export function risingShares(bins: readonly Bin[]): number[] {
  const pools: { right: number; rows: number; bins: number }[] = [];
  for (const [i, { rows, right, stated }] of bins.entries()) {
    const middle = ((BIN_ENDS[i - 1] ?? 0) + Math.min(1, BIN_ENDS[i] as number)) / 2;
    const expected = rows === 0 ? middle : stated / rows;
    let pool = { right: right + BIN_DOUBT * expected, rows: rows + BIN_DOUBT, bins: 1 };
    let before = pools.at(-1);
    while (before !== undefined && before.right / before.rows >= pool.right / pool.rows) {
      pools.pop();
      pool = {
        right: pool.right + before.right,
        rows: pool.rows + before.rows,
        bins: pool.bins + before.bins,
      };
      before = pools.at(-1);
    }
    pools.push(pool);
  }
  return pools.flatMap(({ right, rows, bins: count }) => Array(count).fill(right / rows));
}

/** A line as it is wished for. */
export interface LineWish {
  /** A line there is already. */
  transactionId?: string | undefined;
  amountMinor: number;
}

/**
 * Which row each wished line becomes, by index; null for a new one. A line there is already keeps its
 * row. The row that was split is what its bank's file knows it by, so it stays a line: when none
 * wishes for it, the first that wishes for no row takes it, else the first of all.
 *
 * Throws where a line names a row that is not of this split, or two name the same.
 */
export function assignLines(
  present: readonly [string, ...string[]],
  wishes: readonly LineWish[],
): (string | null)[] {
  const [original] = present;
  const rows = wishes.map((wish) => wish.transactionId ?? null);
  const named = rows.filter((id) => id !== null);
  if (new Set(named).size < named.length) throw new Error('Two lines name the same transaction.');
  if (named.some((id) => !present.includes(id))) {
    throw new Error('A line names a transaction that is not of this split.');
  }
  if (!named.includes(original)) rows[Math.max(rows.indexOf(null), 0)] = original;
  return rows;
}

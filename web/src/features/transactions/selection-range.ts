import type { Transaction } from '@picture/contract';

/** The rows from one to another, both included, whichever stands first; none where one is not shown. */
export function idsBetween(rows: readonly Transaction[], one: string, other: string): string[] {
  const at = [one, other].map((id) => rows.findIndex((row) => row.id === id));
  const [from = -1, to = -1] = at.sort((a, b) => a - b);
  if (from < 0) return [];
  return rows
    .slice(from, to + 1)
    .filter((row) => row.kind === 'standard')
    .map((row) => row.id);
}

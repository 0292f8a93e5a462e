import type { Import, RowDecision } from '@picture/contract';
import type { StagedRow, Tally } from './findings.ts';

/** What becomes of a row: what a person said, else what was found. */
export const decisionOf = (row: StagedRow): RowDecision => (row.chosen ?? row).decision ?? 'add';

/** The ledger's row it is, where that is settled. */
export function matchOf(row: StagedRow): string | null {
  if (row.chosen) return row.chosen.transactionId ?? null;
  return row.decision === 'look' ? null : (row.matchIds?.[0] ?? null);
}

export type Counts = Import['counts'];

export function tallyOf(rows: readonly StagedRow[]): Tally {
  const tally = { total: 0, add: 0, duplicate: 0, confirm: 0, look: 0, skip: 0, needsReview: 0 };
  for (const row of rows) {
    const decision = decisionOf(row);
    tally.total += 1;
    tally[decision] += 1;
    if (decision === 'add' && row.category.needsReview) tally.needsReview += 1;
  }
  return tally;
}

/** Counts with the rows of one tally instead of another. */
export function exchanged<Sums extends Tally>(
  counts: Sums,
  before: Tally | null,
  after: Tally,
): Sums {
  const result = { ...counts };
  for (const name of Object.keys(after) as (keyof Tally)[]) {
    result[name] += after[name] - (before?.[name] ?? 0);
  }
  return result;
}

export const noCounts = (problems = 0): Counts => ({ ...tallyOf([]), problems });

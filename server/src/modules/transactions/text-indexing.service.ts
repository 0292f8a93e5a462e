import type { Database } from '../../platform/db/index.ts';
import { indexTexts } from './search-index.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

const PAUSE_MS = 30_000;

/**
 * Brings the index of texts up to date where search was asked for: an import does it at its end, but
 * edits of thousands, accounts that moved in and what was there before the index do not.
 */
export function createTextIndexing(database: Database<TransactionsTables>) {
  const looked = new Map<string, number>();
  return {
    /** Looks in the background, and not again soon. What fails is tried again then. */
    nudge(householdId: string): void {
      const now = performance.now();
      if (now - (looked.get(householdId) ?? -PAUSE_MS) < PAUSE_MS) return;
      looked.set(householdId, now);
      setImmediate(() => {
        indexTexts(database, householdId).catch(() => undefined);
      });
    },
  };
}

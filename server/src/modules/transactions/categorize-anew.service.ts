import { type CategoryKnowledge, decide } from './categorization.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { merchantOf } from './transaction-change.ts';
import type { FullTransaction } from './transactions.repository.ts';
import type { TransactionRow } from './transactions.tables.ts';

/** Rows that were tied to others are categorised by themselves again. */
export async function categorizeAnew(
  ledger: LedgerEdit,
  knowledge: CategoryKnowledge,
  rows: readonly FullTransaction[],
  change: Partial<TransactionRow> = {},
): Promise<void> {
  for (const row of rows) {
    const decision = decide(knowledge, {
      ...merchantOf(row),
      accountId: row.account_id,
      postedOn: row.posted_on,
      fileCategory: null,
    });
    await ledger.update(row, {
      ...change,
      category_id: decision.categoryId,
      category_source: decision.source,
      confidence: Math.round(decision.confidence * 1000),
      review_on: decision.needsReview ? row.posted_on : null,
    });
  }
}

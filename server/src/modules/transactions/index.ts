/**
 * The ledger: transactions, transfers, told values, categories, rules and what decides a category.
 * Owns transactions, their texts (descriptors) and attached files, categories, rules, merchant choices, monthly
 * totals and told values. It alone writes transactions, and in the same database transaction keeps
 * the accounts' daily balances (through the accounts module), the monthly totals and told values.
 * Invariants: every transaction has a category; totals equal the sum of visible rows (`picture
 * doctor` proves it); a transfer has two sides in two accounts; a told value holds at its day's end.
 * Refuses edits from a stale version, and amounts that change their currency.
 */
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import type { FileStore } from '../../platform/files/index.ts';
import type { Outbox } from '../../platform/outbox.ts';
import { type Accounts, accountDeleted, accountsMoved } from '../accounts/index.ts';
import { firstDayOfMonthChanged, getFirstDayOfMonth, householdCreated } from '../settings/index.ts';
import { moveAccountTransactions } from './account-move.repository.ts';
import { removeAccountTransactions } from './account-removal.repository.ts';
import { createAttachments } from './attachments.service.ts';
import { createBulk } from './bulk.service.ts';
import { createCategories, plantDefaultCategories } from './categories.service.ts';
import { createCategoryMerging } from './category-merging.service.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { forgetStepsOf } from './ledger-steps.repository.ts';
import { createLedgerSteps } from './ledger-steps.service.ts';
import { createLoanPayments } from './loan-payments.service.ts';
import { createMerchants } from './merchants.service.ts';
import { rebuildMonthlyTotals } from './month-rebuild.repository.ts';
import { createRefunds } from './refunds.service.ts';
import { createRules } from './rules.service.ts';
import { createSavedSearches } from './saved-searches.service.ts';
import { createSplits } from './splits.service.ts';
import { createTags } from './tags.service.ts';
import type { TransactionsServices } from './transactions.routes.ts';
import { createTransactions } from './transactions.service.ts';
import { createTransferFinding } from './transfer-finding.service.ts';
import { createTransfers } from './transfers.service.ts';
import { createValuations } from './valuations.service.ts';

export { examineFiles, removeFilesOf } from './attachments.service.ts';
export { loadBaseModel } from './base-model.client.ts';
export {
  adoptBatch,
  beginBatch,
  categoriesMark,
  landBatch,
  liftBatch,
  markOf,
  purgeBatch,
  writeBatchRows,
} from './batches.service.ts';
export { listCategoryRows } from './categories.repository.ts';
export { type CategoryKnowledge, type Decision, decide, nameKey } from './categorization.ts';
export { categorizeCsv, merchantName } from './categorizer/index.ts';
export {
  type Confirmation,
  confirmRows,
  isConfirmable,
  takeBackConfirmations,
} from './confirmations.service.ts';
export {
  forgetDeletedKeys,
  listAccountsWithDeletedKeys,
  listDeletedKeys,
} from './deleted-keys.repository.ts';
export { descriptorRow, foldText } from './descriptor.ts';
export { examine } from './doctor.service.ts';
export { tieFound } from './found-ties.service.ts';
export { categoryName, gatherKnowledge } from './knowledge.service.ts';
export { learnFromHousehold } from './learning.service.ts';
export { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
export { LedgerTotals } from './ledger-totals.ts';
export { makeParts, removeUnusedParts } from './made-parts.service.ts';
export type { RowChange } from './row-changes.ts';
export { findDays } from './rules.repository.ts';
export { followRules } from './rules.service.ts';
export { indexTexts } from './search-index.repository.ts';
export { listTagRows } from './tags.repository.ts';
export { TAG_COLOURS } from './tags.service.ts';
export { presentAll } from './transaction-view.service.ts';
export { isVisible, listPeers, listTransactionsById } from './transactions.repository.ts';
export { transactionsRoutes } from './transactions.routes.ts';
export type {
  CategoryRow,
  DescriptorRow,
  SplitLineRow,
  TagRow,
  TransactionRow,
  TransactionsTables,
  TransactionTagRow,
} from './transactions.tables.ts';
export { linkSureTransfers } from './transfer-finding.service.ts';
export { takeBackAccountValue, tellAccountValue } from './valuations.service.ts';

export function createLedger({
  database,
  accounts,
  clock,
  outbox,
  files,
}: {
  database: Database<LedgerTables>;
  accounts: Accounts;
  clock: Clock;
  outbox: Outbox;
  files: FileStore;
}): TransactionsServices {
  return {
    transactions: createTransactions(database, clock),
    attachments: createAttachments(database, clock, outbox, files),
    bulk: createBulk(database, clock),
    splits: createSplits(database, clock),
    merchants: createMerchants(database, clock),
    tags: createTags(database, clock),
    savedSearches: createSavedSearches(database, clock),
    categories: createCategories(database, clock),
    categoryMerging: createCategoryMerging(database, clock),
    rules: createRules(database, clock),
    transfers: createTransfers(database, clock),
    transferFinding: createTransferFinding(database, clock),
    refunds: createRefunds(database, clock),
    loanPayments: createLoanPayments(database, clock),
    valuations: createValuations(database, accounts, clock),
    steps: createLedgerSteps(database, clock),
  };
}

/** Ties the ledger to what happens further left; once per process. */
export function listenForLedger(clock: Clock): void {
  householdCreated.on((tx, { householdId }) =>
    plantDefaultCategories(tx as Transaction<LedgerTables>, householdId, clock.now().toISOString()),
  );
  firstDayOfMonthChanged.on((tx, { householdId, firstDayOfMonth }) =>
    rebuildMonthlyTotals(tx as Transaction<LedgerTables>, householdId, firstDayOfMonth),
  );
  accountsMoved.on(async (tx, { from, to, accountIds }) => {
    const own = tx as Transaction<LedgerTables>;
    const firstDayOfMonth = await getFirstDayOfMonth(own, to);
    await forgetStepsOf(own, from, accountIds);
    await moveAccountTransactions(own, { from, to, accountIds, firstDayOfMonth });
  });
  accountDeleted.on(async (tx, { householdId, accountId }) => {
    const own = tx as Transaction<LedgerTables>;
    await forgetStepsOf(own, householdId, [accountId]);
    await removeAccountTransactions(own, householdId, accountId);
  });
}
export { listDescriptors } from './ledger.repository.ts';

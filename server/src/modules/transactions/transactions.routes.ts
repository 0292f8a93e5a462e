import {
  archiveCategory,
  bulkDeleteTransactions,
  bulkEditTransactions,
  confirmLoanPayments,
  confirmRefunds,
  confirmTransfers,
  createCategory,
  createRule,
  createTag,
  deleteCategory,
  deleteRule,
  deleteSavedSearch,
  deleteTag,
  deleteTransaction,
  editCategory,
  editRule,
  editTag,
  editTransaction,
  getRuleOffer,
  getSplit,
  getTransaction,
  joinLoanPayment,
  joinSplit,
  linkRefund,
  linkTransfer,
  listCategories,
  listCategoryUses,
  listLoanSuggestions,
  listMerchants,
  listRefundCandidates,
  listRefundSuggestions,
  listRules,
  listSavedSearches,
  listTags,
  listTransactions,
  listTransferCandidates,
  listTransferSuggestions,
  mergeCategories,
  mergeTag,
  orderCategories,
  orderRules,
  orderSavedSearches,
  previewLoanPayment,
  previewRule,
  recordTransaction,
  redoLatest,
  redoStep,
  refuseLoanPayment,
  refuseRefund,
  refuseTransfer,
  renameMerchants,
  renameSavedSearch,
  saveSearch,
  setAccountValue,
  splitLoanPayment,
  splitTransaction,
  sumTransactions,
  undoLatest,
  undoStep,
  unlinkRefund,
  unlinkTransfer,
} from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import { attachmentsRoutes } from './attachments.routes.ts';
import type { Attachments } from './attachments.service.ts';
import type { Bulk } from './bulk.service.ts';
import type { Categories } from './categories.service.ts';
import type { CategoryMerging } from './category-merging.service.ts';
import type { LedgerSteps } from './ledger-steps.service.ts';
import type { LoanPayments } from './loan-payments.service.ts';
import type { Merchants } from './merchants.service.ts';
import type { Refunds } from './refunds.service.ts';
import type { Rules } from './rules.service.ts';
import type { SavedSearches } from './saved-searches.service.ts';
import type { Splits } from './splits.service.ts';
import type { Tags } from './tags.service.ts';
import type { Transactions } from './transactions.service.ts';
import type { TransferFinding } from './transfer-finding.service.ts';
import type { Transfers } from './transfers.service.ts';
import type { Valuations } from './valuations.service.ts';

export interface TransactionsServices {
  transactions: Transactions;
  attachments: Attachments;
  bulk: Bulk;
  splits: Splits;
  merchants: Merchants;
  tags: Tags;
  savedSearches: SavedSearches;
  categories: Categories;
  categoryMerging: CategoryMerging;
  rules: Rules;
  transfers: Transfers;
  transferFinding: TransferFinding;
  refunds: Refunds;
  loanPayments: LoanPayments;
  valuations: Valuations;
  steps: LedgerSteps;
}

export const transactionsRoutes = (s: TransactionsServices): Binding[] => [
  bind(listTransactions, ({ who, query }) => s.transactions.list(who, query)),
  bind(sumTransactions, ({ who, query }) => s.transactions.totals(who, query)),
  bind(recordTransaction, ({ who, body }) => s.transactions.record(who, body)),
  bind(bulkEditTransactions, ({ who, body }) => s.bulk.edit(who, body)),
  bind(bulkDeleteTransactions, ({ who, body }) => s.bulk.delete(who, body)),
  bind(getTransaction, ({ who, params }) => s.transactions.get(who, params.id)),
  bind(editTransaction, ({ who, params, body }) => s.transactions.edit(who, params.id, body)),
  bind(deleteTransaction, ({ who, params }) => s.transactions.delete(who, params.id)),
  ...attachmentsRoutes(s.attachments),
  bind(getSplit, ({ who, params }) => s.splits.get(who, params.id)),
  bind(splitTransaction, ({ who, params, body }) => s.splits.split(who, params.id, body)),
  bind(joinSplit, ({ who, params }) => s.splits.join(who, params.id)),
  bind(listSavedSearches, ({ who }) => s.savedSearches.list(who)),
  bind(saveSearch, ({ who, body }) => s.savedSearches.save(who, body)),
  bind(orderSavedSearches, ({ who, body }) => s.savedSearches.order(who, body.ids)),
  bind(renameSavedSearch, ({ who, params, body }) =>
    s.savedSearches.rename(who, params.id, body.name),
  ),
  bind(deleteSavedSearch, ({ who, params }) => s.savedSearches.delete(who, params.id)),
  bind(listMerchants, ({ who, query }) => s.merchants.list(who, query)),
  bind(renameMerchants, ({ who, body }) => s.merchants.rename(who, body)),
  bind(listTags, ({ who }) => s.tags.list(who)),
  bind(createTag, ({ who, body }) => s.tags.create(who, body)),
  bind(editTag, ({ who, params, body }) => s.tags.edit(who, params.id, body)),
  bind(mergeTag, ({ who, params, body }) => s.tags.merge(who, params.id, body.into)),
  bind(deleteTag, ({ who, params }) => s.tags.delete(who, params.id)),
  bind(listTransferCandidates, ({ who, params }) => s.transfers.candidates(who, params.id)),
  bind(listTransferSuggestions, ({ who }) => s.transferFinding.suggestions(who)),
  bind(confirmTransfers, ({ who, body }) => s.transferFinding.confirm(who, body.pairs)),
  bind(refuseTransfer, ({ who, body }) => s.transferFinding.refuse(who, body.transactionIds)),
  bind(linkTransfer, ({ who, body }) => s.transfers.link(who, body.transactionIds)),
  bind(unlinkTransfer, ({ who, params }) => s.transfers.unlink(who, params.id)),
  bind(listRefundCandidates, ({ who, params }) => s.refunds.candidates(who, params.id)),
  bind(listRefundSuggestions, ({ who }) => s.refunds.suggestions(who)),
  bind(confirmRefunds, ({ who, body }) => s.refunds.confirm(who, body.pairs)),
  bind(refuseRefund, ({ who, body }) => s.refunds.refuse(who, body)),
  bind(linkRefund, ({ who, body }) => s.refunds.link(who, body)),
  bind(unlinkRefund, ({ who, params }) => s.refunds.unlink(who, params.id)),
  bind(previewLoanPayment, ({ who, params, query }) =>
    s.loanPayments.preview(who, params.id, query.loanAccountId),
  ),
  bind(splitLoanPayment, ({ who, params, body }) => s.loanPayments.split(who, params.id, body)),
  bind(joinLoanPayment, ({ who, params }) => s.loanPayments.join(who, params.id)),
  bind(listLoanSuggestions, ({ who }) => s.loanPayments.suggestions(who)),
  bind(confirmLoanPayments, ({ who, body }) => s.loanPayments.confirm(who, body.payments)),
  bind(refuseLoanPayment, ({ who, body }) => s.loanPayments.refuse(who, body)),
  bind(setAccountValue, ({ who, params, body }) =>
    s.valuations.set(who, params.id, params.on, body.valueMinor),
  ),
  bind(undoLatest, ({ who, body }) => s.steps.undo(who, null, body)),
  bind(redoLatest, ({ who }) => s.steps.redo(who, null)),
  bind(undoStep, ({ who, params }) => s.steps.undo(who, params.id)),
  bind(redoStep, ({ who, params }) => s.steps.redo(who, params.id)),
  bind(listCategories, ({ who }) => s.categories.list(who)),
  bind(createCategory, ({ who, body }) => s.categories.create(who, body)),
  bind(editCategory, ({ who, params, body }) => s.categories.edit(who, params.id, body)),
  bind(deleteCategory, ({ who, params, query }) =>
    s.categoryMerging.delete(who, params.id, query.moveTo),
  ),
  bind(archiveCategory, ({ who, params, body }) =>
    s.categories.archive(who, params.id, body.isArchived),
  ),
  bind(orderCategories, ({ who, body }) => s.categories.order(who, body)),
  bind(listCategoryUses, ({ who }) => s.categoryMerging.uses(who)),
  bind(mergeCategories, ({ who, body }) => s.categoryMerging.merge(who, body.ids, body.into)),
  bind(listRules, ({ who }) => s.rules.list(who)),
  bind(createRule, ({ who, body }) => s.rules.create(who, body)),
  bind(editRule, ({ who, params, body }) => s.rules.edit(who, params.id, body)),
  bind(orderRules, ({ who, body }) => s.rules.order(who, body.ids)),
  bind(previewRule, ({ who, body }) => s.rules.preview(who, body)),
  bind(getRuleOffer, ({ who, query }) => s.rules.offer(who, query)),
  bind(deleteRule, ({ who, params }) => s.rules.delete(who, params.id)),
];

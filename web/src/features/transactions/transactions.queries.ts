import type {
  BodyIn,
  editTransaction,
  listTransactions,
  QueryIn,
  Transaction,
} from '@picture/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';
import type { TransactionSearch } from '../../router.tsx';

export type Filter = Omit<NonNullable<QueryIn<typeof listTransactions>>, 'cursor'>;

export const filterOf = (search: TransactionSearch): Filter => ({
  limit: 100,
  sort: search.sort ?? 'postedOn',
  order: search.order ?? 'desc',
  accountIds: search.account,
  categoryIds: search.category,
  from: search.from,
  to: search.to,
  search: search.q,
  direction: search.direction,
  importId: search.import,
  needsReview: search.review ? 'true' : undefined,
});

export const transactionQueries = {
  pages: (filter: Filter) =>
    infiniteQueryOptions({
      queryKey: [HOUSEHOLD, 'transactions', filter],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        api('GET /transactions', { query: { ...filter, cursor: pageParam }, signal }),
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
  /** Not kept once closed: a form that began with an old row would call the newer one a conflict. */
  one: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'one', id],
      gcTime: 0,
      queryFn: ({ signal }) => api('GET /transactions/:id', { params: { id }, signal }),
    }),
  split: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'split', id],
      queryFn: ({ signal }) => api('GET /splits/:id', { params: { id }, signal }),
    }),
  totals: (filter: Filter) => {
    const { limit: _limit, sort: _sort, order: _order, ...query } = filter;
    return queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'totals', query],
      queryFn: ({ signal }) => api('GET /transactions/totals', { query, signal }),
    });
  },
  suggestions: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'transfer-suggestions'],
      queryFn: ({ signal }) => api('GET /transfer-suggestions', { signal }),
    }),
  refundSuggestions: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'refund-suggestions'],
      queryFn: ({ signal }) => api('GET /refund-suggestions', { signal }),
    }),
  loanSuggestions: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'loan-suggestions'],
      queryFn: ({ signal }) => api('GET /loan-payment-suggestions', { signal }),
    }),
  refundCandidates: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'refund-candidates', id],
      queryFn: ({ signal }) =>
        api('GET /transactions/:id/refund-candidates', { params: { id }, signal }),
    }),
  /** Not refreshed with the household: it is what a form begins with, and wrong once that is saved. */
  loanPayment: (id: string, loanAccountId: string) =>
    queryOptions({
      queryKey: ['loan-payment', id, loanAccountId],
      gcTime: 0,
      queryFn: ({ signal }) =>
        api('GET /transactions/:id/loan-payment', {
          params: { id },
          query: { loanAccountId },
          signal,
        }),
    }),
  savedSearches: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'saved-searches'],
      queryFn: ({ signal }) => api('GET /saved-searches', { signal }),
    }),
  attachments: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'attachments', id],
      queryFn: ({ signal }) => api('GET /transactions/:id/attachments', { params: { id }, signal }),
    }),
  candidates: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'candidates', id],
      queryFn: ({ signal }) =>
        api('GET /transactions/:id/transfer-candidates', { params: { id }, signal }),
    }),
};

export type Edit = Omit<BodyIn<typeof editTransaction>, 'version'>;

export const editOne = (row: Transaction, edit: Edit): Promise<Transaction> =>
  api('PATCH /transactions/:id', {
    params: { id: row.id },
    body: { ...edit, version: row.version },
  });

/** Whether a change could be one that is worth making for all of the merchant. */
export const isNamedAnew = (row: Transaction, saved: Transaction): boolean =>
  saved.categoryId !== row.categoryId || saved.payee !== row.payee;

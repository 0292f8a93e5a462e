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

type Filter = Omit<NonNullable<QueryIn<typeof listTransactions>>, 'cursor'>;

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
  one: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'transactions', 'one', id],
      queryFn: ({ signal }) => api('GET /transactions/:id', { params: { id }, signal }),
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

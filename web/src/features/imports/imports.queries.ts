import type { Import, RowDecision } from '@picture/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';

export const BUSY_POLL_MS = 250;

export const isBusy = (one: Pick<Import, 'status'>): boolean =>
  one.status === 'reading' || one.status === 'committing' || one.status === 'undoing';

export const importQueries = {
  list: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'imports'],
      queryFn: ({ signal }) => api('GET /imports', { query: { limit: 50 }, signal }),
      refetchInterval: (query) => (query.state.data?.items.some(isBusy) ? BUSY_POLL_MS * 4 : false),
    }),
  one: (id: string) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'imports', id],
      queryFn: ({ signal }) => api('GET /imports/:id', { params: { id }, signal }),
      refetchInterval: (query) =>
        query.state.data && isBusy(query.state.data) ? BUSY_POLL_MS : false,
    }),
  allRows: (id: string) => [HOUSEHOLD, 'imports', id, 'rows'],
  rows: (id: string, decision: RowDecision | undefined, mark: string) =>
    infiniteQueryOptions({
      queryKey: [...importQueries.allRows(id), decision, mark],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        api('GET /imports/:id/rows', {
          params: { id },
          query: { limit: 100, decision, cursor: pageParam },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
};

/** Shows at once what the server answered; the rest of the household follows. */
export function keepImport(one: Import): void {
  queryClient.setQueryData(importQueries.one(one.id).queryKey, one);
  void queryClient.invalidateQueries({ queryKey: importQueries.list().queryKey, exact: true });
}

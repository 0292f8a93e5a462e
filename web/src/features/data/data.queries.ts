import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';

const ENTRIES_AT_ONCE = 50;
const WORKING_POLL_MS = 1000;

export const dataQueries = {
  exports: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'data-exports'],
      queryFn: ({ signal }) => api('GET /data-exports', { signal }),
      refetchInterval: (query) =>
        query.state.data?.items.some((one) => one.status === 'working') ? WORKING_POLL_MS : false,
    }),
  activity: (of: 'household' | 'person', action: string | undefined) =>
    infiniteQueryOptions({
      queryKey: [HOUSEHOLD, 'activity', of, action],
      initialPageParam: undefined as string | undefined,
      queryFn: ({ pageParam, signal }) =>
        api('GET /audit-log', {
          query: { of, action, cursor: pageParam, limit: ENTRIES_AT_ONCE },
          signal,
        }),
      getNextPageParam: (page) => page.nextCursor ?? undefined,
    }),
};

export const refreshExports = () =>
  queryClient.invalidateQueries({ queryKey: dataQueries.exports().queryKey });

import { infiniteQueryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

const ENTRIES_AT_ONCE = 50;

export const dataQueries = {
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

import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // News comes over the live stream, which marks everything of the household as stale.
      staleTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 2 &&
        !(error instanceof ApiError && error.problem.status >= 400 && error.problem.status < 500),
    },
  },
});

/** Everything of a household; what is kept under it is fetched again when the household changes. */
export const HOUSEHOLD = 'household';

export const refreshHousehold = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });

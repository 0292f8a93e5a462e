import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError } from './api.ts';

let leave = (): void => {};

/** What happens when any call is told that nobody is signed in. The router says it once. */
export function whenSessionEnds(run: () => void): void {
  leave = run;
}

const onError = (error: Error): void => {
  if (error instanceof ApiError && error.code === 'not_signed_in') leave();
};

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
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

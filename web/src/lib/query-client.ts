import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, api } from './api.ts';

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError: (error) => void leaveIfEnded(error) }),
  mutationCache: new MutationCache({ onError: (error) => void leaveIfEnded(error) }),
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

const lacksSession = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'not_signed_in';

/**
 * A session was ended elsewhere: nothing of its person stays on the screen or in memory, and the
 * page asks for a sign-in. What was asked while a proof gave the session a new name is asked again.
 */
async function leaveIfEnded(error: unknown): Promise<void> {
  const wasHere = queryClient.getQueryData([HOUSEHOLD, 'session']) !== undefined;
  if (!wasHere || !lacksSession(error)) return;
  if (await api('GET /session').then(() => false, lacksSession)) location.reload();
  else void queryClient.invalidateQueries({ predicate: ({ state }) => lacksSession(state.error) });
}

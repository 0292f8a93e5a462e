import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { HOUSEHOLD } from './query-client.ts';

/** Accounts are named on nearly every page, so their queries live here and not in one feature. */
export const accountQueries = {
  list: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'accounts'],
      queryFn: ({ signal }) => api('GET /accounts', { signal }),
    }),
};

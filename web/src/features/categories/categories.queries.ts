import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

/** What each category has. It counts all transactions, so only this page asks. */
export const categoryUses = () =>
  queryOptions({
    queryKey: [HOUSEHOLD, 'categories', 'uses'],
    queryFn: ({ signal }) => api('GET /categories/uses', { signal }),
  });

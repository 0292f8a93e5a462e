import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';

export const rulesQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'rules'],
  queryFn: ({ signal }) => api('GET /rules', { signal }),
});

export const refreshHousehold = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });

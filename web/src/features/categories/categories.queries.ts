import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export const rulesQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'rules'],
  queryFn: ({ signal }) => api('GET /rules', { signal }),
});

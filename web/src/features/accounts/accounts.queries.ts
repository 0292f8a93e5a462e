import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export const balancesQuery = (id: string) =>
  queryOptions({
    queryKey: [HOUSEHOLD, 'accounts', id, 'balances'],
    queryFn: ({ signal }) =>
      api('GET /accounts/:id/balances', { params: { id }, query: {}, signal }),
  });

export const ratesQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'exchange-rates'],
  queryFn: ({ signal }) => api('GET /exchange-rates', { signal }),
});

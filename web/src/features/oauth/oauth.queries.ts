import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';

/** Asked afresh each time: it is over once it is answered. */
export const appRequestQuery = (id: string) =>
  queryOptions({
    queryKey: ['app-request', id],
    queryFn: ({ signal }) => api('GET /oauth/requests/:id', { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

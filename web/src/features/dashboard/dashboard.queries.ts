import type { NetWorthRange } from '@picture/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export const dashboardQuery = (range: NetWorthRange) =>
  queryOptions({
    queryKey: [HOUSEHOLD, 'dashboard', range],
    queryFn: ({ signal }) => api('GET /dashboard', { query: { range }, signal }),
    placeholderData: keepPreviousData,
  });

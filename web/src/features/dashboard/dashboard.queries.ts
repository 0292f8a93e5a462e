import type { NetWorthRange } from '@picture/contract';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

/** What the page opens with, and its route asks for ahead. */
export const FIRST_RANGE: NetWorthRange = '1y';

export const dashboardQuery = (range: NetWorthRange) =>
  queryOptions({
    queryKey: [HOUSEHOLD, 'dashboard', range],
    queryFn: ({ signal }) => api('GET /dashboard', { query: { range }, signal }),
    placeholderData: keepPreviousData,
  });

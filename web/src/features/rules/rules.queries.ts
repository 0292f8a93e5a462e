import type { RuleWish } from '@picture/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export const ruleQueries = {
  list: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'rules'],
      queryFn: ({ signal }) => api('GET /rules', { signal }),
    }),
  preview: (wish: RuleWish) =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'rules', 'preview', wish],
      queryFn: ({ signal }) => api('POST /rules/preview', { body: wish, signal }),
    }),
};

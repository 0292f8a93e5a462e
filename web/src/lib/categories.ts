import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { HOUSEHOLD } from './query-client.ts';

/** Categories are named on nearly every page, so their query lives here and not in one feature. */
export const categoryQueries = {
  list: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'categories'],
      queryFn: ({ signal }) => api('GET /categories', { signal }),
    }),
};

/** A name as it is looked for: small letters, without accents. */
export const foldName = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

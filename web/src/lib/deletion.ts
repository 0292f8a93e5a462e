import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { HOUSEHOLD } from './query-client.ts';

/** Whether this person, or the household that is shown, is about to be deleted. */
export const deletionQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'deletion'],
  queryFn: ({ signal }) => api('GET /deletion', { signal }),
});

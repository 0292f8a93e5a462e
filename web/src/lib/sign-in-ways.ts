import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';

/** How people sign in to this installation; where it proves emails, it also sends mail. */
export const signInWaysQuery = queryOptions({
  queryKey: ['sign-in-ways'],
  queryFn: ({ signal }) => api('GET /auth/ways', { signal }),
});

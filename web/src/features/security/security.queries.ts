import type { getSecurity, Reply } from '@picture/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';
import { sessionQuery } from '../../lib/session.ts';

export type Security = Reply<typeof getSecurity>;

export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => api('GET /auth/security', { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => api('GET /auth/sessions', { signal }),
});

/** Tokens are made for one household, so they change when the household does. */
export const tokensQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'tokens'],
  queryFn: ({ signal }) => api('GET /auth/tokens', { signal }),
});

export const appsQuery = queryOptions({
  queryKey: ['apps'],
  queryFn: ({ signal }) => api('GET /auth/apps', { signal }),
});

/** After a change to how somebody signs in: many of them also end other sessions. */
export const refreshSecurity = () =>
  Promise.all(
    [securityQuery.queryKey, sessionsQuery.queryKey, sessionQuery.queryKey].map((queryKey) =>
      queryClient.invalidateQueries({ queryKey }),
    ),
  );

import type { listInvitations, listMembers, Reply } from '@picture/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { HOUSEHOLD } from '../../lib/query-client.ts';

export type Member = Reply<typeof listMembers>['items'][number];
export type Invitation = Reply<typeof listInvitations>['items'][number];

export const membersQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'members'],
  queryFn: ({ signal }) => api('GET /household/members', { signal }),
});

export const invitationsQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'invitations'],
  queryFn: ({ signal }) => api('GET /household/invitations', { signal }),
});

export const householdsQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'households'],
  queryFn: ({ signal }) => api('GET /households', { signal }),
});

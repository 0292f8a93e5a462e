import { useLingui } from '@lingui/react';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api } from './api.ts';
import { localeFor } from './i18n.ts';
import { HOUSEHOLD } from './query-client.ts';

export const sessionQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'session'],
  queryFn: ({ signal }) => api('GET /session', { signal }),
});

export const useSession = () => useSuspenseQuery(sessionQuery).data;

/** The form of dates and amounts for whoever reads this. */
export const useLocale = (): string => localeFor(useLingui().i18n.locale);

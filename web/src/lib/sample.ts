import { useLingui } from '@lingui/react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from './api.ts';
import { queryClient } from './query-client.ts';

/** Makes a sample household on the spot and goes to its home page, signed in to it. */
export function useSampleHousehold() {
  const { i18n } = useLingui();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: () =>
      api('POST /demo', { body: { language: i18n.locale === 'es' ? 'es' : 'en' } }),
    onSuccess: async () => {
      await queryClient.resetQueries();
      await navigate({ to: '/' });
    },
  });
}

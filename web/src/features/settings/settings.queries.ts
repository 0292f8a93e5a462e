import { useLingui } from '@lingui/react/macro';
import type { BodyIn, updateSettings } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { activate } from '../../lib/i18n.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { sessionQuery } from '../../lib/session.ts';
import { toast } from '../../ui/toasts.tsx';

type Wish = BodyIn<typeof updateSettings>;

/** Keeps a setting, as soon as it is chosen. */
export function useSaveSettings(): (wish: Wish) => void {
  const { t } = useLingui();
  const text = useProblemText();
  const { mutate } = useMutation({
    mutationFn: (wish: Wish) => api('PATCH /settings', { body: wish }),
    onSuccess: async (session, wish) => {
      queryClient.setQueryData(sessionQuery.queryKey, session);
      if (wish.language) await activate(wish.language);
      await queryClient.invalidateQueries();
      toast(t`Saved.`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return mutate;
}

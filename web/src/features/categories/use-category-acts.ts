import { useLingui } from '@lingui/react/macro';
import type { Category } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import type { Placing } from './category-order.ts';

/** What is done to a category with one press; each can be taken back. */
export function useCategoryActs() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const archive = useMutation({
    mutationFn: ({ id, isArchived }: { id: string; isArchived: boolean }) =>
      api('PUT /categories/:id/archived', { params: { id }, body: { isArchived } }),
    onSuccess: async ({ name }, { isArchived }) => {
      await refreshHousehold();
      said(isArchived ? t`${name} is archived.` : t`${name} is back.`);
    },
    onError,
  });
  const place = useMutation({
    mutationFn: (placing: Placing) => api('PUT /categories/order', { body: placing }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Moved.`);
    },
    onError,
  });
  return {
    archive: (category: Category, isArchived: boolean) =>
      archive.mutate({ id: category.id, isArchived }),
    place: (placing: Placing | null) => placing && place.mutate(placing),
  };
}

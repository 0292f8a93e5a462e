import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';

/** After a category was chosen for a merchant for the second time: whether it shall always be so. */
export function useRuleOffer() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const { data } = useQuery(categoryQueries.list());
  return async (transactionId: string): Promise<void> => {
    const { offer } = await api('GET /rule-offer', { query: { transactionId } });
    if (!offer) return;
    const { contains, categoryId } = offer;
    const name = data?.items.find((one) => one.id === categoryId)?.name ?? '';
    const accept = () =>
      api('POST /rules', { body: { contains, categoryId, applyToExisting: true } }).then(
        async ({ changedTransactions }) => {
          await refreshHousehold();
          said(t`Saved. ${changedTransactions} transactions changed.`);
        },
        (error: unknown) => toast(text(error), { problem: true }),
      );
    toast(t`Always ${name} for ${contains}?`, {
      offer: { label: t`Make it a rule`, run: () => void accept() },
    });
  };
}

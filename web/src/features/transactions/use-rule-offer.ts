import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';

/** After a category or a name was given to a merchant for the second time: whether it shall always be so. */
export function useRuleOffer() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const { data } = useQuery(categoryQueries.list());
  const accept = (call: () => Promise<number>) => {
    call().then(
      async (changed) => {
        await refreshHousehold();
        said(t`Saved. ${changed} transactions changed.`);
      },
      (error: unknown) => toast(text(error), { problem: true }),
    );
  };
  return async (transactionId: string, rows = 1): Promise<void> => {
    const found = await api('GET /rule-offer', { query: { transactionId, rows } });
    if (found.offer) {
      const { contains, categoryId } = found.offer;
      const category = data?.items.find((one) => one.id === categoryId)?.name ?? '';
      const makeRule = () =>
        api('POST /rules', { body: { contains, categoryId, applyToExisting: true } });
      toast(t`Always ${category} for ${contains}?`, {
        offer: {
          label: t`Make it a rule`,
          run: () => accept(async () => (await makeRule()).changedTransactions),
        },
      });
    }
    if (found.name !== null) {
      const to = found.name;
      const rename = () =>
        api('POST /merchants/rename', { body: { likeTransactionId: transactionId, to } });
      toast(t`Always call this merchant ${to}?`, {
        offer: {
          label: t`Always`,
          run: () => accept(async () => (await rename()).changed),
        },
      });
    }
  };
}

import { useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';

/** Links two rows as both sides of a transfer. */
export function useLinkTransfer(onDone: () => void) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  return useMutation({
    mutationFn: ([first = '', second = '']: readonly string[]) =>
      api('POST /transfers', { body: { transactionIds: [first, second] } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Linked as a transfer.`);
      onDone();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { loansFor } from './loan-payment-form.tsx';
import styles from './ties.module.css';

interface Props {
  row: Transaction;
  onOpen: () => void;
  onDone: () => void;
}

/** Says which loan a payment repays, or offers to divide it. */
export function LoanSection({ row, onOpen, onDone }: Props) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list()).data?.items ?? [];
  const join = useMutation({
    mutationFn: () => api('DELETE /transactions/:id/loan-payment', { params: { id: row.id } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`One transaction again.`);
      onDone();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const { loanPayment } = row;
  if (loanPayment) {
    const name = accounts.find((one) => one.id === loanPayment.loanAccountId)?.name ?? '…';
    return (
      <div className={styles.candidate}>
        <span>
          <Trans>Payment to {name}</Trans>
        </span>
        <Button
          variant="default"
          size="compact-sm"
          loading={join.isPending}
          onClick={() => join.mutate()}
        >
          <Trans>Undo the split</Trans>
        </Button>
      </div>
    );
  }
  const isFree = row.amount.amountMinor < 0 && !row.transfer && !row.split && !row.refund;
  if (!isFree || loansFor(row, accounts).length === 0) return null;
  return (
    <Button variant="subtle" onClick={onOpen}>
      <Trans>Split a loan payment</Trans>
    </Button>
  );
}

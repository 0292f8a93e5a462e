import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Account, Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { loansFor } from './loan-payment-form.tsx';
import styles from './ties.module.css';
import { transactionQueries } from './transactions.queries.ts';
import { useRecomputed } from './use-recomputed.ts';

interface Props {
  row: Transaction;
  onOpen: () => void;
  /** Shows another transaction in the place of this one. */
  onShow: (id: string) => void;
  onDone: () => void;
}

/** Says which loan a payment repays, or offers to divide what looks like one. */
export function LoanSection({ row, onOpen, onShow, onDone }: Props) {
  const accounts = useQuery(accountQueries.list()).data?.items ?? [];
  const nameOf = (id: string) => accounts.find((one) => one.id === id)?.name ?? '…';
  const { loanPayment } = row;
  if (!loanPayment) return <Likely row={row} accounts={accounts} onOpen={onOpen} />;
  const { loanAccountId, paymentId } = loanPayment;
  const name = nameOf(loanAccountId);
  return (
    <div className={styles.candidate}>
      {paymentId ? (
        <>
          <span>
            <Trans>What a loan payment repaid of {name}</Trans>
          </span>
          <Button variant="default" size="compact-sm" onClick={() => onShow(paymentId)}>
            <Trans>Show the payment</Trans>
          </Button>
        </>
      ) : (
        <>
          <span>
            <Trans>Payment to {name}</Trans>
          </span>
          <UndoSplit row={row} onDone={onDone} />
        </>
      )}
    </div>
  );
}

function UndoSplit({ row, onDone }: Pick<Props, 'row' | 'onDone'>) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const later = useRecomputed();
  const text = useProblemText();
  const join = useMutation({
    mutationFn: () => api('DELETE /transactions/:id/loan-payment', { params: { id: row.id } }),
    onSuccess: async ({ recomputed }) => {
      await refreshHousehold();
      said([t`One transaction again.`, ...later(recomputed)].join(' '));
      onDone();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={join.isPending}
      onClick={() => join.mutate()}
    >
      <Trans>Undo the split</Trans>
    </Button>
  );
}

interface OfferProps {
  row: Transaction;
  accounts: readonly Account[];
  onOpen: () => void;
}

const isFree = (row: Transaction): boolean =>
  row.amount.amountMinor < 0 && !row.transfer && !row.split && !row.refund;

/** Only what is found to look like a payment to a loan is asked about; any other can be split as one. */
function Likely({ row, accounts, onOpen }: OfferProps) {
  const loans = isFree(row) ? loansFor(row, accounts) : [];
  const found = useQuery({ ...transactionQueries.loanSuggestions(), enabled: loans.length > 0 });
  const likely = found.data?.items.find((one) => one.payment.id === row.id);
  const name = loans.find((one) => one.id === likely?.loanAccountId)?.name;
  if (name === undefined) return null;
  return (
    <div className={styles.candidate}>
      <span>
        <Trans>Looks like a payment to {name}.</Trans>
      </span>
      <Button variant="default" size="compact-sm" onClick={onOpen}>
        <Trans>Split a loan payment</Trans>
      </Button>
    </div>
  );
}

/** For whoever is about to split something that nobody took for a loan payment. */
export function LoanInstead({ row, onOpen }: Omit<OfferProps, 'accounts'>) {
  const accounts = useQuery(accountQueries.list()).data?.items ?? [];
  if (!isFree(row) || loansFor(row, accounts).length === 0) return null;
  return (
    <Button variant="subtle" className={styles.offer ?? ''} onClick={onOpen}>
      <Trans>Split a loan payment</Trans>
    </Button>
  );
}

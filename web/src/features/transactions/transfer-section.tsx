import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { Candidates } from './candidates.tsx';
import styles from './ties.module.css';
import { transactionQueries } from './transactions.queries.ts';
import { useLinkTransfer } from './use-link-transfer.ts';

interface Props {
  row: Transaction;
  /** Begins with the rows that could be the other side, or with the one that is. */
  isAsked: boolean;
  onDone: () => void;
}

/** Ties a transaction to its other side in another own account, or unties it. */
export function TransferSection({ row, isAsked, onDone }: Props) {
  const [looking, setLooking] = useState(isAsked);
  const found = useQuery({
    ...transactionQueries.candidates(row.id),
    enabled: looking && !row.transfer,
  });
  const link = useLinkTransfer(onDone);
  if (row.transfer) {
    return <Linked transfer={row.transfer} isAsked={isAsked} onDone={onDone} />;
  }
  if (!looking) {
    return (
      <Button variant="subtle" className={styles.offer ?? ''} onClick={() => setLooking(true)}>
        <Trans>Mark as a transfer between own accounts</Trans>
      </Button>
    );
  }
  return (
    <Candidates
      found={found}
      nothing={
        <Trans>No transaction of the opposite amount in another account within ten days.</Trans>
      }
      isBusy={link.isPending}
      onChoose={(other) => link.mutate([row.id, other])}
    />
  );
}

interface LinkedProps extends Omit<Props, 'row'> {
  transfer: NonNullable<Transaction['transfer']>;
}

function Linked({ transfer, isAsked, onDone }: LinkedProps) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const accounts = useQuery(accountQueries.list());
  const other = accounts.data?.items.find((one) => one.id === transfer.accountId)?.name ?? '…';
  const unlink = useMutation({
    mutationFn: () => api('DELETE /transfers/:id', { params: { id: transfer.id } }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Unlinked.`);
      onDone();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <div className={styles.candidate}>
      <span>
        <Trans>Transfer with {other}</Trans>
      </span>
      <Button
        variant="default"
        size="compact-sm"
        // Where the key was pressed for it, it has the focus, in a form that came a moment later.
        autoFocus={isAsked}
        data-autofocus={isAsked || undefined}
        loading={unlink.isPending}
        onClick={() => unlink.mutate()}
      >
        <Trans>Unlink</Trans>
      </Button>
    </div>
  );
}

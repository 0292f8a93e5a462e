import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { transactionQueries } from './transactions.queries.ts';
import styles from './transactions-page.module.css';

/** Ties a transaction to its other side in another own account, or unties it. */
export function TransferSection({ row, onDone }: { row: Transaction; onDone: () => void }) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const locale = useLocale();
  const text = useProblemText();
  const [looking, setLooking] = useState(false);
  const accounts = useQuery(accountQueries.list());
  const found = useQuery({ ...transactionQueries.candidates(row.id), enabled: looking });
  const nameOf = (id: string) => accounts.data?.items.find((one) => one.id === id)?.name ?? '…';
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
    onDone();
  };
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const link = useMutation({
    mutationFn: (other: string) =>
      api('POST /transfers', { body: { transactionIds: [row.id, other] } }),
    onSuccess: () => finish(t`Linked as a transfer.`),
    onError,
  });
  const unlink = useMutation({
    mutationFn: (id: string) => api('DELETE /transfers/:id', { params: { id } }),
    onSuccess: () => finish(t`Unlinked.`),
    onError,
  });
  const { transfer } = row;
  if (transfer) {
    const other = nameOf(transfer.accountId);
    return (
      <div className={styles.candidate}>
        <span>
          <Trans>Transfer with {other}</Trans>
        </span>
        <Button
          variant="default"
          size="compact-sm"
          loading={unlink.isPending}
          onClick={() => unlink.mutate(transfer.id)}
        >
          <Trans>Unlink</Trans>
        </Button>
      </div>
    );
  }
  if (!looking) {
    return (
      <Button variant="subtle" onClick={() => setLooking(true)}>
        <Trans>Mark as a transfer between own accounts</Trans>
      </Button>
    );
  }
  if (found.data?.items.length === 0) {
    return (
      <p className={form.hint}>
        <Trans>No transaction of the opposite amount in another account within ten days.</Trans>
      </p>
    );
  }
  return (
    <ul className={styles.candidates} aria-label={t`Possible other sides`}>
      {found.data?.items.map((one) => (
        <li key={one.id} className={styles.candidate}>
          <span>
            {nameOf(one.accountId)} · {one.payee} · {formatDate(one.postedOn, locale)}
          </span>
          <Button
            variant="default"
            size="compact-sm"
            loading={link.isPending}
            onClick={() => link.mutate(one.id)}
          >
            <Trans>Link</Trans>
          </Button>
        </li>
      ))}
    </ul>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { Candidates, OtherRow } from './candidates.tsx';
import styles from './ties.module.css';
import { transactionQueries } from './transactions.queries.ts';

/** Ties a refund to its purchase, seen from either, or unties it. */
export function RefundSection({ row, onDone }: { row: Transaction; onDone: () => void }) {
  const [looking, setLooking] = useState(false);
  const { link, unlink } = useRefundChanges(row, onDone);
  const { refund, amount } = row;
  const isRefund = amount.amountMinor > 0;
  const ids = refund
    ? [...refund.refundIds, ...(refund.purchaseId ? [refund.purchaseId] : [])]
    : [];
  const tied = useQueries({ queries: ids.map((id) => transactionQueries.one(id)) });
  if (row.transfer || row.loanPayment || amount.amountMinor === 0) return null;
  const leftMinor = 0 - amount.amountMinor - (refund?.refunded.amountMinor ?? 0);
  const isOpen = isRefund ? !refund?.purchaseId : leftMinor > 0;
  return (
    <>
      {refund && refund.refunded.amountMinor > 0 && (
        <p className={form.hint}>
          <Trans>
            <Amount minor={refund.refunded.amountMinor} currency={amount.currency} /> of{' '}
            <Amount minor={0 - amount.amountMinor} currency={amount.currency} /> came back.
          </Trans>
        </p>
      )}
      {tied.flatMap(({ data }) =>
        data ? (
          <div key={data.id} className={styles.candidate}>
            <OtherRow row={data}>
              {isRefund ? <Trans>Refund of</Trans> : <Trans>Refunded by</Trans>}
            </OtherRow>
            <Button
              variant="default"
              size="compact-sm"
              loading={unlink.isPending}
              onClick={() => unlink.mutate(isRefund ? row.id : data.id)}
            >
              <Trans>Unlink</Trans>
            </Button>
          </div>
        ) : (
          []
        ),
      )}
      {isOpen && !looking && (
        <Button variant="subtle" className={styles.offer ?? ''} onClick={() => setLooking(true)}>
          {isRefund ? (
            <Trans>Mark as the refund of a purchase</Trans>
          ) : (
            <Trans>Find its refund</Trans>
          )}
        </Button>
      )}
      {isOpen && looking && (
        <Found row={row} isBusy={link.isPending} onChoose={(id) => link.mutate(id)} />
      )}
    </>
  );
}

function useRefundChanges(row: Transaction, onDone: () => void) {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
    onDone();
  };
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const link = useMutation({
    mutationFn: (otherId: string) =>
      api('POST /refunds', {
        body:
          row.amount.amountMinor > 0
            ? { purchaseId: otherId, refundId: row.id }
            : { purchaseId: row.id, refundId: otherId },
      }),
    onSuccess: () => finish(t`Linked as a refund.`),
    onError,
  });
  const unlink = useMutation({
    mutationFn: (id: string) => api('DELETE /refunds/:id', { params: { id } }),
    onSuccess: () => finish(t`Unlinked.`),
    onError,
  });
  return { link, unlink };
}

interface FoundProps {
  row: Transaction;
  isBusy: boolean;
  onChoose: (id: string) => void;
}

function Found({ row, ...rest }: FoundProps) {
  return (
    <Candidates
      found={useQuery(transactionQueries.refundCandidates(row.id))}
      nothing={
        row.amount.amountMinor > 0 ? (
          <Trans>No purchase before it of at least this amount.</Trans>
        ) : (
          <Trans>Nothing came in after it that could be its refund.</Trans>
        )
      }
      {...rest}
    />
  );
}

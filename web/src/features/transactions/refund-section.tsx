import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useMutation, useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { transactionQueries } from './transactions.queries.ts';
import styles from './transactions-page.module.css';

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
            <Other row={data}>
              {isRefund ? <Trans>Refund of</Trans> : <Trans>Refunded by</Trans>}
            </Other>
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
        <Button variant="subtle" onClick={() => setLooking(true)}>
          {isRefund ? (
            <Trans>Mark as the refund of a purchase</Trans>
          ) : (
            <Trans>Find its refund</Trans>
          )}
        </Button>
      )}
      {isOpen && looking && (
        <Candidates row={row} isBusy={link.isPending} onChoose={(id) => link.mutate(id)} />
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

interface CandidatesProps {
  row: Transaction;
  isBusy: boolean;
  onChoose: (id: string) => void;
}

function Candidates({ row, isBusy, onChoose }: CandidatesProps) {
  const { t } = useLingui();
  const text = useProblemText();
  const found = useQuery(transactionQueries.refundCandidates(row.id));
  if (found.error) {
    return (
      <p className={form.problem} role="alert">
        {text(found.error)}
      </p>
    );
  }
  if (found.data?.items.length === 0) {
    return (
      <p className={form.hint}>
        {row.amount.amountMinor > 0 ? (
          <Trans>No purchase before it of at least this amount.</Trans>
        ) : (
          <Trans>Nothing came in after it that could be its refund.</Trans>
        )}
      </p>
    );
  }
  return (
    <ul className={styles.candidates} aria-label={t`Possible other sides`}>
      {found.data?.items.map((one) => (
        <li key={one.id} className={styles.candidate}>
          <Other row={one} />
          <Button
            variant="default"
            size="compact-sm"
            disabled={isBusy}
            onClick={() => onChoose(one.id)}
          >
            <Trans>Link</Trans>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Other({ row, children }: { row: Transaction; children?: ReactNode }) {
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === row.accountId);
  return (
    <span>
      {children} {row.payee} · {formatDate(row.postedOn, locale)} ·{' '}
      <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed /> ·{' '}
      {account?.name}
    </span>
  );
}

import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { LoanPair, RefundPair } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { useRecomputed } from './use-recomputed.ts';

/** Confirms what was found, or refuses it once and for all. */
export function useSuggestionChanges() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const later = useRecomputed();
  const text = useProblemText();
  const onError = (error: unknown) => toast(text(error), { problem: true });
  const finish = async (sentence: string) => {
    await refreshHousehold();
    said(sentence);
  };
  return {
    confirmTransfers: useMutation({
      mutationFn: (pairs: [string, string][]) =>
        api('POST /transfer-suggestions/confirm', { body: { pairs } }),
      onSuccess: ({ linked }) => finish(t`${linked} linked as transfers.`),
      onError,
    }),
    refuseTransfer: useMutation({
      mutationFn: (transactionIds: [string, string]) =>
        api('POST /transfer-suggestions/refuse', { body: { transactionIds } }),
      onSuccess: refreshHousehold,
      onError,
    }),
    confirmRefunds: useMutation({
      mutationFn: (pairs: RefundPair[]) =>
        api('POST /refund-suggestions/confirm', { body: { pairs } }),
      onSuccess: ({ linked }) => finish(t`${linked} linked as refunds.`),
      onError,
    }),
    refuseRefund: useMutation({
      mutationFn: (body: RefundPair) => api('POST /refund-suggestions/refuse', { body }),
      onSuccess: refreshHousehold,
      onError,
    }),
    confirmLoans: useMutation({
      mutationFn: (payments: LoanPair[]) =>
        api('POST /loan-payment-suggestions/confirm', { body: { payments } }),
      onSuccess: ({ split, recomputed }) => {
        const done = t`${plural(split, { one: '# payment split.', other: '# payments split.' })}`;
        return finish([done, ...later(recomputed)].join(' '));
      },
      onError,
    }),
    refuseLoan: useMutation({
      mutationFn: (body: LoanPair) => api('POST /loan-payment-suggestions/refuse', { body }),
      onSuccess: () => finish(t`It is not suggested for this loan again.`),
      onError,
    }),
  };
}

import { Trans, useLingui } from '@lingui/react/macro';
import type { Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { SplitForm } from './split-form.tsx';
import { TransactionForm } from './transaction-form.tsx';
import { transactionQueries } from './transactions.queries.ts';

interface Props {
  /** The transaction's id, or `new`. */
  id: string;
  /** The account a new one is for, where the page shows one. */
  accountId?: string | undefined;
  /** Begins with the lines of its split. */
  asSplit?: boolean;
  onClose: () => void;
}

export function TransactionDetails({ id, accountId, asSplit = false, onClose }: Props) {
  const { t } = useLingui();
  const [splitting, setSplitting] = useState(asSplit);
  const isNew = id === 'new';
  const found = useQuery({ ...transactionQueries.one(id), enabled: !isNew });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={isNew ? t`Add a transaction` : splitting ? t`Split` : <Trans>Transaction</Trans>}
      size={480}
    >
      <Suspense fallback={<Skeleton height={360} />}>
        {isNew ? (
          <TransactionForm row={null} accountId={accountId} onDone={onClose} onSplit={onClose} />
        ) : found.data && splitting ? (
          <SplitForm row={found.data} onDone={onClose} onBack={() => setSplitting(false)} />
        ) : found.data ? (
          <OpenTransaction now={found.data} onDone={onClose} onSplit={() => setSplitting(true)} />
        ) : found.error ? (
          <ErrorState error={found.error} />
        ) : (
          <Skeleton height={360} />
        )}
      </Suspense>
    </Sheet>
  );
}

interface OpenProps {
  now: Transaction;
  onDone: () => void;
  onSplit: () => void;
}

/** The form stays with the row as it was opened: what others change meanwhile is told, not taken. */
function OpenTransaction({ now, onDone, onSplit }: OpenProps) {
  const [opened, setOpened] = useState(now);
  return (
    <TransactionForm
      key={opened.version}
      row={opened}
      now={now}
      onTakeNew={() => setOpened(now)}
      onDone={onDone}
      onSplit={onSplit}
    />
  );
}

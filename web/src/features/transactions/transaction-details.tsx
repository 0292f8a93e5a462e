import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { TransactionForm } from './transaction-form.tsx';
import { transactionQueries } from './transactions.queries.ts';

interface Props {
  /** The transaction's id, or `new`. */
  id: string;
  /** The account a new one is for, where the page shows one. */
  accountId?: string | undefined;
  onClose: () => void;
}

export function TransactionDetails({ id, accountId, onClose }: Props) {
  const { t } = useLingui();
  const isNew = id === 'new';
  const found = useQuery({ ...transactionQueries.one(id), enabled: !isNew });
  return (
    <Sheet
      opened
      onClose={onClose}
      title={isNew ? t`Add a transaction` : <Trans>Transaction</Trans>}
      size={480}
    >
      {isNew ? (
        <TransactionForm row={null} accountId={accountId} onDone={onClose} />
      ) : found.data ? (
        <TransactionForm key={found.data.version} row={found.data} onDone={onClose} />
      ) : found.error ? (
        <ErrorState error={found.error} />
      ) : (
        <Skeleton height={360} />
      )}
    </Sheet>
  );
}

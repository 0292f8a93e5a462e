import { useLingui } from '@lingui/react/macro';
import type { Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { Suspense, useRef, useState } from 'react';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { LoanPaymentForm } from './loan-payment-form.tsx';
import { SplitForm } from './split-form.tsx';
import styles from './ties.module.css';
import { TransactionForm } from './transaction-form.tsx';
import { transactionQueries } from './transactions.queries.ts';

/** What of a transaction is shown at once: the lines of its split, or its other side. */
export type OpenedPart = 'split' | 'transfer';

type Part = 'whole' | 'split' | 'loan';

interface Props {
  /** The transaction's id, or `new`. */
  id: string;
  /** The account a new one is for, where the page shows one. */
  accountId?: string | undefined;
  /** Begins with this part of it. */
  part?: OpenedPart | undefined;
  onShow: (id: string) => void;
  onClose: () => void;
}

export function TransactionDetails({ id, accountId, part: opened, onShow, onClose }: Props) {
  const { t } = useLingui();
  const [part, setPart] = useState<Part>(opened === 'split' ? 'split' : 'whole');
  const isNew = id === 'new';
  const titles = { whole: t`Transaction`, split: t`Split`, loan: t`Split a loan payment` };
  const { box, turn } = useTurning(setPart);
  const back = () => turn('whole');
  const found = useQuery({ ...transactionQueries.one(id), enabled: !isNew });
  return (
    <Sheet opened onClose={onClose} title={isNew ? t`Add a transaction` : titles[part]} size={480}>
      <div ref={box} tabIndex={-1} className={styles.part}>
        <Suspense fallback={<Skeleton height={360} />}>
          {isNew ? (
            <TransactionForm
              row={null}
              accountId={accountId}
              onDone={onClose}
              onSplit={onClose}
              onLoan={onClose}
              onShow={onShow}
            />
          ) : found.data && part === 'split' ? (
            <SplitForm
              row={found.data}
              onDone={onClose}
              onBack={back}
              onLoan={() => turn('loan')}
            />
          ) : found.data && part === 'loan' ? (
            <LoanPaymentForm row={found.data} onDone={onClose} onBack={back} />
          ) : found.data ? (
            <OpenTransaction
              now={found.data}
              asTransfer={opened === 'transfer'}
              onDone={onClose}
              onSplit={() => turn('split')}
              onLoan={() => turn('loan')}
              onShow={onShow}
            />
          ) : found.error ? (
            <ErrorState error={found.error} />
          ) : (
            <Skeleton height={360} />
          )}
        </Suspense>
      </div>
    </Sheet>
  );
}

/** Turns to another part; what had the focus is gone then, so the part itself takes it. */
function useTurning(setPart: (part: Part) => void) {
  const box = useRef<HTMLDivElement>(null);
  const turn = (next: Part) => {
    setPart(next);
    box.current?.focus({ preventScroll: true });
  };
  return { box, turn };
}

interface OpenProps {
  now: Transaction;
  asTransfer: boolean;
  onDone: () => void;
  onSplit: () => void;
  onLoan: () => void;
  onShow: (id: string) => void;
}

/** The form stays with the row as it was opened: what others change meanwhile is told, not taken. */
function OpenTransaction({ now, ...acts }: OpenProps) {
  const [opened, setOpened] = useState(now);
  return (
    <TransactionForm
      key={opened.version}
      row={opened}
      now={now}
      onTakeNew={() => setOpened(now)}
      {...acts}
    />
  );
}

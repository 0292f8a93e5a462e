import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { formatDate } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import { Skeleton } from '../../ui/states.tsx';
import styles from './ties.module.css';

interface Props {
  found: UseQueryResult<{ items: Transaction[] }>;
  /** Said where there is none. */
  nothing: ReactNode;
  isBusy: boolean;
  onChoose: (id: string) => void;
}

/** The rows that one could be tied to. They take the focus of the button that asked for them. */
export function Candidates({ found, nothing, isBusy, onChoose }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const box = useRef<HTMLDivElement>(null);
  const { isPending } = found;
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    if (!isPending) box.current?.scrollIntoView({ block: 'nearest' });
  }, [isPending]);
  return (
    <div
      ref={box}
      role="group"
      tabIndex={-1}
      data-autofocus
      className={styles.found}
      aria-label={t`Possible other sides`}
    >
      {found.error ? (
        <p className={form.problem} role="alert">
          {text(found.error)}
        </p>
      ) : !found.data ? (
        <Skeleton height={58} />
      ) : found.data.items.length === 0 ? (
        <p className={form.hint}>{nothing}</p>
      ) : (
        <ul className={styles.candidates}>
          {found.data.items.map((one) => (
            <li key={one.id} className={styles.candidate}>
              <OtherRow row={one} />
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
      )}
    </div>
  );
}

/** Another row, as far as it takes to know it. */
export function OtherRow({ row, children }: { row: Transaction; children?: ReactNode }) {
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === row.accountId);
  return (
    <span className={styles.other}>
      <span>
        {children} <strong>{row.payee}</strong>
      </span>
      <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed />
      <span className={styles.otherUnder}>
        {formatDate(row.postedOn, locale)} · {account?.name}
      </span>
    </span>
  );
}

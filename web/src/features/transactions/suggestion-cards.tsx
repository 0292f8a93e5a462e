import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { LoanSuggestion, Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import form from '../../ui/form.module.css';
import styles from './suggestions.module.css';

interface PairProps {
  rows: readonly Transaction[];
  no: ReactNode;
  isBusy: boolean;
  onNo: () => void;
  onYes: () => void;
}

export function PairCard({ rows, no, isBusy, onNo, onYes }: PairProps) {
  return (
    <li className={styles.pair}>
      {rows.map((row) => (
        <Side key={row.id} row={row} />
      ))}
      <div className={form.buttons}>
        <Button variant="default" disabled={isBusy} onClick={onNo}>
          {no}
        </Button>
        <Button disabled={isBusy} onClick={onYes}>
          <Trans>Link</Trans>
        </Button>
      </div>
    </li>
  );
}

function Side({ row }: { row: Transaction }) {
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const account = accounts.data?.items.find((one) => one.id === row.accountId);
  return (
    <p className={styles.side}>
      <span className={styles.what}>
        <strong>{account?.name}</strong>
        <span className={styles.text}>
          {formatDate(row.postedOn, locale)} · {row.payee}
        </span>
      </span>
      <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
    </p>
  );
}

/** Payments of one name from one account to one loan: a card for a year of them. */
export interface PaymentGroup {
  key: string;
  /** The latest first. */
  items: LoanSuggestion[];
  latest: LoanSuggestion;
}

export const groupPayments = (items: readonly LoanSuggestion[]): PaymentGroup[] =>
  [
    ...Map.groupBy(items, ({ payment, loanAccountId, isReady }) =>
      [loanAccountId, payment.accountId, payment.payee, isReady].join(),
    ),
  ].flatMap(([key, own]) => (own[0] ? { key, items: own, latest: own[0] } : []));

interface LoanProps extends Omit<PairProps, 'rows' | 'no'> {
  group: PaymentGroup;
  /** Shows the latest payment, where its parts have to be told. */
  onOpen: () => void;
}

export function LoanCard({ group, isBusy, onNo, onYes, onOpen }: LoanProps) {
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const { items, latest } = group;
  const count = items.length;
  const loan = accounts.data?.items.find((one) => one.id === latest.loanAccountId)?.name ?? '…';
  const first = items.at(-1) ?? latest;
  const from = formatDate(first.payment.postedOn, locale);
  const to = formatDate(latest.payment.postedOn, locale);
  return (
    <li className={styles.pair}>
      <Side row={latest.payment} />
      <p className={form.hint}>
        <Plural
          value={count}
          one={`Looks like a payment to ${loan}.`}
          other={`# that look like payments to ${loan}, ${from} to ${to}.`}
        />
      </p>
      <div className={form.buttons}>
        <Button variant="default" disabled={isBusy} onClick={onNo}>
          <Trans>Not for this loan</Trans>
        </Button>
        {latest.isReady ? (
          <Button disabled={isBusy} onClick={onYes}>
            <Plural value={count} one="Split" other="Split all #" />
          </Button>
        ) : (
          <Button onClick={onOpen}>
            <Trans>Open</Trans>
          </Button>
        )}
      </div>
    </li>
  );
}

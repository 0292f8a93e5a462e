import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Category, Import, ImportRow, Transaction } from '@picture/contract';
import type { ReactNode } from 'react';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { useDecideRows } from './decide-rows.ts';
import { useReasonText } from './decision-words.tsx';
import styles from './decisions.module.css';
import type { RowAccounts } from './row-accounts.ts';

interface DecisionSheetProps {
  one: Import;
  row: ImportRow | null;
  accounts: RowAccounts;
  categories: ReadonlyMap<string, Category>;
  onClose: () => void;
}

/** One row of the file beside what it is, or could be, in the ledger; and what becomes of it. */
export function DecisionSheet({ row, onClose, ...rest }: DecisionSheetProps) {
  return (
    <Sheet
      opened={row !== null}
      onClose={onClose}
      title={<Trans>What becomes of this row?</Trans>}
      size={720}
    >
      {row && <Choices {...rest} row={row} onClose={onClose} />}
    </Sheet>
  );
}

function Choices({
  one,
  row,
  accounts,
  categories,
  onClose,
}: DecisionSheetProps & { row: ImportRow }) {
  const reason = useReasonText();
  const decide = useDecideRows(one, onClose);
  const { seq } = row;
  const say = (decision: 'add' | 'skip' | 'found') => () =>
    decide.mutate({ rows: [{ seq, decision }] });
  return (
    <div className={styles.sheet}>
      <p className={styles.reason}>
        {row.isChosen ? <Trans>You decided this.</Trans> : reason(row)}
      </p>
      <div className={styles.sides}>
        <Side
          title={<Trans>In the file</Trans>}
          shown={{ ...row, categoryId: null }}
          account={accounts.areSeveral ? accounts.nameOf(row) : null}
          categories={categories}
        />
        {row.candidates.map((held) => (
          <Side
            key={held.id}
            title={<HeldTitle held={held} />}
            shown={held}
            account={accounts.otherNameOf(row, held)}
            categories={categories}
            isIt={row.matchId === held.id}
          >
            {row.matchId !== held.id && (
              <Button
                variant="light"
                disabled={decide.isPending}
                onClick={() =>
                  decide.mutate({
                    rows: [{ seq, decision: 'confirm', transactionId: held.id }],
                  })
                }
              >
                <Trans>It is this one</Trans>
              </Button>
            )}
          </Side>
        ))}
      </div>
      <div className={styles.actions}>
        {row.isChosen && (
          <Button variant="subtle" disabled={decide.isPending} onClick={say('found')}>
            <Trans>As it was found</Trans>
          </Button>
        )}
        {row.decision !== 'skip' && (
          <Button variant="default" disabled={decide.isPending} onClick={say('skip')}>
            <Trans>Leave it out</Trans>
          </Button>
        )}
        {row.decision !== 'add' && (
          <Button disabled={decide.isPending} onClick={say('add')}>
            <Trans>Add it</Trans>
          </Button>
        )}
      </div>
    </div>
  );
}

function HeldTitle({ held }: { held: Transaction }) {
  if (held.isPending) return <Trans>In your ledger, pending</Trans>;
  return held.importId === null ? (
    <Trans>In your ledger, typed by hand</Trans>
  ) : (
    <Trans>In your ledger</Trans>
  );
}

interface Shown {
  payee: string;
  originalPayee: string | null;
  memo: string | null;
  note?: string | null;
  postedOn: string;
  amount: Transaction['amount'];
  categoryId: string | null;
  split?: Transaction['split'];
}

function Side({
  title,
  shown,
  account,
  categories,
  isIt = false,
  children,
}: {
  title: ReactNode;
  shown: Shown;
  account: string | null;
  categories: ReadonlyMap<string, Category>;
  isIt?: boolean;
  children?: ReactNode;
}) {
  const locale = useLocale();
  const { amountMinor, currency } = shown.split?.total ?? shown.amount;
  const texts = [shown.originalPayee, shown.memo, shown.note].filter(Boolean);
  return (
    <section className={styles.side} data-it={isIt || undefined}>
      <h3 className={styles.sideTitle}>{title}</h3>
      <p className={styles.sideHead}>
        <span>{shown.payee || <Trans>No payee</Trans>}</span>
        <Amount minor={amountMinor} currency={currency} signed tinted />
      </p>
      <p className={styles.sideText}>
        {formatDate(shown.postedOn, locale)}
        {account !== null && ` · ${account}`}
      </p>
      {texts.map((text) => (
        <p key={text} className={styles.sideText}>
          {text}
        </p>
      ))}
      {shown.categoryId !== null && <CategoryChip category={categories.get(shown.categoryId)} />}
      {children}
    </section>
  );
}

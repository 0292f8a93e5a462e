import { Trans } from '@lingui/react/macro';
import type { Account } from '@picture/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { TransactionRows, transactionQueries } from '../transactions/index.ts';
import styles from './accounts.module.css';

const SHOWN = 20;

/** An account's newest transactions, and the way to all of them. */
export function RecentTransactions({ account }: { account: Account }) {
  const navigate = useNavigate();
  const filter = { limit: SHOWN, accountIds: account.id };
  const mayEdit = useMayEdit();
  const pages = useInfiniteQuery(transactionQueries.pages(filter));
  const rows = useMemo(() => pages.data?.pages[0]?.items ?? [], [pages.data]);
  return (
    <Card
      flush
      title={<Trans>Latest transactions</Trans>}
      action={
        <Link to="/transactions" search={{ account: account.id }} className={styles.all}>
          <Trans>All {account.transactionCount}</Trans>
        </Link>
      }
    >
      {rows.length === 0 && !pages.isPending ? (
        <EmptyState sentence={<Trans>No transactions in this account yet.</Trans>}>
          {mayEdit && (
            <LinkButton to="/imports" search={{ account: account.id }}>
              <Trans>Import a statement</Trans>
            </LinkButton>
          )}
        </EmptyState>
      ) : (
        <TransactionRows
          rows={rows}
          onOpen={(id) =>
            void navigate({ to: '/transactions', search: { account: account.id, open: id } })
          }
        />
      )}
    </Card>
  );
}

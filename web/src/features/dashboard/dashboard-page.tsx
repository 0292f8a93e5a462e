import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard, NetWorthRange } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useMayEdit } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { CashFlowCard } from './cash-flow-card.tsx';
import { dashboardQuery } from './dashboard.queries.ts';
import styles from './dashboard-page.module.css';
import { KindsCard } from './kinds-card.tsx';
import { NetWorthCard } from './net-worth-card.tsx';
import { PaceCard } from './pace-card.tsx';
import { SpendingCard } from './spending-card.tsx';
import { LatestCard, ReviewCard } from './transaction-cards.tsx';

export function DashboardPage() {
  const [range, setRange] = useState<NetWorthRange>('1y');
  const { data, error, refetch } = useQuery(dashboardQuery(range));
  if (!data) {
    return error ? <ErrorState error={error} retry={() => void refetch()} /> : <Waiting />;
  }
  if (data.accounts.length === 0) return <NothingYet />;
  return (
    <div className={styles.grid}>
      <NetWorthCard dashboard={data} range={range} onRange={setRange} />
      <ReviewCard dashboard={data} />
      <LeftOut dashboard={data} />
      <PaceCard dashboard={data} />
      <CashFlowCard dashboard={data} />
      <SpendingCard dashboard={data} />
      <KindsCard dashboard={data} />
      <LatestCard dashboard={data} />
      <AccountsCard dashboard={data} />
    </div>
  );
}

/** Accounts no total can hold, said plainly instead of counted as zero. */
function LeftOut({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const { leftOut } = dashboard.netWorth;
  if (leftOut.length === 0) return null;
  return (
    <section className={styles.leftOut} aria-label={t`Left out of the totals`}>
      <p>
        <Trans>Left out of the totals, because their currency has no exchange rate:</Trans>{' '}
        {leftOut.map((account, index) => (
          <span key={account.accountId}>
            {index > 0 && ' · '}
            {account.name}{' '}
            <Amount minor={account.balance.amountMinor} currency={account.balance.currency} />
          </span>
        ))}
      </p>
      {mayEdit && (
        <LinkButton to="/settings/household" variant="default" size="compact-sm">
          <Trans>Type a rate</Trans>
        </LinkButton>
      )}
    </section>
  );
}

function NothingYet() {
  const mayEdit = useMayEdit();
  return (
    <Card>
      <EmptyState
        sentence={<Trans>Your picture begins with an account or a bank’s own file.</Trans>}
      >
        {mayEdit && (
          <>
            <LinkButton to="/imports">
              <Trans>Import a statement</Trans>
            </LinkButton>
            <LinkButton to="/accounts" variant="default">
              <Trans>Add an account</Trans>
            </LinkButton>
          </>
        )}
      </EmptyState>
    </Card>
  );
}

function Waiting() {
  return (
    <div className={styles.grid} aria-busy="true">
      <div className={styles.wide}>
        <Skeleton height={404} />
      </div>
      <div className={styles.third}>
        <Skeleton height={404} />
      </div>
      {['pace', 'flow', 'spending'].map((key) => (
        <div key={key} className={styles.third}>
          <Skeleton height={320} />
        </div>
      ))}
    </div>
  );
}

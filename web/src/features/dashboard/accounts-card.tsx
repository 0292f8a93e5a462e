import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '@picture/contract';
import { Link } from '@tanstack/react-router';
import { KIND_NAMES } from '../../lib/account-kinds.ts';
import { formatAgo } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { PrivateMark } from '../../ui/private-mark.tsx';
import styles from './dashboard-page.module.css';

export function AccountsCard({ dashboard }: { dashboard: Dashboard }) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const open = dashboard.accounts.filter((account) => account.closedOn === null);
  return (
    <Card
      flush
      className={styles.whole}
      title={<Trans>Accounts</Trans>}
      action={
        <Link to="/accounts" className={styles.link}>
          <Trans>All accounts</Trans>
        </Link>
      }
    >
      <ul className={styles.columns}>
        {open.map((account) => (
          <li key={account.id}>
            <Link to="/accounts/$id" params={{ id: account.id }} className={styles.row}>
              <span className={styles.grow}>
                <span className={styles.name}>
                  {account.name}
                  <PrivateMark account={account} />
                </span>
                <br />
                <span className={styles.dim}>
                  {i18n._(KIND_NAMES[account.kind])}
                  {account.lastActivityOn &&
                    ` · ${formatAgo(account.lastActivityOn, locale, dashboard.today)}`}
                </span>
              </span>
              <Amount minor={account.balance.amountMinor} currency={account.balance.currency} />
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  );
}

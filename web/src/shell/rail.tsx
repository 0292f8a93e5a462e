import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { accountQueries } from '../lib/accounts.ts';
import { useSession } from '../lib/session.ts';
import { Amount } from '../ui/amount.tsx';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { PrivateMark } from '../ui/private-mark.tsx';
import { HouseholdSwitcher } from './household-switcher.tsx';
import { PAGES } from './navigation.ts';
import styles from './rail.module.css';

export function Rail() {
  const { t, i18n } = useLingui();
  const session = useSession();
  const accounts = useQuery(accountQueries.list());
  const open = accounts.data?.items.filter((account) => account.closedOn === null) ?? [];
  return (
    <nav className={styles.rail} aria-label={t`Pages`}>
      <HouseholdSwitcher />
      <ul className={styles.pages}>
        {PAGES.map(({ to, label, icon: Icon }) => (
          <li key={to} data-foot={to === '/settings' || undefined}>
            <Link
              to={to}
              className={styles.link}
              activeOptions={{ exact: to === '/' }}
              title={i18n._(label)}
            >
              <Icon size={18} stroke={1.6} aria-hidden="true" />
              <span className={styles.label}>{i18n._(label)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {open.length > 0 && (
        <ul className={styles.accounts} aria-label={t`Accounts`}>
          {open.map((account) => (
            <li key={account.id}>
              <Link to="/accounts/$id" params={{ id: account.id }} className={styles.account}>
                <span className={styles.name}>
                  {account.name}
                  <PrivateMark account={account} />
                </span>
                <Amount
                  minor={account.balance.amountMinor}
                  currency={account.balance.currency}
                  whole
                />
              </Link>
            </li>
          ))}
        </ul>
      )}
      <Link to="/settings/profile" className={styles.person} title={session.user.name}>
        <PersonAvatar name={session.user.name} pictureUrl={session.user.pictureUrl} size={28} />
        <span className={styles.name}>{session.user.name}</span>
      </Link>
    </nav>
  );
}

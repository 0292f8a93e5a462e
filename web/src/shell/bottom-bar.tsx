import { Trans, useLingui } from '@lingui/react/macro';
import { UnstyledButton } from '@mantine/core';
import { IconDots, IconPlus } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useMayEdit } from '../lib/session.ts';
import { Sheet } from '../ui/sheet.tsx';
import styles from './bottom-bar.module.css';
import { HouseholdRows } from './household-switcher.tsx';
import { PAGES } from './navigation.ts';

const SHOWN = ['/', '/transactions', '/accounts'];

/** A phone's way around: five places for one thumb. */
export function BottomBar({ path }: { path: string }) {
  const { t, i18n } = useLingui();
  const mayEdit = useMayEdit();
  const [more, setMore] = useState(false);
  const rest = PAGES.filter((page) => !SHOWN.includes(page.to));
  const [home, transactions, accounts] = PAGES;
  const item = ({ to, label, icon: Icon }: (typeof PAGES)[number]) => (
    <Link to={to} className={styles.item} activeOptions={{ exact: to === '/' }}>
      <Icon size={22} stroke={1.6} aria-hidden="true" />
      <span>{i18n._(label)}</span>
    </Link>
  );
  return (
    <>
      <nav className={styles.bar} aria-label={t`Pages`}>
        {item(home)}
        {item(transactions)}
        {mayEdit && (
          <Link
            to="/transactions"
            search={{ open: 'new' }}
            className={styles.add}
            aria-label={t`Add a transaction`}
          >
            <IconPlus size={24} stroke={1.8} aria-hidden="true" />
          </Link>
        )}
        {item(accounts)}
        <UnstyledButton
          className={styles.item}
          data-status={rest.some((page) => path.startsWith(page.to)) ? 'active' : undefined}
          aria-haspopup="dialog"
          onClick={() => setMore(true)}
        >
          <IconDots size={22} stroke={1.6} aria-hidden="true" />
          <span>
            <Trans>More</Trans>
          </span>
        </UnstyledButton>
      </nav>
      <Sheet opened={more} onClose={() => setMore(false)} title={<Trans>More</Trans>}>
        <HouseholdRows onStay={() => setMore(false)} />
        <ul>
          {rest.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={styles.row} onClick={() => setMore(false)}>
                <Icon size={20} stroke={1.6} aria-hidden="true" />
                {i18n._(label)}
              </Link>
            </li>
          ))}
        </ul>
      </Sheet>
    </>
  );
}

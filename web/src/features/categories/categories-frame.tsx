import { Trans, useLingui } from '@lingui/react/macro';
import { Link, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { PageSkeleton } from '../../ui/states.tsx';
import styles from './categories.module.css';

/** What transactions are called by: categories, and what decides names and tags, each at its own address. */
export function CategoriesFrame() {
  const { t } = useLingui();
  const tabs = [
    { to: '/categories', label: <Trans>Categories</Trans> },
    { to: '/categories/rules', label: <Trans>Rules</Trans> },
    { to: '/categories/merchants', label: <Trans>Merchants</Trans> },
    { to: '/categories/tags', label: <Trans>Tags</Trans> },
  ] as const;
  return (
    <div className={styles.page}>
      <nav className={styles.tabs} aria-label={t`Categories, rules, merchants and tags`}>
        {tabs.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            className={styles.tab}
            activeOptions={{ exact: true }}
            activeProps={{ 'aria-current': 'page' }}
          >
            {label}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<PageSkeleton />}>
        <Outlet />
      </Suspense>
    </div>
  );
}

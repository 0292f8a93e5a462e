import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link, Navigate, Outlet, useRouter, useRouterState } from '@tanstack/react-router';
import { Suspense } from 'react';
import { api } from '../../lib/api.ts';
import { queryClient } from '../../lib/query-client.ts';
import { PageSkeleton } from '../../ui/states.tsx';
import { SECTIONS } from './sections.ts';
import styles from './settings.module.css';

/** A section beside the list of all; on a phone the list is a page of its own, then the section. */
export function SettingsFrame() {
  const { t, i18n } = useLingui();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const section = SECTIONS.find((one) => path.startsWith(one.to));
  return (
    <div className={styles.frame} data-open={section !== undefined || undefined}>
      <nav className={styles.side} aria-label={t`Settings`}>
        <ul className={styles.list}>
          {SECTIONS.map(({ to, label, hint, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={styles.entry}>
                <Icon size={18} stroke={1.6} aria-hidden="true" />
                <span className={styles.words}>
                  <span>{i18n._(label)}</span>
                  <span className={styles.hint}>{i18n._(hint)}</span>
                </span>
                <IconChevronRight size={16} className={styles.chevron} aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ul>
        <SignOut />
      </nav>
      <div className={styles.content}>
        {section && (
          <Link to="/settings" className={styles.back}>
            <IconChevronLeft size={16} aria-hidden="true" />
            <Trans>All settings</Trans>
          </Link>
        )}
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </div>
    </div>
  );
}

/** Where no section was named: a phone shows the list, a desktop has room for the first one too. */
export function SettingsStart() {
  const wide = useMediaQuery('(min-width: 800px)', undefined, { getInitialValueInEffect: false });
  return wide ? <Navigate to={SECTIONS[0].to} replace /> : null;
}

function SignOut() {
  const router = useRouter();
  const out = useMutation({
    mutationFn: () => api('POST /auth/sign-out', { body: {} }),
    onSuccess: () => {
      queryClient.clear();
      void router.navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button variant="default" loading={out.isPending} onClick={() => out.mutate()}>
      <Trans>Sign out</Trans>
    </Button>
  );
}

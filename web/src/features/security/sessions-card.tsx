import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { listSessions, Reply } from '@picture/contract';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './security.module.css';
import { refreshSecurity, sessionsQuery } from './security.queries.ts';

type Session = Reply<typeof listSessions>['items'][number];

/** Where somebody is signed in. What they do not know, they can end. */
export function SessionsCard() {
  const { t } = useLingui();
  const text = useProblemText();
  const sessions = useQuery(sessionsQuery);
  const items = sessions.data?.items ?? [];
  const endOthers = useMutation({
    mutationFn: () => api('POST /auth/sessions/end-others', { body: {} }),
    onSuccess: async ({ ended }) => {
      toast(
        t`${plural(ended, { one: '# other device is', other: '# other devices are' })} signed out.`,
      );
      await refreshSecurity();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <Card title={<Trans>Where you are signed in</Trans>}>
      {sessions.error ? (
        <ErrorState error={sessions.error} retry={() => void sessions.refetch()} />
      ) : sessions.data ? (
        <ul className={styles.list}>
          {[...items]
            .sort((a, b) => Number(b.isCurrent) - Number(a.isCurrent))
            .map((one) => (
              <li key={one.id}>
                <SessionRow session={one} />
              </li>
            ))}
        </ul>
      ) : (
        <Skeleton height={60} />
      )}
      {items.length > 1 && (
        <div className={styles.foot}>
          <Button
            variant="default"
            loading={endOthers.isPending}
            onClick={() => endOthers.mutate()}
          >
            <Trans>Sign all others out</Trans>
          </Button>
        </div>
      )}
    </Card>
  );
}

const PHONE = /iPhone|iPad|Android/;

function SessionRow({ session }: { session: Session }) {
  const { t } = useLingui();
  const locale = useLocale();
  const text = useProblemText();
  const browser = session.browser ?? t`A browser we do not know`;
  const Icon = PHONE.test(browser) ? IconDeviceMobile : IconDeviceDesktop;
  const end = useMutation({
    mutationFn: () => api('DELETE /auth/sessions/:id', { params: { id: session.id } }),
    onSuccess: async () => {
      toast(t`Signed out.`);
      await refreshSecurity();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const since = formatInstant(session.createdAt, locale);
  const seen = formatInstant(session.lastSeenAt, locale);
  return (
    <div className={styles.row}>
      <Icon size={20} stroke={1.6} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.name}>
          {browser}
          {session.isCurrent && (
            <span className={styles.here}>
              <Trans>This device</Trans>
            </span>
          )}
        </span>
        <span className={styles.dim}>
          {session.address && <>{session.address} · </>}
          {session.isCurrent ? (
            <Trans>since {since}</Trans>
          ) : (
            <Trans>
              since {since}, last used {seen}
            </Trans>
          )}
        </span>
      </div>
      {!session.isCurrent && (
        <div className={styles.actions}>
          <Button
            variant="default"
            aria-label={t`Sign out ${browser}`}
            loading={end.isPending}
            onClick={() => end.mutate()}
          >
            <Trans>Sign out</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

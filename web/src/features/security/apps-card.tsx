import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type listConnectedApps, type Reply, SCOPES } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useLocale } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { SCOPE_WORDS } from './scopes.ts';
import styles from './security.module.css';
import { appsQuery } from './security.queries.ts';

type App = Reply<typeof listConnectedApps>['items'][number];

/** Apps of others that somebody let in, each to one household. */
export function AppsCard() {
  const apps = useQuery(appsQuery);
  return (
    <Card title={<Trans>Connected apps</Trans>}>
      {apps.error ? (
        <ErrorState error={apps.error} retry={() => void apps.refetch()} />
      ) : !apps.data ? (
        <Skeleton height={60} />
      ) : apps.data.items.length === 0 ? (
        <p className={styles.quiet}>
          <Trans>
            None. An app that wants to work with your household asks you first, and is listed here
            once you let it in.
          </Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {apps.data.items.map((one) => (
            <li key={one.id}>
              <AppRow app={one} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function AppRow({ app }: { app: App }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const { id, name, householdName } = app;
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => api('DELETE /auth/apps/:id', { params: { id } }),
    onSuccess: async () => {
      setAsking(false);
      toast(t`${name} is shut out.`);
      await queryClient.invalidateQueries({ queryKey: appsQuery.queryKey });
    },
  });
  const most = SCOPES.findLast((scope) => app.scopes.includes(scope)) ?? 'read';
  const since = formatInstant(app.allowedAt, locale);
  const site = app.uri === null ? t`On a device of yours` : new URL(app.uri).host;
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.dim}>
          {householdName} · {i18n._(SCOPE_WORDS[most].word)}
        </span>
        <span className={styles.dim}>
          {site} · <Trans>since {since}</Trans>
        </span>
      </div>
      <div className={styles.actions}>
        <Button variant="default" aria-label={t`Shut ${name} out`} onClick={() => setAsking(true)}>
          <Trans>Shut out</Trans>
        </Button>
      </div>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Shut {name} out?</Trans>}
        verb={<Trans>Shut out</Trans>}
        onConfirm={() => revoke.mutate()}
        busy={revoke.isPending}
        error={revoke.error}
      >
        <Trans>It can no longer see or change anything here. It may ask to be let in again.</Trans>
      </Confirm>
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useLocale } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import styles from './security.module.css';
import { refreshSecurity, type Security } from './security.queries.ts';

type Provider = Security['providers'][number];

/** Other services that may say who somebody is. */
export function ProvidersCard({ security: { providers } }: { security: Security }) {
  const { problem } = useSearch({ from: '/home/settings/security' });
  return (
    <Card title={<Trans>Sign in through another service</Trans>}>
      {problem && (
        <p className={form.problem} role="alert">
          <Trans>
            The other service did not confirm it, or its account belongs to somebody else here.
          </Trans>
        </p>
      )}
      <ul className={styles.list}>
        {providers.map((one) => (
          <li key={one.id}>
            <ProviderRow provider={one} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ProviderRow({ provider: { id, name, linkedAt } }: { provider: Provider }) {
  const { t } = useLingui();
  const locale = useLocale();
  const text = useProblemText();
  const [asking, setAsking] = useState(false);
  const params = { provider: id };
  const link = useMutation({
    mutationFn: () => api('POST /auth/providers/:provider/link', { params, body: {} }),
    onSuccess: ({ url }) => location.assign(url),
    onError: (error) => toast(text(error), { problem: true }),
  });
  const unlink = useMutation({
    mutationFn: () => api('DELETE /auth/providers/:provider', { params }),
    onSuccess: async () => {
      setAsking(false);
      toast(t`${name} is unlinked.`);
      await refreshSecurity();
    },
  });
  const since = linkedAt && formatInstant(linkedAt, locale);
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.dim}>
          {since ? <Trans>Linked since {since}</Trans> : <Trans>Not linked</Trans>}
        </span>
      </div>
      <div className={styles.actions}>
        {since ? (
          <Button variant="default" aria-label={t`Unlink ${name}`} onClick={() => setAsking(true)}>
            <Trans>Unlink</Trans>
          </Button>
        ) : (
          <Button
            variant="default"
            aria-label={t`Link ${name}`}
            loading={link.isPending || link.isSuccess}
            onClick={() => link.mutate()}
          >
            <Trans>Link</Trans>
          </Button>
        )}
      </div>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Unlink {name}?</Trans>}
        verb={<Trans>Unlink</Trans>}
        onConfirm={() => unlink.mutate()}
        busy={unlink.isPending}
        error={unlink.error}
      >
        <Trans>It will no longer sign you in here. You can link it again.</Trans>
      </Confirm>
    </div>
  );
}

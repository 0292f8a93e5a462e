import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { ApiToken } from '@picture/contract';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { SCOPE_WORDS } from './scopes.ts';
import styles from './security.module.css';
import { tokensQuery } from './security.queries.ts';
import { TokenForm } from './token-form.tsx';

const refreshTokens = () => queryClient.invalidateQueries({ queryKey: tokensQuery.queryKey });

export function TokensCard() {
  const { household } = useSession();
  const tokens = useQuery(tokensQuery);
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<{ name: string; token: string } | null>(null);
  const newToken = (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setMaking(true)}
    >
      <Trans>New token</Trans>
    </Button>
  );
  const items = tokens.data?.items ?? [];
  return (
    <Card title={<Trans>Access tokens</Trans>} action={items.length > 0 && newToken}>
      {made && <MadeToken {...made} onDone={() => setMade(null)} />}
      {tokens.error ? (
        <ErrorState error={tokens.error} retry={() => void tokens.refetch()} />
      ) : !tokens.data ? (
        <Skeleton height={60} />
      ) : items.length === 0 ? (
        <EmptyState
          sentence={
            <Trans>A token lets a program of yours work with {household.name} in your name.</Trans>
          }
        >
          {newToken}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((one) => (
            <li key={one.id}>
              <TokenRow token={one} />
            </li>
          ))}
        </ul>
      )}
      <Sheet opened={making} onClose={() => setMaking(false)} title={<Trans>New token</Trans>}>
        <TokenForm
          onCancel={() => setMaking(false)}
          onMade={(fresh) => {
            setMaking(false);
            setMade(fresh);
            void refreshTokens();
          }}
        />
      </Sheet>
    </Card>
  );
}

function MadeToken(props: { name: string; token: string; onDone: () => void }) {
  const { t } = useLingui();
  return (
    <section className={styles.made} aria-label={t`The new token`}>
      <p role="status">
        <Trans>
          <strong>{props.name}</strong> is made. Copy it now: it is not shown again.
        </Trans>
      </p>
      <code className={styles.secret}>{props.token}</code>
      <div className={styles.actions}>
        <CopyButton text={props.token} />
        <Button variant="default" onClick={props.onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </section>
  );
}

function TokenRow({ token }: { token: ApiToken }) {
  const { t, i18n } = useLingui();
  const { name } = token;
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => api('DELETE /auth/tokens/:id', { params: { id: token.id } }),
    onSuccess: async () => {
      setAsking(false);
      toast(t`Revoked.`);
      await refreshTokens();
    },
  });
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.name}>
          {name} <code className={styles.start}>{token.start}…</code>
        </span>
        <span className={styles.dim}>
          {i18n._(SCOPE_WORDS[token.scope].word)} · <TokenTimes token={token} />
        </span>
      </div>
      <div className={styles.actions}>
        <Button variant="default" aria-label={t`Revoke ${name}`} onClick={() => setAsking(true)}>
          <Trans>Revoke</Trans>
        </Button>
      </div>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Revoke {name}?</Trans>}
        verb={<Trans>Revoke</Trans>}
        onConfirm={() => revoke.mutate()}
        busy={revoke.isPending}
        error={revoke.error}
      >
        <Trans>Programs that use it are shut out at once. This cannot be undone.</Trans>
      </Confirm>
    </div>
  );
}

function TokenTimes({ token }: { token: ApiToken }) {
  const locale = useLocale();
  const used = token.lastUsedAt && formatInstant(token.lastUsedAt, locale);
  const end = token.expiresAt && formatInstant(token.expiresAt, locale);
  const isOver = token.expiresAt !== null && Date.parse(token.expiresAt) < Date.now();
  return (
    <>
      {used ? <Trans>last used {used}</Trans> : <Trans>never used</Trans>} ·{' '}
      {isOver ? (
        <span className={styles.over}>
          <Trans>expired {end}</Trans>
        </span>
      ) : end ? (
        <Trans>until {end}</Trans>
      ) : (
        <Trans>without an end</Trans>
      )}
    </>
  );
}

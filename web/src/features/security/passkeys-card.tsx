import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconFingerprint, IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { knowsPasskeys } from '../../lib/passkeys.ts';
import { useLocale } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import { NewPasskeyForm, RenamePasskeyForm } from './passkey-forms.tsx';
import styles from './security.module.css';
import { refreshSecurity, type Security } from './security.queries.ts';

type Passkey = Security['passkeys'][number];

export function PasskeysCard({ security: { passkeys } }: { security: Security }) {
  const { t } = useLingui();
  const [adding, setAdding] = useState(false);
  return (
    <Card
      title={<Trans>Passkeys</Trans>}
      action={
        knowsPasskeys() && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={16} aria-hidden="true" />}
            aria-label={t`Add a passkey`}
            onClick={() => setAdding(true)}
          >
            <Trans>Add</Trans>
          </Button>
        )
      }
    >
      {passkeys.length === 0 ? (
        <p className={styles.quiet}>
          <Trans>
            Sign in with your fingerprint, your face or your device’s PIN. A passkey cannot be
            guessed or stolen from here, and needs no second factor.
          </Trans>
        </p>
      ) : (
        <ul className={styles.list}>
          {passkeys.map((one) => (
            <li key={one.id}>
              <PasskeyRow passkey={one} />
            </li>
          ))}
        </ul>
      )}
      <Sheet opened={adding} onClose={() => setAdding(false)} title={<Trans>Add a passkey</Trans>}>
        <NewPasskeyForm taken={passkeys.map((one) => one.name)} onDone={() => setAdding(false)} />
      </Sheet>
    </Card>
  );
}

function PasskeyRow({ passkey }: { passkey: Passkey }) {
  const { t } = useLingui();
  const locale = useLocale();
  const { id, name } = passkey;
  const [open, setOpen] = useState<'rename' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const remove = useMutation({
    mutationFn: () => api('DELETE /auth/passkeys/:id', { params: { id } }),
    onSuccess: async () => {
      close();
      toast(t`Removed.`);
      await refreshSecurity();
    },
  });
  const since = formatInstant(passkey.createdAt, locale);
  return (
    <div className={styles.row}>
      <IconFingerprint size={20} stroke={1.6} className={styles.icon} aria-hidden="true" />
      <div className={styles.words}>
        <span className={styles.name}>{name}</span>
        <span className={styles.dim}>
          {passkey.isSynced ? (
            <Trans>Synced between your devices · since {since}</Trans>
          ) : (
            <Trans>On one device · since {since}</Trans>
          )}
        </span>
      </div>
      <div className={styles.actions}>
        <Button variant="default" aria-label={t`Rename ${name}`} onClick={() => setOpen('rename')}>
          <Trans>Rename</Trans>
        </Button>
        <Button variant="default" aria-label={t`Remove ${name}`} onClick={() => setOpen('remove')}>
          <Trans>Remove</Trans>
        </Button>
      </div>
      <Sheet opened={open === 'rename'} onClose={close} title={<Trans>Rename the passkey</Trans>}>
        <RenamePasskeyForm id={id} name={name} onDone={close} />
      </Sheet>
      <Confirm
        opened={open === 'remove'}
        onClose={close}
        title={<Trans>Remove {name}?</Trans>}
        verb={<Trans>Remove</Trans>}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        <Trans>
          It will no longer sign you in here. Your device may go on offering it until you delete it
          there too.
        </Trans>
      </Confirm>
    </div>
  );
}

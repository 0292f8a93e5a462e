import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, lazy, Suspense, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import form from '../../ui/form.module.css';
import styles from './security.module.css';
import { refreshSecurity } from './security.queries.ts';

const QrCode = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }));

interface Props {
  uri: string;
  secret: string;
  onCancel: () => void;
  onDone: (recoveryCodes: string[]) => void;
}

/** The secret goes into an authenticator app, and a first code shows that it arrived. */
export function TotpSetup({ uri, secret, onCancel, onDone }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: () =>
      api('POST /auth/totp/confirm', { body: { code: code.replaceAll(/\s/g, '') } }),
    onSuccess: async ({ recoveryCodes }) => {
      onDone(recoveryCodes);
      await refreshSecurity();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    confirm.mutate();
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <div className={styles.setup}>
        <div className={styles.qr}>
          <Suspense>
            <QrCode text={uri} label={t`To be scanned by the authenticator app`} />
          </Suspense>
        </div>
        <div className={styles.stack}>
          <p>
            <Trans>
              Scan this with an authenticator app, such as your password manager’s or your phone’s.
            </Trans>
          </p>
          <p className={form.hint}>
            <Trans>Or type this secret into it:</Trans>
          </p>
          <code className={styles.secret}>{secret.match(/.{1,4}/g)?.join(' ')}</code>
          <div>
            <CopyButton text={secret} />
          </div>
        </div>
      </div>
      <TextInput
        className={styles.narrow ?? ''}
        label={t`Code`}
        description={t`The six digits the app shows now.`}
        autoComplete="one-time-code"
        inputMode="numeric"
        pattern="\s*(\d\s*){6}"
        title={t`Six digits`}
        required
        withAsterisk={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      {confirm.error && (
        <p className={form.problem} role="alert">
          {text(confirm.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={confirm.isPending}>
          <Trans>Turn on</Trans>
        </Button>
      </div>
    </form>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { NewPasswordField } from '../../ui/password-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './security.module.css';
import { refreshSecurity, type Security } from './security.queries.ts';

export function PasswordCard({ security: { email, hasPassword } }: { security: Security }) {
  const [changing, setChanging] = useState(false);
  const verb = hasPassword ? <Trans>Change password</Trans> : <Trans>Set a password</Trans>;
  return (
    <Card title={<Trans>Password</Trans>}>
      <div className={styles.row}>
        <p className={styles.words}>
          {hasPassword ? (
            <Trans>You can sign in with your email and password.</Trans>
          ) : (
            <Trans>You have no password. You sign in another way.</Trans>
          )}
        </p>
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setChanging(true)}>
            {verb}
          </Button>
        </div>
      </div>
      <Sheet opened={changing} onClose={() => setChanging(false)} title={verb}>
        <PasswordForm email={email} onDone={() => setChanging(false)} />
      </Sheet>
    </Card>
  );
}

function PasswordForm({ email, onDone }: { email: string; onDone: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [password, setPassword] = useState('');
  const change = useMutation({
    mutationFn: () => api('POST /auth/password/change', { body: { password } }),
    onSuccess: async () => {
      toast(t`Your password is set. Every other device was signed out.`);
      onDone();
      await refreshSecurity();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      {/* Tells a password manager whose password this is. */}
      <input type="email" autoComplete="username" value={email} readOnly hidden />
      <NewPasswordField label={t`New password`} value={password} onChange={setPassword} />
      <p className={form.hint}>
        <Trans>Every other device will be signed out.</Trans>
      </p>
      {change.error && (
        <p className={form.problem} role="alert">
          {text(change.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onDone}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={change.isPending}>
          <Trans>Set the password</Trans>
        </Button>
      </div>
    </form>
  );
}

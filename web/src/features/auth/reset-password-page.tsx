import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { ApiError, api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';
import { LinkButton } from '../../ui/link-button.tsx';
import { NewPasswordField } from '../../ui/password-field.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLinkToken } from './link-token.ts';
import { VisitorFrame } from './visitor-frame.tsx';

/** Sets a new password by a mailed link. The link is spent by the form, not by opening it. */
export function ResetPasswordPage() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const text = useProblemText();
  const token = useLinkToken();
  const [password, setPassword] = useState('');
  const reset = useMutation({
    mutationFn: (ours: string) =>
      api('POST /auth/password/reset', { body: { token: ours, password } }),
    onSuccess: async () => {
      toast(t`Your password is changed. Sign in with it.`);
      await navigate({ to: '/sign-in', replace: true });
    },
  });
  const isRefused = reset.error instanceof ApiError && reset.error.code === 'link_refused';
  if (token === null || isRefused) return <LinkGone />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    reset.mutate(token);
  };
  return (
    <VisitorFrame title={t`Set a new password`}>
      <p>
        <Trans>Every device that is signed in now will be signed out.</Trans>
      </p>
      <form className={form.form} onSubmit={submit}>
        <NewPasswordField label={t`New password`} value={password} onChange={setPassword} />
        {reset.error && (
          <p className={form.problem} role="alert">
            {text(reset.error)}
          </p>
        )}
        <Button type="submit" fullWidth loading={reset.isPending}>
          <Trans>Set the password</Trans>
        </Button>
      </form>
    </VisitorFrame>
  );
}

function LinkGone() {
  const { t } = useLingui();
  return (
    <VisitorFrame title={t`This link does not work`}>
      <p role="alert">
        <Trans>It was used before, is too old, or was cut off on its way here.</Trans>
      </p>
      <LinkButton to="/forgot-password">
        <Trans>Get a new link</Trans>
      </LinkButton>
    </VisitorFrame>
  );
}

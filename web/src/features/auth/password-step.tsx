import { Trans, useLingui } from '@lingui/react/macro';
import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, api } from '../../lib/api.ts';
import { knowsPasskeys } from '../../lib/passkeys.ts';
import { useProblemText } from '../../lib/problems.ts';
import { AnchorLink } from '../../ui/anchor-link.tsx';
import form from '../../ui/form.module.css';
import { PasswordField } from '../../ui/password-field.tsx';
import { usePasskeySignIn } from './passkey-sign-in.ts';
import { ProviderButtons } from './provider-buttons.tsx';
import styles from './visitor-frame.module.css';

interface Props {
  returnTo: string;
  providerFailed: boolean;
  onDone: () => void;
  onChallenge: () => void;
  onUnverified: (email: string) => void;
}

export function PasswordStep({ returnTo, providerFailed, ...on }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [remember, setRemember] = useState(true);
  const signIn = useMutation({
    mutationFn: () => api('POST /auth/sign-in', { body: { email, password, remember } }),
    onSuccess: ({ next }) => (next === 'second_factor' ? on.onChallenge() : on.onDone()),
    onError: (error) => {
      if (error instanceof ApiError && error.code === 'email_unverified') on.onUnverified(email);
    },
  });
  const passkey = usePasskeySignIn(on.onDone);
  const problem = signIn.error ?? passkey.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    passkey.reset();
    signIn.mutate();
  };
  return (
    <>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t`Email`}
          name="email"
          type="email"
          autoComplete="username webauthn"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          label={t`Password`}
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
        />
        <div className={styles.pair}>
          <Checkbox
            label={t`Stay signed in`}
            checked={remember}
            onChange={(event) => setRemember(event.currentTarget.checked)}
          />
          <AnchorLink to="/forgot-password">
            <Trans>Forgot your password?</Trans>
          </AnchorLink>
        </div>
        {problem ? (
          <p className={form.problem} role="alert">
            {text(problem)}
          </p>
        ) : (
          providerFailed && (
            <p className={form.problem} role="alert">
              <Trans>The other service did not sign you in. Try again, or go another way.</Trans>
            </p>
          )
        )}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          <Trans>Sign in</Trans>
        </Button>
      </form>
      {knowsPasskeys() && (
        <Button
          variant="default"
          fullWidth
          loading={passkey.isPending}
          onClick={() => {
            signIn.reset();
            passkey.mutate(null);
          }}
        >
          <Trans>Sign in with a passkey</Trans>
        </Button>
      )}
      <ProviderButtons returnTo={returnTo} />
      <p>
        <Trans>
          New here?{' '}
          <AnchorLink to="/sign-up" search={returnTo === '/' ? {} : { returnTo }}>
            Create an account
          </AnchorLink>
        </Trans>
      </p>
    </>
  );
}

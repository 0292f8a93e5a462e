import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import form from '../../ui/form.module.css';
import { VisitorFrame } from './visitor-frame.tsx';

export function SignInPage() {
  const { t } = useLingui();
  const router = useRouter();
  const { to } = useSearch({ from: '/visitor/sign-in' });
  const text = useProblemText();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => api('POST /auth/sign-in', { body: { email, password } }),
    onSuccess: () => {
      queryClient.clear();
      router.history.push(to ?? '/');
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <VisitorFrame title={t`Sign in`}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t`Email`}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t`Password`}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {signIn.error && (
          <p className={form.problem} role="alert">
            {text(signIn.error)}
          </p>
        )}
        <Button type="submit" fullWidth loading={signIn.isPending}>
          <Trans>Sign in</Trans>
        </Button>
      </form>
      <p>
        <Trans>
          New here?{' '}
          <Anchor component={Link} to="/sign-up">
            Create an account
          </Anchor>
        </Trans>
      </p>
    </VisitorFrame>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { guessCurrency } from '../../lib/home-currency.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import form from '../../ui/form.module.css';
import { VisitorFrame } from './visitor-frame.tsx';

const PASSWORD_LEAST = 12;

export function SignUpPage() {
  const { t, i18n } = useLingui();
  const navigate = useNavigate();
  const text = useProblemText();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signUp = useMutation({
    mutationFn: async () => {
      await api('POST /auth/sign-up', { body: { name, email, password } });
      await api('POST /auth/sign-in', { body: { email, password } });
      // The household begins with what this browser knows of its person.
      await api('PATCH /settings', {
        body: {
          language: i18n.locale === 'es' ? 'es' : 'en',
          timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          homeCurrency: guessCurrency(navigator.languages),
        },
      });
    },
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: '/' });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signUp.mutate();
  };
  return (
    <VisitorFrame title={t`Create an account`}>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t`Name`}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
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
          description={t`At least ${PASSWORD_LEAST} characters. A few unrelated words work well.`}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={PASSWORD_LEAST}
          maxLength={128}
          value={password}
          visibilityToggleButtonProps={{ 'aria-label': t`Show the password` }}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {signUp.error && (
          <p className={form.problem} role="alert">
            {text(signUp.error)}
          </p>
        )}
        <Button type="submit" fullWidth loading={signUp.isPending}>
          <Trans>Create account</Trans>
        </Button>
      </form>
      <p>
        <Trans>
          Been here before?{' '}
          <Anchor component={Link} to="/sign-in">
            Sign in
          </Anchor>
        </Trans>
      </p>
    </VisitorFrame>
  );
}

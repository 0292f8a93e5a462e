import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { AnchorLink } from '../../ui/anchor-link.tsx';
import form from '../../ui/form.module.css';
import { NewPasswordField } from '../../ui/password-field.tsx';
import { useArrive } from './arrive.ts';
import { beginHousehold, keepBeginning } from './beginning.ts';
import { CheckMailPage } from './check-mail-page.tsx';
import { ProviderButtons } from './provider-buttons.tsx';
import { VisitorFrame } from './visitor-frame.tsx';

export function SignUpPage() {
  const { t, i18n } = useLingui();
  const { returnTo = '/' } = useSearch({ from: '/visitor/sign-up' });
  const arrive = useArrive();
  const text = useProblemText();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [isMailed, setMailed] = useState(false);
  const signUp = useMutation({
    mutationFn: async () => {
      const language = i18n.locale === 'es' ? 'es' : 'en';
      const { next } = await api('POST /auth/sign-up', {
        body: { name, email, password, language },
      });
      if (next === 'verify_email') return false;
      await api('POST /auth/sign-in', { body: { email, password } });
      await beginHousehold();
      return true;
    },
    onSuccess: (isIn) => {
      if (isIn) return arrive(returnTo);
      keepBeginning(returnTo);
      setMailed(true);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    signUp.mutate();
  };
  if (isMailed) return <CheckMailPage email={email} wasSent onBack={() => setMailed(false)} />;
  return (
    <VisitorFrame title={t`Create an account`} offersSample>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          label={t`Name`}
          autoComplete="name"
          required
          withAsterisk={false}
          maxLength={120}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t`Email`}
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <NewPasswordField label={t`Password`} value={password} onChange={setPassword} />
        {signUp.error && (
          <p className={form.problem} role="alert">
            {text(signUp.error)}
          </p>
        )}
        <Button type="submit" fullWidth loading={signUp.isPending}>
          <Trans>Create account</Trans>
        </Button>
      </form>
      <ProviderButtons returnTo={returnTo} />
      <p>
        <Trans>
          Been here before?{' '}
          <AnchorLink to="/sign-in" search={returnTo === '/' ? {} : { returnTo }}>
            Sign in
          </AnchorLink>
        </Trans>
      </p>
    </VisitorFrame>
  );
}

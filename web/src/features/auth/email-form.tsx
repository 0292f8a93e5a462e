import { useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';

interface Props {
  verb: ReactNode;
  send: (email: string) => Promise<unknown>;
  onSent: (email: string) => void;
}

/** Asks for an email to mail something to. */
export function EmailForm({ verb, send, onSent }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const [email, setEmail] = useState('');
  const ask = useMutation({ mutationFn: () => send(email), onSuccess: () => onSent(email) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
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
      {ask.error && (
        <p className={form.problem} role="alert">
          {text(ask.error)}
        </p>
      )}
      <Button type="submit" fullWidth loading={ask.isPending}>
        {verb}
      </Button>
    </form>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api } from '../../lib/api.ts';
import { makePasskey } from '../../lib/passkeys.ts';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';
import { toast } from '../../ui/toasts.tsx';
import { suggestName } from './passkey-name.ts';
import { refreshSecurity } from './security.queries.ts';

interface NewProps {
  taken: readonly string[];
  onDone: () => void;
}

/** The name comes first: the browser wants its own dialog to follow a click at once. */
export function NewPasskeyForm({ taken, onDone }: NewProps) {
  const { t } = useLingui();
  const add = useMutation({
    mutationFn: async (name: string) => {
      const { options } = await api('POST /auth/passkeys/options', { body: {} });
      const response = await makePasskey(options);
      await api('POST /auth/passkeys', { body: { name, response } });
    },
    onSuccess: async () => {
      toast(t`The passkey is kept. You can sign in with it from now on.`);
      onDone();
      await refreshSecurity();
    },
  });
  return (
    <NameForm
      initial={suggestName(navigator.userAgent, taken)}
      hint={t`To know it by, where you have several. Then your browser asks where to keep it.`}
      verb={<Trans>Go on</Trans>}
      busy={add.isPending}
      error={add.error}
      onName={add.mutate}
      onCancel={onDone}
    />
  );
}

export function RenamePasskeyForm(props: { id: string; name: string; onDone: () => void }) {
  const rename = useMutation({
    mutationFn: (name: string) =>
      api('PATCH /auth/passkeys/:id', { params: { id: props.id }, body: { name } }),
    onSuccess: async () => {
      props.onDone();
      await refreshSecurity();
    },
  });
  return (
    <NameForm
      initial={props.name}
      verb={<Trans>Rename</Trans>}
      busy={rename.isPending}
      error={rename.error}
      onName={rename.mutate}
      onCancel={props.onDone}
    />
  );
}

interface NameFormProps {
  initial: string;
  hint?: string;
  verb: ReactNode;
  busy: boolean;
  error: unknown;
  onName: (name: string) => void;
  onCancel: () => void;
}

function NameForm({ initial, hint, verb, busy, error, onName, onCancel }: NameFormProps) {
  const { t } = useLingui();
  const text = useProblemText();
  const [name, setName] = useState(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onName(name);
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t`Name`}
        description={hint}
        autoComplete="off"
        required
        withAsterisk={false}
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {error ? (
        <p className={form.problem} role="alert">
          {text(error)}
        </p>
      ) : null}
      <div className={form.buttons}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={busy}>
          {verb}
        </Button>
      </div>
    </form>
  );
}

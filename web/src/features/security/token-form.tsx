import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { Scope } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { SCOPE_WORDS, SCOPES_OF_ROLE } from './scopes.ts';
import styles from './security.module.css';

const LIVES_DAYS = [30, 90, 365];
const FOR_EVER = '';

interface Props {
  onCancel: () => void;
  onMade: (made: { name: string; token: string }) => void;
}

export function TokenForm({ onCancel, onMade }: Props) {
  const { t } = useLingui();
  const text = useProblemText();
  const { household } = useSession();
  const [name, setName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [days, setDays] = useState('90');
  const make = useMutation({
    mutationFn: () =>
      api('POST /auth/tokens', {
        body: { name, scope, expiresInDays: days === FOR_EVER ? null : Number(days) },
      }),
    onSuccess: onMade,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t`Name`}
        description={t`What it is for, to know it by later.`}
        autoComplete="off"
        required
        withAsterisk={false}
        maxLength={60}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <ScopeChoice scopes={SCOPES_OF_ROLE[household.role]} chosen={scope} onChoose={setScope} />
      <NativeSelect
        label={t`Works for`}
        value={days}
        data={[
          ...LIVES_DAYS.map((count) => ({ value: String(count), label: t`${count} days` })),
          { value: FOR_EVER, label: t`Until I revoke it` },
        ]}
        onChange={(event) => setDays(event.currentTarget.value)}
      />
      {make.error && (
        <p className={form.problem} role="alert">
          {text(make.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={make.isPending}>
          <Trans>Make the token</Trans>
        </Button>
      </div>
    </form>
  );
}

interface ScopeChoiceProps {
  scopes: readonly Scope[];
  chosen: Scope;
  onChoose: (scope: Scope) => void;
}

function ScopeChoice({ scopes, chosen, onChoose }: ScopeChoiceProps) {
  const { i18n } = useLingui();
  return (
    <fieldset className={styles.scopes}>
      <legend>
        <Trans>It may</Trans>
      </legend>
      {scopes.map((one) => (
        <label key={one} className={styles.scope}>
          <input
            type="radio"
            name="scope"
            value={one}
            checked={one === chosen}
            onChange={() => onChoose(one)}
          />
          <span className={styles.words}>
            <span>{i18n._(SCOPE_WORDS[one].word)}</span>
            <span className={styles.dim}>{i18n._(SCOPE_WORDS[one].sentence)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

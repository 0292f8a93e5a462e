import { Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { ROLES, type Role } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { ApiError, api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import form from '../../ui/form.module.css';
import styles from './households.module.css';

/** An invitation as it was made, with its link. */
export interface Made {
  id: string;
  email: string;
  url: string;
}

export function InviteForm(props: { onCancel: () => void; onMade: (made: Made) => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('editor');
  const invite = useMutation({
    mutationFn: () => api('POST /household/invitations', { body: { email, role } }),
    onSuccess: props.onMade,
  });
  const isMember = invite.error instanceof ApiError && invite.error.code === 'conflict';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <TextInput
        label={t`Email`}
        description={t`They join with this email and no other.`}
        type="email"
        autoComplete="off"
        required
        withAsterisk={false}
        data-autofocus
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <RoleChoice chosen={role} onChoose={setRole} />
      {invite.error && (
        <p className={form.problem} role="alert">
          {isMember ? (
            <Trans>This person belongs to the household already.</Trans>
          ) : (
            text(invite.error)
          )}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={props.onCancel}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={invite.isPending}>
          <Trans>Invite</Trans>
        </Button>
      </div>
    </form>
  );
}

function RoleChoice({ chosen, onChoose }: { chosen: Role; onChoose: (role: Role) => void }) {
  const { i18n } = useLingui();
  return (
    <fieldset className={styles.choices}>
      <legend>
        <Trans>They join as</Trans>
      </legend>
      {ROLES.map((one) => (
        <label key={one} className={styles.choice}>
          <input
            type="radio"
            name="role"
            value={one}
            checked={one === chosen}
            onChange={() => onChoose(one)}
          />
          <span className={styles.words}>
            <span>{i18n._(ROLE_WORDS[one].word)}</span>
            <span className={styles.dim}>{i18n._(ROLE_WORDS[one].sentence)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

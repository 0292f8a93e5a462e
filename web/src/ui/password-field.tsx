import { useLingui } from '@lingui/react/macro';
import { PasswordInput } from '@mantine/core';
import { PASSWORD_LENGTH } from '@picture/contract';
import { type ReactNode, type Ref, useState } from 'react';

interface PasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  autoComplete: 'current-password' | 'new-password';
  hint?: ReactNode;
  error?: ReactNode;
  minLength?: number;
  pattern?: string;
  title?: string;
  ref?: Ref<HTMLInputElement>;
}

/** A password to type, to paste, or to have filled in. It can be shown, with the keyboard too. */
export function PasswordField({ hint, error, onChange, ...input }: PasswordFieldProps) {
  const { t } = useLingui();
  const [shown, setShown] = useState(false);
  return (
    <PasswordInput
      {...input}
      required
      withAsterisk={false}
      visible={shown}
      onVisibilityChange={setShown}
      visibilityToggleFocusable
      visibilityToggleButtonProps={{
        'aria-label': shown ? t`Hide the password` : t`Show the password`,
      }}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      description={hint}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface NewPasswordFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
}

/** A new password: long enough is the only rule, and how long it is shows while it is typed. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const { t } = useLingui();
  const { least, most } = PASSWORD_LENGTH;
  const { length } = props.value;
  const missing = least - length;
  const hint =
    length === 0
      ? t`At least ${least} characters. A few unrelated words work well.`
      : missing > 0
        ? t`${missing} more to go.`
        : length <= most
          ? t`Long enough.`
          : t`${length} characters; ${most} is the most.`;
  return (
    <PasswordField
      {...props}
      autoComplete="new-password"
      hint={hint}
      minLength={least}
      // No maxLength: it would cut what a password manager pastes, and nobody would see it.
      pattern={`.{0,${most}}`}
      title={t`At most ${most} characters`}
    />
  );
}

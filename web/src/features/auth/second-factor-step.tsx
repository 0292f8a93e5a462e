import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';
import styles from './visitor-frame.module.css';

/** A code of the authenticator app, or one of the recovery codes. */
export function SecondFactorStep(props: { onDone: () => void; onBack: () => void }) {
  const { t } = useLingui();
  const text = useProblemText();
  const [kind, setKind] = useState<'totp' | 'recovery'>('totp');
  const [code, setCode] = useState('');
  const [trustDevice, setTrustDevice] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isTotp = kind === 'totp';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the field is another one for each kind
  useEffect(() => input.current?.focus(), [kind]);
  const pass = useMutation({
    mutationFn: () => api('POST /auth/second-factor', { body: { kind, code, trustDevice } }),
    onSuccess: props.onDone,
    onError: () => input.current?.select(),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    pass.mutate();
  };
  const useOther = () => {
    setKind(isTotp ? 'recovery' : 'totp');
    setCode('');
    pass.reset();
  };
  return (
    <>
      <form className={form.form} onSubmit={submit}>
        <TextInput
          key={kind}
          ref={input}
          label={isTotp ? t`Code` : t`Recovery code`}
          description={
            isTotp
              ? t`The six digits your authenticator app shows now.`
              : t`One of those you kept when you turned the second factor on. Each works once.`
          }
          autoComplete={isTotp ? 'one-time-code' : 'off'}
          inputMode={isTotp ? 'numeric' : 'text'}
          autoCapitalize="none"
          spellCheck={false}
          required
          withAsterisk={false}
          minLength={6}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Checkbox
          label={t`Trust this device for 30 days`}
          checked={trustDevice}
          onChange={(event) => setTrustDevice(event.currentTarget.checked)}
        />
        {pass.error && (
          <p className={form.problem} role="alert">
            {text(pass.error)}
          </p>
        )}
        <Button type="submit" fullWidth loading={pass.isPending}>
          <Trans>Go on</Trans>
        </Button>
      </form>
      <div className={styles.pair}>
        <Anchor component="button" type="button" onClick={useOther}>
          {isTotp ? <Trans>Use a recovery code</Trans> : <Trans>Use the authenticator app</Trans>}
        </Anchor>
        <Anchor component="button" type="button" onClick={props.onBack}>
          <Trans>Start again</Trans>
        </Anchor>
      </div>
    </>
  );
}

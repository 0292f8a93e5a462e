import { Trans, useLingui } from '@lingui/react/macro';
import { Anchor, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { knowsPasskeys, presentPasskey } from '../../lib/passkeys.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import form from '../../ui/form.module.css';
import { PasswordField } from '../../ui/password-field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './security.module.css';
import { type Security, securityQuery } from './security.queries.ts';
import { SignInAgain } from './sign-in-again.tsx';

interface Props {
  opened: boolean;
  /** Told whether the person proved it, or left. */
  onEnd: (proved: boolean) => void;
}

/** Asks for a proof before something that cannot be taken back. It is good for ten minutes. */
export function StepUpDialog({ opened, onEnd }: Props) {
  return (
    <Sheet opened={opened} onClose={() => onEnd(false)} title={<Trans>Prove it’s you</Trans>}>
      <Question onEnd={onEnd} />
    </Sheet>
  );
}

function Question({ onEnd }: Pick<Props, 'onEnd'>) {
  const security = useQuery(securityQuery);
  if (security.error) {
    return <ErrorState error={security.error} retry={() => void security.refetch()} />;
  }
  if (!security.data) return <Skeleton height={150} />;
  return <Ways security={security.data} onEnd={onEnd} />;
}

type Way = 'passkey' | 'password' | 'code';

/** How this person can prove that it is them, the quickest first. */
function waysOf(security: Security): Way[] {
  const ways: [Way, boolean][] = [
    ['passkey', knowsPasskeys() && security.passkeys.length > 0],
    ['password', security.hasPassword],
    ['code', security.secondFactor.enabled],
  ];
  return ways.filter(([, isThere]) => isThere).map(([way]) => way);
}

function Ways({ security, onEnd }: { security: Security } & Pick<Props, 'onEnd'>) {
  const ways = waysOf(security);
  const [chosen, setChosen] = useState(ways[0]);
  if (chosen === undefined) return <SignInAgain onGone={() => onEnd(false)} />;
  return (
    <div className={styles.stack}>
      <p>
        <Trans>
          What comes next matters, so we ask once more. The answer is good for ten minutes.
        </Trans>
      </p>
      <Proof key={chosen} way={chosen} email={security.email} onProved={() => onEnd(true)} />
      <div className={styles.ways}>
        {ways
          .filter((way) => way !== chosen)
          .map((way) => (
            <Anchor key={way} component="button" type="button" onClick={() => setChosen(way)}>
              <OtherWay way={way} />
            </Anchor>
          ))}
      </div>
    </div>
  );
}

function OtherWay({ way }: { way: Way }) {
  if (way === 'passkey') return <Trans>Use a passkey instead</Trans>;
  if (way === 'password') return <Trans>Use your password instead</Trans>;
  return <Trans>Use a code of your app instead</Trans>;
}

interface ProofProps {
  way: Way;
  email: string;
  onProved: () => void;
}

function Proof({ way, email, onProved }: ProofProps) {
  const { t } = useLingui();
  const text = useProblemText();
  const [typed, setTyped] = useState('');
  const shown = useRef<HTMLFormElement>(null);
  useEffect(() => {
    shown.current?.querySelector<HTMLElement>('input:not([hidden]), [type="submit"]')?.focus();
  }, []);
  const prove = useMutation({
    mutationFn: () => send(way, typed),
    onSuccess: ({ provedUntil }) => {
      queryClient.setQueryData(securityQuery.queryKey, (old) => old && { ...old, provedUntil });
      onProved();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    prove.mutate();
  };
  return (
    <form ref={shown} className={form.form} onSubmit={submit}>
      {way === 'password' && (
        <>
          {/* Tells a password manager whose password this is. */}
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordField
            label={t`Password`}
            autoComplete="current-password"
            data-autofocus
            value={typed}
            onChange={setTyped}
          />
        </>
      )}
      {way === 'code' && (
        <TextInput
          label={t`Code`}
          description={t`The six digits your authenticator app shows now.`}
          autoComplete="one-time-code"
          inputMode="numeric"
          pattern="\s*(\d\s*){6}"
          title={t`Six digits`}
          required
          withAsterisk={false}
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      )}
      {prove.error && (
        <p className={form.problem} role="alert">
          {text(prove.error)}
        </p>
      )}
      <Button
        type="submit"
        fullWidth
        loading={prove.isPending}
        data-autofocus={way === 'passkey' || undefined}
      >
        {way === 'passkey' ? <Trans>Use your passkey</Trans> : <Trans>Go on</Trans>}
      </Button>
    </form>
  );
}

async function send(way: Way, typed: string) {
  if (way === 'password') return api('POST /auth/step-up/password', { body: { password: typed } });
  if (way === 'code') return api('POST /auth/step-up/code', { body: { code: typed } });
  const { options } = await api('POST /auth/step-up/passkey/options', { body: {} });
  const response = await presentPasskey(options);
  return api('POST /auth/step-up/passkey', { body: { response } });
}

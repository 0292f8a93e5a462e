import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { type AppRequest, type Role, SCOPES, type Scope } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useSession } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { AppWarning } from './app-warning.tsx';
import { HouseholdChoice } from './household-choice.tsx';
import styles from './oauth.module.css';
import { ScopeChoice } from './scope-choice.tsx';

/** Nobody can let an app do more than they may do themselves. */
const MOST_OF: Record<Role, Scope> = { viewer: 'read', editor: 'write', owner: 'admin' };
const rank = (scope: Scope): number => SCOPES.indexOf(scope);
const lesser = (a: Scope, b: Scope): Scope => (rank(a) < rank(b) ? a : b);

interface ConnectFormProps {
  id: string;
  request: AppRequest;
  onAnswer: (answer: 'allowed' | 'refused') => void;
}

export function ConnectForm({ id, request, onAnswer }: ConnectFormProps) {
  const { app, households, scope: asked } = request;
  const { name } = app;
  const { household: current } = useSession();
  const text = useProblemText();
  const [householdId, setHouseholdId] = useState(current.id);
  // Everything is given only by whoever chooses it.
  const [wanted, setWanted] = useState<Scope>(lesser(asked, 'write'));
  const role = households.find((one) => one.id === householdId)?.role ?? 'viewer';
  const most = lesser(asked, MOST_OF[role]);
  const scope = lesser(wanted, most);
  const goOn = (answer: 'allowed' | 'refused') => ({
    onSuccess: ({ url }: { url: string }) => {
      onAnswer(answer);
      location.assign(url);
    },
  });
  const allow = useMutation({
    mutationFn: () =>
      api('POST /oauth/requests/:id/allow', { params: { id }, body: { householdId, scope } }),
    ...goOn('allowed'),
  });
  const refuse = useMutation({
    mutationFn: () => api('POST /oauth/requests/:id/refuse', { params: { id }, body: {} }),
    ...goOn('refused'),
  });
  const problem = allow.error ?? refuse.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    allow.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <h1 className={styles.title}>
        <Trans>Let “{name}” in?</Trans>
      </h1>
      <AppWarning host={app.host} />
      <HouseholdChoice households={households} value={householdId} onChange={setHouseholdId} />
      <ScopeChoice asked={asked} most={most} value={scope} onChange={setWanted} />
      <p className={form.hint}>
        <Trans>
          It can never change how you sign in, make tokens, or delete the household. You can shut it
          out at any time, under Settings.
        </Trans>
      </p>
      {problem && (
        <p className={form.problem} role="alert">
          {text(problem)}
        </p>
      )}
      <div className={styles.buttons}>
        <Button
          variant="default"
          loading={refuse.isPending}
          disabled={allow.isPending}
          onClick={() => refuse.mutate()}
        >
          <Trans>Keep out</Trans>
        </Button>
        <Button type="submit" loading={allow.isPending} disabled={refuse.isPending}>
          <Trans>Let in</Trans>
        </Button>
      </div>
      <SignedInAs />
    </form>
  );
}

function SignedInAs() {
  const { t } = useLingui();
  const { user } = useSession();
  const { email } = user;
  const leave = useMutation({
    mutationFn: () => api('POST /auth/sign-out', { body: {} }),
    // The page asks for a sign-in by itself, and is come back to.
    onSuccess: () => location.reload(),
  });
  return (
    <p className={styles.account}>
      <span>
        <Trans>Signed in as {email}</Trans>
      </span>
      <button
        type="button"
        className={styles.other}
        disabled={leave.isPending}
        aria-label={t`Not you? Sign in as somebody else`}
        onClick={() => leave.mutate()}
      >
        <Trans>Not you?</Trans>
      </button>
    </p>
  );
}

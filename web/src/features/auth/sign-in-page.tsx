import { useLingui } from '@lingui/react/macro';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useArrive } from './arrive.ts';
import { CheckMailPage } from './check-mail-page.tsx';
import { PasswordStep } from './password-step.tsx';
import { SecondFactorStep } from './second-factor-step.tsx';
import { VisitorFrame } from './visitor-frame.tsx';

/** Signing in: who it is, and where a second factor is on, a code. */
export function SignInPage() {
  const { t } = useLingui();
  const search = useSearch({ from: '/visitor/sign-in' });
  const [isChallenged, setChallenged] = useState(search.step === 'second-factor');
  const [unverified, setUnverified] = useState<string | null>(null);
  const arrive = useArrive();
  const returnTo = search.returnTo ?? '/';
  const onDone = () => arrive(returnTo);
  if (unverified !== null) {
    return <CheckMailPage email={unverified} wasSent={false} onBack={() => setUnverified(null)} />;
  }
  if (isChallenged) {
    return (
      <VisitorFrame title={t`One more step`}>
        <SecondFactorStep onDone={onDone} onBack={() => setChallenged(false)} />
      </VisitorFrame>
    );
  }
  return (
    <VisitorFrame title={t`Sign in`} offersSample>
      <PasswordStep
        returnTo={returnTo}
        providerFailed={search.problem === 'provider'}
        onDone={onDone}
        onChallenge={() => setChallenged(true)}
        onUnverified={setUnverified}
      />
    </VisitorFrame>
  );
}

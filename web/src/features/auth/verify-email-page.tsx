import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError, api } from '../../lib/api.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useArrive } from './arrive.ts';
import { beginHousehold, takeBeginning } from './beginning.ts';
import { CheckMailPage } from './check-mail-page.tsx';
import { EmailForm } from './email-form.tsx';
import { useLinkToken } from './link-token.ts';
import { VisitorFrame } from './visitor-frame.tsx';

/** A query, because a link is spent once however often the page is drawn. */
function useVerification(token: string | null) {
  return useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => api('POST /auth/verify-email', { body: { token: token ?? '' } }),
    enabled: token !== null,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Follows the link that proves a new person's email, and lets them in. */
export function VerifyEmailPage() {
  const { t } = useLingui();
  const arrive = useArrive();
  const token = useLinkToken();
  const verification = useVerification(token);
  const next = verification.data?.next;
  const hasArrived = useRef(false);
  useEffect(() => {
    if (next !== 'done' || hasArrived.current) return;
    hasArrived.current = true;
    const begun = takeBeginning();
    const ready = begun === undefined ? Promise.resolve() : beginHousehold();
    void ready.then(() => {
      toast(t`Your email is confirmed.`);
      arrive(begun ?? '/');
    });
  }, [next, arrive, t]);
  if (next === 'sign_in') return <SignInNow title={t`Your email is confirmed`} />;
  if (token === null || isGone(verification.error)) return <AnotherLink />;
  return <Waiting error={verification.error} retry={() => void verification.refetch()} />;
}

/** Follows the link that was mailed to the new address when somebody changes theirs. */
export function ConfirmEmailPage() {
  const { t } = useLingui();
  const token = useLinkToken();
  const verification = useVerification(token);
  if (verification.data) return <SignInNow title={t`Your new email is confirmed`} />;
  if (token !== null && !isGone(verification.error)) {
    return <Waiting error={verification.error} retry={() => void verification.refetch()} />;
  }
  return (
    <VisitorFrame title={t`This link does not work`}>
      <p role="alert">
        <Trans>
          It was used before, is too old, or was cut off on its way here. Your email is as it was;
          change it again in the settings.
        </Trans>
      </p>
      <LinkButton to="/settings/security">
        <Trans>Open the settings</Trans>
      </LinkButton>
    </VisitorFrame>
  );
}

const isGone = (error: unknown): boolean =>
  error instanceof ApiError && ['link_refused', 'invalid_request'].includes(error.code);

function SignInNow({ title }: { title: string }) {
  return (
    <VisitorFrame title={title}>
      <p>
        <Trans>Sign in to go on.</Trans>
      </p>
      <LinkButton to="/sign-in">
        <Trans>Sign in</Trans>
      </LinkButton>
    </VisitorFrame>
  );
}

function Waiting({ error, retry }: { error: unknown; retry: () => void }) {
  const { t } = useLingui();
  return (
    <VisitorFrame title={t`Confirming your email`}>
      {error ? <ErrorState error={error} retry={retry} /> : <Skeleton height={56} />}
    </VisitorFrame>
  );
}

function AnotherLink() {
  const { t } = useLingui();
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo !== null) {
    return <CheckMailPage email={sentTo} wasSent onBack={() => setSentTo(null)} />;
  }
  return (
    <VisitorFrame title={t`This link does not work`}>
      <p role="alert">
        <Trans>
          It was used before, is too old, or was cut off on its way here. Type your email and we
          mail you another, if one is needed.
        </Trans>
      </p>
      <EmailForm
        verb={<Trans>Send the link</Trans>}
        send={(email) => api('POST /auth/verify-email/resend', { body: { email } })}
        onSent={setSentTo}
      />
    </VisitorFrame>
  );
}

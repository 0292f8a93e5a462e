import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Reply, readInvitation } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError, api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { recall, remember } from '../../lib/i18n.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import { sessionQuery, useLocale } from '../../lib/session.ts';
import form from '../../ui/form.module.css';
import { LinkButton } from '../../ui/link-button.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useArrive, useLinkToken, VisitorFrame } from '../auth/index.ts';
import styles from './invitation.module.css';

type Offer = Reply<typeof readInvitation>;

const KEY = 'picture-invitation';
const HERE = '/invitation';

/**
 * The link's secret. Whoever signs in or up first comes back without it in the address, maybe in
 * another tab by the link of a mail: so this browser keeps it until it was answered.
 */
function useInvitationToken(): string | null {
  const fresh = useLinkToken();
  const [token] = useState(() => fresh ?? (recall(KEY) || null));
  useEffect(() => remember(KEY, token ?? ''), [token]);
  useEffect(() => {
    // Another link in the same tab changes the fragment alone, which loads no page.
    const readAgain = () => location.reload();
    window.addEventListener('hashchange', readAgain);
    return () => window.removeEventListener('hashchange', readAgain);
  }, []);
  return token;
}

/** Who invites whom into what, and the answer. */
export function InvitationPage() {
  const { t } = useLingui();
  const token = useInvitationToken();
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => api('POST /invitations/read', { body: { token: token ?? '' } }),
    enabled: token !== null,
    retry: false,
  });
  const session = useQuery({ ...sessionQuery, retry: false });
  const isGuest = session.error instanceof ApiError && session.error.code === 'not_signed_in';
  if (token === null || isOver(offer.error)) return <Over />;
  const error = offer.error ?? (isGuest ? null : session.error);
  if (error) {
    const retry = () => void Promise.all([offer.refetch(), session.refetch()]);
    return (
      <VisitorFrame title={t`You are invited`}>
        <ErrorState error={error} retry={retry} />
      </VisitorFrame>
    );
  }
  if (!offer.data || !(isGuest || session.data)) {
    return (
      <VisitorFrame title={t`You are invited`}>
        <Skeleton height={72} />
        <Skeleton height={44} />
      </VisitorFrame>
    );
  }
  const email = session.data?.user.email ?? null;
  return (
    <VisitorFrame title={t`You are invited`}>
      <Words offer={offer.data} />
      {email === null ? (
        <Entrances hint={offer.data.emailHint} />
      ) : hintOf(email) === offer.data.emailHint ? (
        <Answer token={token} offer={offer.data} email={email} />
      ) : (
        <ForAnother hint={offer.data.emailHint} email={email} />
      )}
    </VisitorFrame>
  );
}

const isOver = (error: unknown): boolean =>
  error instanceof ApiError && ['link_refused', 'invalid_request'].includes(error.code);

/** An email as far as an invitation tells it: "a…@example.com". */
const hintOf = (email: string): string => email.replace(/^(.).*@/, '$1…@');

function Words({ offer }: { offer: Offer }) {
  const { i18n } = useLingui();
  const locale = useLocale();
  const { invitedBy, householdName } = offer;
  const role = ROLE_WORDS[offer.role];
  return (
    <>
      <p className={styles.lead}>
        <Trans>
          <strong>{invitedBy}</strong> invites you to share <strong>{householdName}</strong>.
        </Trans>
      </p>
      <dl className={styles.facts}>
        <dt>{i18n._(role.word)}</dt>
        <dd>{i18n._(role.sentence)}</dd>
        <dt>
          <Trans>Until</Trans>
        </dt>
        <dd>{formatInstant(offer.expiresAt, locale)}</dd>
      </dl>
    </>
  );
}

/** For whoever is not signed in yet. */
function Entrances({ hint }: { hint: string }) {
  return (
    <>
      <p>
        <Trans>It is for {hint}. Go on with that email.</Trans>
      </p>
      <LinkButton to="/sign-in" search={{ returnTo: HERE }} fullWidth>
        <Trans>Sign in</Trans>
      </LinkButton>
      <LinkButton to="/sign-up" search={{ returnTo: HERE }} variant="default" fullWidth>
        <Trans>Create an account</Trans>
      </LinkButton>
    </>
  );
}

function Answer({ token, offer, email }: { token: string; offer: Offer; email: string }) {
  const { t } = useLingui();
  const text = useProblemText();
  const arrive = useArrive();
  const name = offer.householdName;
  const join = useMutation({
    mutationFn: () => api('POST /invitations/accept', { body: { token } }),
    onSuccess: () => {
      remember(KEY, '');
      toast(t`You share ${name} now.`);
      arrive('/');
    },
  });
  const code = join.error instanceof ApiError ? join.error.code : '';
  if (code === 'invitation_for_another') {
    return <ForAnother hint={offer.emailHint} email={email} />;
  }
  return (
    <>
      <p className={form.hint}>
        <Trans>
          You are signed in as {email}. A household you have already stays as it is; you go from one
          to the other by its name at the top of the menu.
        </Trans>
      </p>
      {join.error && (
        <p className={form.problem} role="alert">
          {text(join.error)}
        </p>
      )}
      <Button fullWidth loading={join.isPending || join.isSuccess} onClick={() => join.mutate()}>
        <Trans>Join</Trans>
      </Button>
      <LinkButton to="/" variant="default" fullWidth onClick={() => remember(KEY, '')}>
        <Trans>Not now</Trans>
      </LinkButton>
    </>
  );
}

/** Signed in, but not as whom the invitation is for. */
function ForAnother({ hint, email }: { hint: string; email: string }) {
  const text = useProblemText();
  const router = useRouter();
  const out = useMutation({
    mutationFn: () => api('POST /auth/sign-out', { body: {} }),
    onSuccess: () => {
      queryClient.clear();
      void router.navigate({ to: '/sign-in', search: { returnTo: HERE } });
    },
  });
  return (
    <>
      <p role="alert">
        <Trans>
          This invitation is for {hint}, and you are signed in as {email}.
        </Trans>
      </p>
      {out.error && (
        <p className={form.problem} role="alert">
          {text(out.error)}
        </p>
      )}
      <Button fullWidth loading={out.isPending} onClick={() => out.mutate()}>
        <Trans>Sign in with the other email</Trans>
      </Button>
      <LinkButton to="/" variant="default" fullWidth>
        <Trans>Go to my household</Trans>
      </LinkButton>
    </>
  );
}

function Over() {
  const { t } = useLingui();
  useEffect(() => remember(KEY, ''), []);
  return (
    <VisitorFrame title={t`This invitation does not work`}>
      <p role="alert">
        <Trans>
          It was used, taken back, is older than a week, or was cut off on its way here. Ask whoever
          sent it for another.
        </Trans>
      </p>
      <LinkButton to="/" variant="default">
        <Trans>Go to my household</Trans>
      </LinkButton>
    </VisitorFrame>
  );
}

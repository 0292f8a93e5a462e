import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { formatInstant } from '../../lib/dates.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { signInWaysQuery } from '../../lib/sign-in-ways.ts';
import { Card } from '../../ui/card.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './households.module.css';
import { type Invitation, invitationsQuery } from './households.queries.ts';
import { InviteForm, type Made } from './invite-form.tsx';

/** Invitations that nobody has answered yet, for an owner alone. */
export function InvitationsCard() {
  const { household } = useSession();
  return household.role === 'owner' ? <Invitations name={household.name} /> : null;
}

function Invitations({ name }: { name: string }) {
  const invitations = useQuery(invitationsQuery);
  const [inviting, setInviting] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const items = invitations.data?.items ?? [];
  const invite = (
    <Button
      variant="default"
      leftSection={<IconPlus size={16} aria-hidden="true" />}
      onClick={() => setInviting(true)}
    >
      <Trans>Invite</Trans>
    </Button>
  );
  const isStanding = made !== null && items.some((one) => one.id === made.id);
  return (
    <Card title={<Trans>Invitations</Trans>} action={items.length > 0 && invite}>
      {isStanding && <MadeInvitation {...made} onDone={() => setMade(null)} />}
      {invitations.error ? (
        <ErrorState error={invitations.error} retry={() => void invitations.refetch()} />
      ) : !invitations.data ? (
        <Skeleton height={60} />
      ) : items.length === 0 ? (
        <EmptyState
          sentence={<Trans>Invite a partner or somebody who advises you into {name}.</Trans>}
        >
          {invite}
        </EmptyState>
      ) : (
        <ul className={styles.list}>
          {items.map((one) => (
            <li key={one.id}>
              <InvitationRow invitation={one} />
            </li>
          ))}
        </ul>
      )}
      <Sheet
        opened={inviting}
        onClose={() => setInviting(false)}
        title={<Trans>Invite somebody</Trans>}
      >
        <InviteForm
          onCancel={() => setInviting(false)}
          onMade={(fresh) => {
            setInviting(false);
            setMade(fresh);
            void refreshHousehold();
          }}
        />
      </Sheet>
    </Card>
  );
}

/** The link is shown this once: for installations that send no mail, and for mail that gets lost. */
function MadeInvitation({ email, url, onDone }: Made & { onDone: () => void }) {
  const { t } = useLingui();
  const ways = useQuery(signInWaysQuery);
  return (
    <section className={styles.made} aria-label={t`The new invitation`}>
      <p role="status">
        {ways.data?.verifiesEmail ? (
          <Trans>
            We mailed the link to <strong>{email}</strong>. You can also send it yourself; it is not
            shown again.
          </Trans>
        ) : (
          <Trans>
            This installation sends no mail. Send this link to <strong>{email}</strong> yourself; it
            is not shown again.
          </Trans>
        )}
      </p>
      <code className={styles.secret}>{url}</code>
      <div className={styles.actions}>
        <CopyButton text={url} />
        <Button variant="default" onClick={onDone}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { t, i18n } = useLingui();
  const locale = useLocale();
  const text = useProblemText();
  const { email, id, invitedBy } = invitation;
  const revoke = useMutation({
    mutationFn: () => api('DELETE /household/invitations/:id', { params: { id } }),
    onSuccess: async () => {
      toast(t`Taken back. The link does not work any more.`);
      await refreshHousehold();
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  const role = i18n._(ROLE_WORDS[invitation.role].word);
  const end = formatInstant(invitation.expiresAt, locale);
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.name}>{email}</span>
        <span className={styles.dim}>
          <Trans>
            {role} · by {invitedBy} · until {end}
          </Trans>
        </span>
      </div>
      <div className={styles.actions}>
        <Button
          variant="default"
          aria-label={t`Take the invitation of ${email} back`}
          loading={revoke.isPending}
          onClick={() => revoke.mutate()}
        >
          <Trans>Take back</Trans>
        </Button>
      </div>
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { ROLES, type Role } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import { useSession } from '../../lib/session.ts';
import { Confirm } from '../../ui/confirm.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './households.module.css';
import type { Member } from './households.queries.ts';

export function MemberRow({ member }: { member: Member }) {
  const { i18n } = useLingui();
  const { household } = useSession();
  const mayChange = household.role === 'owner' && !member.isYou;
  return (
    <div className={styles.row}>
      <PersonAvatar name={member.name} pictureUrl={member.pictureUrl} size={36} />
      <div className={styles.words}>
        <span className={styles.name}>
          {member.name}
          {member.isYou && (
            <span className={styles.here}>
              <Trans>You</Trans>
            </span>
          )}
        </span>
        <span className={styles.dim}>{member.email}</span>
      </div>
      {mayChange ? (
        <div className={styles.actions}>
          <RoleSelect member={member} />
          <RemoveButton member={member} />
        </div>
      ) : (
        <span className={styles.dim}>{i18n._(ROLE_WORDS[member.role].word)}</span>
      )}
    </div>
  );
}

function RoleSelect({ member }: { member: Member }) {
  const { t, i18n } = useLingui();
  const text = useProblemText();
  const { name, userId } = member;
  const change = useMutation({
    mutationFn: (role: Role) =>
      api('PATCH /household/members/:userId', { params: { userId }, body: { role } }),
    onSuccess: async (_, role) => {
      await refreshHousehold();
      const word = i18n._(ROLE_WORDS[role].word);
      toast(t`${name}: ${word}`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <NativeSelect
      aria-label={t`What ${name} may do`}
      className={styles.role ?? ''}
      // The choice stands while it is on its way, and is put back if it is refused.
      value={change.isPending ? change.variables : member.role}
      data={ROLES.map((one) => ({ value: one, label: i18n._(ROLE_WORDS[one].word) }))}
      onChange={(event) => change.mutate(event.currentTarget.value as Role)}
    />
  );
}

function RemoveButton({ member }: { member: Member }) {
  const { t } = useLingui();
  const { name, userId } = member;
  const [asking, setAsking] = useState(false);
  const remove = useMutation({
    mutationFn: () => api('DELETE /household/members/:userId', { params: { userId } }),
    onSuccess: async () => {
      setAsking(false);
      toast(t`${name} is removed.`);
      await refreshHousehold();
    },
  });
  return (
    <>
      <Button variant="default" aria-label={t`Remove ${name}`} onClick={() => setAsking(true)}>
        <Trans>Remove</Trans>
      </Button>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Remove {name}?</Trans>}
        verb={<Trans>Remove</Trans>}
        onConfirm={() => remove.mutate()}
        busy={remove.isPending}
        error={remove.error}
      >
        <Trans>
          They see nothing of this household any more. Accounts that only they see go with them,
          into a household of their own; what all share stays, also what {name} added.
        </Trans>
      </Confirm>
    </>
  );
}

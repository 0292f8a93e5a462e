import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { HandOverSheet } from './hand-over-sheet.tsx';
import styles from './households.module.css';
import { type Member, membersQuery } from './households.queries.ts';
import { LeaveConfirm } from './leave-confirm.tsx';
import { MemberRow } from './member-row.tsx';

/** Who shares this household, and what each of them may do. */
export function MembersCard() {
  const { household } = useSession();
  const members = useQuery(membersQuery);
  return (
    <Card title={<Trans>Members</Trans>}>
      {members.error ? (
        <ErrorState error={members.error} retry={() => void members.refetch()} />
      ) : members.data ? (
        <>
          <ul className={styles.list}>
            {members.data.items.map((one) => (
              <li key={one.userId}>
                <MemberRow member={one} />
              </li>
            ))}
          </ul>
          {members.data.items.length > 1 && <Foot members={members.data.items} />}
        </>
      ) : (
        <Skeleton height={44 * household.memberCount} />
      )}
    </Card>
  );
}

/** What somebody does with their own place here. */
function Foot({ members }: { members: Member[] }) {
  const { household } = useSession();
  const [task, setTask] = useState<'hand-over' | 'leave' | null>(null);
  const isOwner = household.role === 'owner';
  const isOnlyOwner = isOwner && members.filter((one) => one.role === 'owner').length === 1;
  const close = () => setTask(null);
  return (
    <div className={styles.foot}>
      <p className={form.hint}>
        {isOnlyOwner ? (
          <Trans>You are the only owner. To leave, hand the household over first.</Trans>
        ) : isOwner ? null : (
          <Trans>Only an owner invites people and changes what they may do.</Trans>
        )}
      </p>
      <div className={styles.actions}>
        {isOwner && (
          <Button variant="default" onClick={() => setTask('hand-over')}>
            <Trans>Hand over</Trans>
          </Button>
        )}
        {!isOnlyOwner && (
          <Button variant="default" onClick={() => setTask('leave')}>
            <Trans>Leave the household</Trans>
          </Button>
        )}
      </div>
      <HandOverSheet opened={task === 'hand-over'} onClose={close} members={members} />
      <LeaveConfirm opened={task === 'leave'} onClose={close} />
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { beginAnew } from '../../lib/households.ts';
import { useSession } from '../../lib/session.ts';
import { Confirm } from '../../ui/confirm.tsx';

export function LeaveConfirm({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { household } = useSession();
  const { name } = household;
  const leave = useMutation({
    mutationFn: () => api('POST /household/leave', { body: {} }),
    onSuccess: beginAnew,
  });
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={<Trans>Leave {name}?</Trans>}
      verb={<Trans>Leave</Trans>}
      onConfirm={() => leave.mutate()}
      busy={leave.isPending || leave.isSuccess}
      error={leave.error}
    >
      <Trans>
        You see nothing of it any more, until an owner invites you again. Accounts that only you see
        go with you, into a household of your own; what all share stays.
      </Trans>
    </Confirm>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import form from '../../ui/form.module.css';
import { Sheet } from '../../ui/sheet.tsx';
import { toast } from '../../ui/toasts.tsx';
import type { Member } from './households.queries.ts';

interface Props {
  opened: boolean;
  onClose: () => void;
  members: Member[];
}

export function HandOverSheet({ opened, onClose, members }: Props) {
  return (
    <Sheet opened={opened} onClose={onClose} title={<Trans>Hand the household over</Trans>}>
      <HandOverForm members={members.filter((one) => !one.isYou)} onClose={onClose} />
    </Sheet>
  );
}

function HandOverForm({ members, onClose }: Omit<Props, 'opened'>) {
  const { t } = useLingui();
  const text = useProblemText();
  const [userId, setUserId] = useState(members[0]?.userId ?? '');
  const handOver = useMutation({
    mutationFn: () => api('POST /household/hand-over', { body: { userId } }),
    onSuccess: async () => {
      const name = members.find((one) => one.userId === userId)?.name ?? '';
      toast(t`${name} is the owner now.`);
      onClose();
      await refreshHousehold();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    handOver.mutate();
  };
  return (
    <form className={form.form} onSubmit={submit}>
      <p>
        <Trans>
          They become an owner and you an editor: only they can take that back. Your invitations
          that nobody has answered end.
        </Trans>
      </p>
      <NativeSelect
        data-autofocus
        label={t`To`}
        value={userId}
        data={members.map((one) => ({ value: one.userId, label: `${one.name} · ${one.email}` }))}
        onChange={(event) => setUserId(event.currentTarget.value)}
      />
      {handOver.error && (
        <p className={form.problem} role="alert">
          {text(handOver.error)}
        </p>
      )}
      <div className={form.buttons}>
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button type="submit" loading={handOver.isPending}>
          <Trans>Hand over</Trans>
        </Button>
      </div>
    </form>
  );
}

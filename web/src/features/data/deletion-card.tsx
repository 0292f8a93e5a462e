import { Plural, Trans } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { api } from '../../lib/api.ts';
import { deletionQuery } from '../../lib/deletion.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import styles from './data.module.css';

/** The end of a household, and of one's account: asked for here, taken back in the banner above. */
export function DeletionCard() {
  const { household } = useSession();
  const deletion = useQuery(deletionQuery);
  const [asking, setAsking] = useState<'household' | 'person' | null>(null);
  const close = () => setAsking(null);
  if (deletion.error) {
    return <ErrorState error={deletion.error} retry={() => void deletion.refetch()} />;
  }
  const { name } = household;
  return (
    <Card title={<Trans>Delete</Trans>}>
      {deletion.data === undefined ? (
        <Skeleton height={120} />
      ) : (
        <div className={styles.block}>
          <p>
            <Trans>
              What you delete stays for fourteen days, in case you change your mind. Then it is gone
              for good, from every table and folder. Take an export along first.
            </Trans>
          </p>
          <div className={styles.endings}>
            {household.role === 'owner' && (
              <Button
                variant="default"
                disabled={deletion.data.household !== null}
                onClick={() => setAsking('household')}
              >
                <Trans>Delete {name}</Trans>
              </Button>
            )}
            <Button
              variant="default"
              disabled={deletion.data.person !== null}
              onClick={() => setAsking('person')}
            >
              <Trans>Delete my account</Trans>
            </Button>
          </div>
        </div>
      )}
      <DeletePerson opened={asking === 'person'} onClose={close} />
      <DeleteHousehold key={asking} opened={asking === 'household'} onClose={close} />
    </Card>
  );
}

interface AskProps {
  opened: boolean;
  onClose: () => void;
}

function useAsk(ask: () => Promise<unknown>, onClose: () => void) {
  return useMutation({
    mutationFn: ask,
    onSuccess: async () => {
      await refreshHousehold();
      onClose();
    },
  });
}

function DeletePerson({ opened, onClose }: AskProps) {
  const { user } = useSession();
  const remove = useAsk(() => api('POST /deletion/person', { body: {} }), onClose);
  const { email } = user;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={<Trans>Delete your account?</Trans>}
      verb={<Trans>Delete in 14 days</Trans>}
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      <ul className={styles.losses}>
        <li>
          <Trans>{email} signs in no more; passkeys, tokens and programs end with it.</Trans>
        </li>
        <li>
          <Trans>
            Households that only you belong to go with all in them, and so do accounts that only you
            see.
          </Trans>
        </li>
        <li>
          <Trans>
            What you share with others stays theirs, and no longer says that it was you.
          </Trans>
        </li>
      </ul>
    </Confirm>
  );
}

function DeleteHousehold({ opened, onClose }: AskProps) {
  const { household } = useSession();
  const { name } = household;
  const accounts = useQuery({ ...accountQueries.list(), enabled: opened });
  const [typed, setTyped] = useState('');
  const remove = useAsk(() => api('POST /deletion/household', { body: { name: typed } }), onClose);
  const count = accounts.data?.items.length ?? 0;
  const rows = (accounts.data?.items ?? []).reduce((sum, one) => sum + one.transactionCount, 0);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title={<Trans>Delete {name}?</Trans>}
      verb={<Trans>Delete in 14 days</Trans>}
      onConfirm={() => remove.mutate()}
      busy={remove.isPending}
      error={remove.error}
    >
      <div className={styles.block}>
        <p>
          <Trans>
            Everybody in it loses <Plural value={count} one="# account" other="# accounts" /> with{' '}
            <Plural value={rows} one="# transaction" other="# transactions" />, its categories,
            rules, imported files and log. Accounts that only one of them sees go along with that
            person.
          </Trans>
        </p>
        <TextInput
          label={<Trans>Type the household’s name: {name}</Trans>}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Popover, UnstyledButton } from '@mantine/core';
import { IconCheck, IconSelector } from '@tabler/icons-react';
import { useState } from 'react';
import { useEnterHousehold } from '../lib/households.ts';
import { useProblemText } from '../lib/problems.ts';
import { useSession } from '../lib/session.ts';
import { toast } from '../ui/toasts.tsx';
import styles from './household-switcher.module.css';

/** The household's name; for whoever has several, the way to the others. */
export function HouseholdSwitcher() {
  const { t } = useLingui();
  const { household, households } = useSession();
  const [opened, setOpened] = useState(false);
  const { name } = household;
  const brand = (
    <>
      <img src="/icon.svg" alt="" width={24} height={24} />
      <span className={styles.name}>{name}</span>
    </>
  );
  if (households.length < 2) return <div className={styles.brand}>{brand}</div>;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      width={232}
      shadow="none"
      withinPortal={false}
      trapFocus
      returnFocus
      classNames={{ dropdown: styles.menu ?? '' }}
    >
      <Popover.Target>
        <UnstyledButton
          className={styles.brand}
          data-switch
          title={name}
          aria-label={t`Household ${name}. Go to another`}
          onClick={() => setOpened(!opened)}
        >
          {brand}
          <IconSelector size={16} stroke={1.6} className={styles.sign} aria-hidden="true" />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t`Your households`}>
        <List onStay={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

/** The same on a phone, in the sheet of what the bar has no room for. */
export function HouseholdRows({ onStay }: { onStay: () => void }) {
  const { households } = useSession();
  if (households.length < 2) return null;
  return (
    <div className={styles.rows}>
      <h3 className={styles.title}>
        <Trans>Your households</Trans>
      </h3>
      <List onStay={onStay} />
    </div>
  );
}

function List({ onStay }: { onStay: () => void }) {
  const { household, households } = useSession();
  const text = useProblemText();
  const enter = useEnterHousehold();
  const go = (id: string) =>
    enter.mutate(id, { onError: (error) => toast(text(error), { problem: true }) });
  return (
    <ul>
      {households.map(({ id, name }) => {
        const isHere = id === household.id;
        return (
          <li key={id}>
            <UnstyledButton
              className={styles.row}
              aria-current={isHere || undefined}
              disabled={enter.isPending || enter.isSuccess}
              onClick={() => (isHere ? onStay() : go(id))}
            >
              <span className={styles.name}>{name}</span>
              {isHere && <IconCheck size={16} stroke={2} aria-hidden="true" />}
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}

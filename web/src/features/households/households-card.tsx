import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { listHouseholds, Reply } from '@picture/contract';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useEnterHousehold } from '../../lib/households.ts';
import { useProblemText } from '../../lib/problems.ts';
import { ROLE_WORDS } from '../../lib/roles.ts';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { HouseholdForm } from './household-form.tsx';
import styles from './households.module.css';
import { householdsQuery } from './households.queries.ts';

type Household = Reply<typeof listHouseholds>['items'][number];

/** All households of the person, and one more if they want it. */
export function HouseholdsCard() {
  const { households: known } = useSession();
  const households = useQuery(householdsQuery);
  const [making, setMaking] = useState(false);
  return (
    <Card
      title={<Trans>Your households</Trans>}
      action={
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => setMaking(true)}
        >
          <Trans>New household</Trans>
        </Button>
      }
    >
      {households.error ? (
        <ErrorState error={households.error} retry={() => void households.refetch()} />
      ) : households.data ? (
        <ul className={styles.list}>
          {households.data.items.map((one) => (
            <li key={one.id}>
              <HouseholdRow household={one} />
            </li>
          ))}
        </ul>
      ) : (
        <Skeleton height={44 * known.length} />
      )}
      <Sheet opened={making} onClose={() => setMaking(false)} title={<Trans>New household</Trans>}>
        <HouseholdForm onCancel={() => setMaking(false)} />
      </Sheet>
    </Card>
  );
}

function HouseholdRow({ household }: { household: Household }) {
  const { t, i18n } = useLingui();
  const text = useProblemText();
  const enter = useEnterHousehold();
  const { name, memberCount } = household;
  const role = i18n._(ROLE_WORDS[household.role].word);
  const people = t`${plural(memberCount, { one: '# member', other: '# members' })}`;
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <span className={styles.name}>
          {name}
          {household.isCurrent && (
            <span className={styles.here}>
              <Trans>You are here</Trans>
            </span>
          )}
        </span>
        <span className={styles.dim}>
          {role} · {people}
        </span>
      </div>
      {!household.isCurrent && (
        <div className={styles.actions}>
          <Button
            variant="default"
            aria-label={t`Go to ${name}`}
            loading={enter.isPending || enter.isSuccess}
            onClick={() =>
              enter.mutate(household.id, {
                onError: (error) => toast(text(error), { problem: true }),
              })
            }
          >
            <Trans>Go there</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

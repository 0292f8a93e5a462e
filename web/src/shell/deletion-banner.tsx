import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../lib/api.ts';
import { dayAt, formatFullDate } from '../lib/dates.ts';
import { deletionQuery } from '../lib/deletion.ts';
import { useProblemText } from '../lib/problems.ts';
import { refreshHousehold } from '../lib/query-client.ts';
import { useLocale, useSession } from '../lib/session.ts';
import { toast } from '../ui/toasts.tsx';
import styles from './shell.module.css';

/** On every page: what will be gone, when, and the way to keep it. */
export function DeletionBanner() {
  const { household } = useSession();
  const locale = useLocale();
  const { data } = useQuery(deletionQuery);
  const day = (instant: string) => formatFullDate(dayAt(instant), locale);
  const { name } = household;
  const personDay = data?.person ? day(data.person.deleteOn) : null;
  const householdDay = data?.household ? day(data.household.deleteOn) : null;
  return (
    <>
      {personDay !== null && (
        <Banner keep={() => api('DELETE /deletion/person')}>
          <Trans>Your account will be deleted on {personDay}.</Trans>
        </Banner>
      )}
      {householdDay !== null && (
        <Banner keep={household.role === 'owner' ? () => api('DELETE /deletion/household') : null}>
          <Trans>
            {name} and all in it will be deleted on {householdDay}.
          </Trans>
        </Banner>
      )}
    </>
  );
}

function Banner({
  keep,
  children,
}: {
  keep: (() => Promise<unknown>) | null;
  children: React.ReactNode;
}) {
  const text = useProblemText();
  const change = useMutation({
    mutationFn: async () => keep?.(),
    onSuccess: refreshHousehold,
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <div className={styles.ending} role="status">
      <span>{children}</span>
      {keep && (
        <Button
          size="xs"
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          <Trans>Keep it</Trans>
        </Button>
      )}
    </div>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import type { AuditEntryView } from '@picture/contract';
import { IconArrowBackUp, IconArrowForwardUp, IconChevronDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { dayAt, formatFullDate, formatInstant, formatTime } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { ActivityDetails, tellableChanges } from './activity-details.tsx';
import { useSentence } from './activity-sentences.ts';
import styles from './data.module.css';
import { dataQueries } from './data.queries.ts';

/** Who did what in the household, and what happened at one's own door. */
export function ActivitySection() {
  const { t } = useLingui();
  const search = useSearch({ from: '/home/settings/activity' });
  const navigate = useNavigate({ from: '/settings/activity' });
  const of = search.of ?? 'household';
  const kinds = useKinds(of);
  return (
    <Card flush title={<Trans>History</Trans>}>
      {of === 'household' && (
        <p className={styles.lead}>
          <Trans>
            Every change, newest first. For 30 days each can be taken back and made again; an import
            goes back as a whole, at any time.
          </Trans>
        </p>
      )}
      <div className={styles.controls}>
        <SegmentedControl
          aria-label={t`Whose activity`}
          value={of}
          data={[
            { value: 'household', label: t`Household` },
            { value: 'person', label: t`You` },
          ]}
          onChange={(value) =>
            void navigate({ search: value === 'person' ? { of: 'person' } : {}, replace: true })
          }
        />
        <NativeSelect
          aria-label={t`Kind of activity`}
          value={search.action ?? ''}
          data={[{ value: '', label: t`Everything` }, ...kinds]}
          onChange={(event) => {
            const action = event.currentTarget.value;
            void navigate({
              search: ({ action: _, ...rest }) => (action ? { ...rest, action } : rest),
              replace: true,
            });
          }}
        />
      </div>
      <Entries of={of} action={search.action} />
    </Card>
  );
}

function useKinds(of: 'household' | 'person') {
  const { t } = useLingui();
  return of === 'person'
    ? [
        { value: 'auth.sign_in', label: t`Sign-ins` },
        { value: 'auth.pass', label: t`Passwords and passkeys` },
        { value: 'auth.second', label: t`Second factor` },
        { value: 'auth.token', label: t`Tokens` },
        { value: 'auth.session', label: t`Devices signed out` },
      ]
    : [
        { value: 'transaction.', label: t`Transactions` },
        { value: 'transfer.', label: t`Transfers` },
        { value: 'refund.', label: t`Refunds` },
        { value: 'loan_payment.', label: t`Loan payments` },
        { value: 'account.', label: t`Accounts` },
        { value: 'import.', label: t`Imports` },
        { value: 'category.', label: t`Categories` },
        { value: 'rule.', label: t`Rules` },
        { value: 'merchant.', label: t`Merchants` },
        { value: 'tag.', label: t`Tags` },
        { value: 'exchange_rate.', label: t`Exchange rates` },
        { value: 'settings.', label: t`Settings` },
        { value: 'export.', label: t`Exports` },
      ];
}

function Entries({ of, action }: { of: 'household' | 'person'; action: string | undefined }) {
  const pages = useInfiniteQuery(dataQueries.activity(of, action));
  const locale = useLocale();
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (!pages.data) {
    return (
      <div className={styles.waiting} aria-busy="true">
        <Skeleton height={480} />
      </div>
    );
  }
  const entries = pages.data.pages.flatMap((page) => page.items);
  if (entries.length === 0) {
    return (
      <EmptyState
        sentence={
          action === undefined ? (
            <Trans>Nothing has happened yet.</Trans>
          ) : (
            <Trans>Nothing of this kind has happened.</Trans>
          )
        }
      />
    );
  }
  const days = Map.groupBy(entries, (entry) => formatFullDate(dayAt(entry.at), locale));
  return (
    <>
      {[...days].map(([label, ofDay]) => (
        <section key={label} aria-label={label}>
          <h3 className={styles.day}>{label}</h3>
          <ul>
            {ofDay.map((entry) => (
              <li key={entry.id}>
                <Entry entry={entry} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {pages.hasNextPage && (
        <div className={styles.more}>
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            <Trans>Show older</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const { t } = useLingui();
  const { role } = useSession().household;
  const locale = useLocale();
  const sentence = useSentence();
  const [open, setOpen] = useState(false);
  const id = useId();
  const where = [entry.browser, entry.address].filter(Boolean).join(' · ');
  const text = sentence(entry);
  return (
    <div className={styles.entry}>
      <time className={styles.time} dateTime={entry.at} title={formatInstant(entry.at, locale)}>
        {formatTime(entry.at, locale)}
      </time>
      <div className={styles.words}>
        <span className={entry.step === 'undone' ? styles.undone : undefined}>{text}</span>
        {where && <span className={styles.where}>{where}</span>}
      </div>
      <div className={styles.acts}>
        {entry.step && role !== 'viewer' && (
          <StepButton entry={entry} step={entry.step} text={text} />
        )}
        {tellableChanges(entry).length > 0 && (
          <button
            type="button"
            className={styles.toggle}
            aria-expanded={open}
            aria-controls={id}
            aria-label={t`Details: ${text}`}
            onClick={() => setOpen(!open)}
          >
            <Trans>Details</Trans>
            <IconChevronDown size={14} aria-hidden="true" />
          </button>
        )}
      </div>
      <div id={id} className={styles.details} hidden={!open}>
        {open && <ActivityDetails entry={entry} />}
      </div>
    </div>
  );
}

interface StepProps {
  entry: AuditEntryView;
  step: 'done' | 'undone';
  text: string;
}

/** Takes one change back, or makes it again; of an import, which goes as a whole, only the first. */
function StepButton({ entry, step, text }: StepProps) {
  const { t } = useLingui();
  const { undoStep, redoStep, undoImport } = useLedgerSteps();
  const [isBusy, setBusy] = useState(false);
  const isDone = step === 'done';
  const isImport = entry.action === 'import.commit';
  if (isImport && !isDone) {
    return (
      <span className={styles.where}>
        <Trans>Taken back</Trans>
      </span>
    );
  }
  const turn = async () => {
    setBusy(true);
    if (isImport) await undoImport(entry.entityId);
    else await (isDone ? undoStep(entry.id) : redoStep(entry.id));
    setBusy(false);
  };
  return (
    <button
      type="button"
      className={styles.toggle}
      disabled={isBusy}
      aria-label={isDone ? t`Take back: ${text}` : t`Do again: ${text}`}
      onClick={() => void turn()}
    >
      {isDone ? (
        <IconArrowBackUp size={14} aria-hidden="true" />
      ) : (
        <IconArrowForwardUp size={14} aria-hidden="true" />
      )}
      {isDone ? <Trans>Take back</Trans> : <Trans>Do again</Trans>}
    </button>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Import } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';
import { Card } from '../../ui/card.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { AccountStep } from './account-step.tsx';
import { CategoryStep } from './category-step.tsx';
import type { CategoryWishes } from './category-wishes.ts';
import { ColumnStep } from './column-step.tsx';
import { CommitBar, Forget, LaterBar } from './commit-bar.tsx';
import { Committed, Undone } from './import-outcome.tsx';
import styles from './imports.module.css';
import { importQueries, isBusy } from './imports.queries.ts';
import { PreviewRows } from './preview-rows.tsx';
import { useFileProblemText } from './problem-texts.ts';
import { StatusWord } from './status-word.tsx';

/** One file: which account, which columns, what it would do; then one button. */
export function ImportPage() {
  const { id } = useParams({ from: '/home/imports/$id' });
  return <OneImport key={id} id={id} />;
}

function OneImport({ id }: { id: string }) {
  const [wishes, setWishes] = useState<CategoryWishes>({});
  const found = useQuery(importQueries.one(id));
  useRefreshWhenDone(found.data);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <PageSkeleton />;
  const one = found.data;
  // What was found before stays in place while the file is read anew after a choice.
  const isOpen = one.status === 'ready' || (one.status === 'reading' && one.statements.length > 0);
  return (
    <div className={styles.page}>
      <Card className={styles.about}>
        <div className={styles.head}>
          <h2 className={styles.title}>{one.fileName}</h2>
          <Facts one={one} />
          <StatusWord one={one} />
          {isOpen && <Forget one={one} />}
        </div>
        {isBusy(one) && <Progress one={one} />}
      </Card>
      {one.status === 'failed' && <Failed one={one} />}
      {(isOpen || one.status === 'failed') && (
        <div className={styles.steps}>
          {isOpen && <AccountStep one={one} />}
          {one.csv && <ColumnStep key={JSON.stringify(one.csv.mapping)} one={one} csv={one.csv} />}
        </div>
      )}
      {isOpen && (
        <>
          <CategoryStep one={one} wishes={wishes} onWishes={setWishes} />
          <Problems one={one} />
          <PreviewRows one={one} />
          <CommitBar one={one} wishes={wishes} />
        </>
      )}
      {one.status === 'committed' && <Committed one={one} />}
      {one.status === 'committed' && one.left.total > 0 && (
        <>
          <PreviewRows one={one} />
          <LaterBar one={one} />
        </>
      )}
      {one.status === 'undone' && <Undone one={one} />}
    </div>
  );
}

function Facts({ one }: { one: Import }) {
  const { t } = useLingui();
  const formats = {
    csv: 'CSV',
    ofx1: 'OFX 1',
    ofx2: 'OFX 2',
    qif: 'QIF',
    camt: 'CAMT',
    mt940: 'MT940',
    xlsx: 'Excel',
    zip: 'ZIP',
  } as const;
  const kilobytes = Math.max(1, Math.round(one.sizeBytes / 1024));
  const facts = [
    one.format && formats[one.format],
    one.profile,
    one.encoding?.toUpperCase(),
    t`${kilobytes} KB`,
  ];
  return <p className={styles.dim}>{facts.filter(Boolean).join(' · ')}</p>;
}

function Progress({ one }: { one: Import }) {
  const { t } = useLingui();
  const { done, total } = one.progress;
  return (
    <progress
      className={styles.progress}
      aria-label={t`Progress`}
      max={Math.max(total, 1)}
      value={Math.min(done, total)}
    />
  );
}

function Failed({ one }: { one: Import }) {
  const text = useFileProblemText();
  return (
    <Card>
      <EmptyState sentence={one.error ? text(one.error) : ''}>
        <LinkButton to="/imports">
          <Trans>Choose another file</Trans>
        </LinkButton>
      </EmptyState>
    </Card>
  );
}

/** What could not be read, with its line. */
function Problems({ one }: { one: Import }) {
  const text = useFileProblemText();
  const [all, setAll] = useState(false);
  if (one.problems.length === 0) return null;
  const shown = all ? one.problems : one.problems.slice(0, 5);
  const count = one.problems.length;
  return (
    <Card title={<Trans>Needs a look in the file</Trans>}>
      <ul className={styles.problems}>
        {shown.map((problem) => (
          <li
            key={`${problem.file ?? ''} ${problem.line} ${problem.code}`}
            data-severity={problem.severity}
          >
            {problem.file && <span className={styles.line}>{problem.file}</span>}
            {problem.line > 0 && (
              <span className={styles.line}>
                <Trans>Line {problem.line}</Trans>
              </span>
            )}
            {text(problem)}
          </li>
        ))}
      </ul>
      {count > shown.length && (
        <Button variant="subtle" onClick={() => setAll(true)}>
          <Trans>Show all {count}</Trans>
        </Button>
      )}
    </Card>
  );
}

/** When the work in the background ends, everything of the household is looked at again. */
function useRefreshWhenDone(one: Import | undefined): void {
  const before = useRef(one?.status);
  const status = one?.status;
  useEffect(() => {
    const was = before.current;
    before.current = status;
    if (was === 'committing' || was === 'undoing') {
      void queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });
    }
  }, [status]);
}

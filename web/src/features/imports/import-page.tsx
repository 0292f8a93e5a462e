import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Import } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { HOUSEHOLD, queryClient } from '../../lib/query-client.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { AccountStep } from './account-step.tsx';
import { ColumnStep } from './column-step.tsx';
import styles from './imports.module.css';
import { importQueries, isBusy, keepImport } from './imports.queries.ts';
import { PreviewRows } from './preview-rows.tsx';
import { useFileProblemText } from './problem-texts.ts';
import { StatusWord } from './status-word.tsx';

/** One file: which account, which columns, what it would do; then one button. */
export function ImportPage() {
  const { id } = useParams({ from: '/home/imports/$id' });
  const found = useQuery(importQueries.one(id));
  useRefreshWhenDone(found.data);
  if (found.error) return <ErrorState error={found.error} retry={() => void found.refetch()} />;
  if (!found.data) return <PageSkeleton />;
  const one = found.data;
  return (
    <div className={styles.page}>
      <Card>
        <div className={styles.head}>
          <div className={styles.grow}>
            <h2 className={styles.title}>{one.fileName}</h2>
            <Facts one={one} />
          </div>
          <StatusWord one={one} />
        </div>
        {isBusy(one) && <Progress one={one} />}
      </Card>
      {one.status === 'failed' && <Failed one={one} />}
      {(one.status === 'ready' || one.status === 'failed') && (
        <div className={styles.steps}>
          {one.status === 'ready' && <AccountStep one={one} />}
          {one.csv && <ColumnStep key={JSON.stringify(one.csv.mapping)} one={one} csv={one.csv} />}
        </div>
      )}
      {one.status === 'ready' && (
        <>
          <Problems one={one} />
          <PreviewRows one={one} />
          <CommitBar one={one} />
        </>
      )}
      {one.status === 'committed' && <Committed one={one} />}
      {one.status === 'undone' && <Undone />}
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

function CommitBar({ one }: { one: Import }) {
  const navigate = useNavigate();
  const text = useProblemText();
  const { add, duplicate, problems } = one.counts;
  const hasWorth = one.statements.some((s) => s.investments?.worthOn != null);
  const missing = one.statements.some(
    (s) => s.accountId === null && (s.transactionCount > 0 || s.investments?.worthOn != null),
  );
  const commit = useMutation({
    mutationFn: () => api('POST /imports/:id/commit', { params: { id: one.id } }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const discard = useMutation({
    mutationFn: () => api('DELETE /imports/:id', { params: { id: one.id } }),
    onSuccess: async () => {
      await navigate({ to: '/imports' });
      await queryClient.invalidateQueries({ queryKey: importQueries.list().queryKey });
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <div className={styles.commit}>
      <p className={styles.running} role="status">
        <Trans>
          {add} to add · {duplicate} already there · {problems} not readable
        </Trans>
      </p>
      <Button variant="subtle" loading={discard.isPending} onClick={() => discard.mutate()}>
        <Trans>Forget this file</Trans>
      </Button>
      <Button
        disabled={missing || (add === 0 && !hasWorth)}
        loading={commit.isPending}
        onClick={() => commit.mutate()}
      >
        {missing ? (
          <Trans>Choose an account first</Trans>
        ) : add === 0 && hasWorth ? (
          <Trans>Set the value</Trans>
        ) : (
          <Trans>Add {add} transactions</Trans>
        )}
      </Button>
    </div>
  );
}

function Committed({ one }: { one: Import }) {
  const [asking, setAsking] = useState(false);
  const { add, duplicate, needsReview } = one.counts;
  const undo = useMutation({
    mutationFn: () => api('POST /imports/:id/undo', { params: { id: one.id } }),
    onSuccess: (next) => {
      setAsking(false);
      keepImport(next);
    },
  });
  return (
    <Card>
      <EmptyState
        sentence={
          <Trans>
            {add} transactions are in your ledger, {duplicate} were there already, {needsReview}{' '}
            wait for your word.
          </Trans>
        }
      >
        <LinkButton to="/transactions" search={{ import: one.id }}>
          <Trans>See them</Trans>
        </LinkButton>
        <Button variant="default" onClick={() => setAsking(true)}>
          <Trans>Take the import back</Trans>
        </Button>
      </EmptyState>
      <Confirm
        opened={asking}
        onClose={() => setAsking(false)}
        title={<Trans>Take this import back?</Trans>}
        verb={<Trans>Take back</Trans>}
        onConfirm={() => undo.mutate()}
        busy={undo.isPending}
        error={undo.error}
      >
        <Trans>Its {add} transactions leave the ledger, with what was changed in them since.</Trans>
      </Confirm>
    </Card>
  );
}

function Undone() {
  return (
    <Card>
      <EmptyState
        sentence={<Trans>This import was taken back. The file can be imported again.</Trans>}
      >
        <LinkButton to="/imports">
          <Trans>Import a statement</Trans>
        </LinkButton>
      </EmptyState>
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

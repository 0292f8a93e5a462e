import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Import } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import styles from './imports.module.css';
import { importQueries, keepImport } from './imports.queries.ts';

/** Reads an import that was taken back once more, from the file that was kept. */
export function ImportAgain({ one }: { one: Import }) {
  const navigate = useNavigate();
  const text = useProblemText();
  const again = useMutation({
    mutationFn: () => api('POST /imports/:id/again', { params: { id: one.id } }),
    onSuccess: async (next) => {
      keepImport(next);
      await navigate({ to: '/imports/$id', params: { id: one.id } });
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (
    <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
      <Trans>Import again</Trans>
    </Button>
  );
}

/** How much of each there is, and the one button. */
export function CommitBar({ one }: { one: Import }) {
  const navigate = useNavigate();
  const text = useProblemText();
  const { add, confirm } = one.counts;
  const running = useRunningCount(one);
  const isNothing = add === 0 && confirm === 0;
  const hasWorth = one.statements.some((s) => s.investments?.worthOn != null);
  const missing = one.statements.some(
    (s) =>
      s.accountId === null &&
      s.newAccount === null &&
      (s.transactionCount > 0 || s.investments?.worthOn != null),
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
        {running}
      </p>
      <Button variant="subtle" loading={discard.isPending} onClick={() => discard.mutate()}>
        <Trans>Forget this file</Trans>
      </Button>
      <Button
        disabled={missing || (isNothing && !hasWorth)}
        loading={commit.isPending}
        onClick={() => commit.mutate()}
      >
        {missing ? (
          <Trans>Choose an account first</Trans>
        ) : isNothing && hasWorth ? (
          <Trans>Set the value</Trans>
        ) : add === 0 && confirm > 0 ? (
          <Trans>Confirm {confirm} transactions</Trans>
        ) : confirm > 0 ? (
          <Trans>
            Add {add}, confirm {confirm}
          </Trans>
        ) : (
          <Trans>Add {add} transactions</Trans>
        )}
      </Button>
    </div>
  );
}

function useRunningCount({ counts }: Import): string {
  const { t } = useLingui();
  const { add, confirm, duplicate, look, skip, problems } = counts;
  const parts = [
    t`${add} to add`,
    confirm > 0 && t`${confirm} to confirm`,
    t`${duplicate} already there`,
    look > 0 && t`${look} to look at`,
    skip > 0 && t`${skip} left out`,
    t`${problems} not readable`,
  ];
  return parts.filter(Boolean).join(' · ');
}

export function Committed({ one }: { one: Import }) {
  const [asking, setAsking] = useState(false);
  const { add, duplicate, needsReview, confirm, look } = one.counts;
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
          <>
            <Trans>
              {add} transactions are in your ledger, {duplicate} were there already, {needsReview}{' '}
              wait for your word.
            </Trans>
            {confirm > 0 && (
              <>
                {' '}
                <Trans>{confirm} that you had, typed or pending, are confirmed.</Trans>
              </>
            )}
            {look > 0 && (
              <>
                {' '}
                <Trans>
                  {look} that may be there already were left out. Bring the file again to decide on
                  them.
                </Trans>
              </>
            )}
          </>
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
        {confirm > 0 && (
          <>
            {' '}
            <Trans>
              The {confirm} it confirmed become what they were, unless somebody changed them since.
            </Trans>
          </>
        )}
      </Confirm>
    </Card>
  );
}

export function Undone({ one }: { one: Import }) {
  const mayEdit = useMayEdit();
  const { notTakenBack } = one;
  return (
    <Card>
      <EmptyState
        sentence={
          <>
            <Trans>This import was taken back. The file can be imported again.</Trans>
            {notTakenBack > 0 && (
              <>
                {' '}
                <Trans>
                  {notTakenBack} that it had confirmed were changed since, and stay as they are.
                </Trans>
              </>
            )}
          </>
        }
      >
        {mayEdit && <ImportAgain one={one} />}
      </EmptyState>
    </Card>
  );
}

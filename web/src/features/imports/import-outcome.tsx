import { Plural, Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Import } from '@picture/contract';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { Confirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { keepImport } from './imports.queries.ts';

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

export function Committed({ one }: { one: Import }) {
  const [asking, setAsking] = useState(false);
  const { add, confirm } = one.counts;
  const mayEdit = useMayEdit();
  const undo = useMutation({
    mutationFn: () => api('POST /imports/:id/undo', { params: { id: one.id } }),
    onSuccess: (next) => {
      setAsking(false);
      keepImport(next);
    },
  });
  return (
    <Card>
      <EmptyState sentence={<WhatItDid one={one} />}>
        {add > 0 && (
          <LinkButton to="/transactions" search={{ import: one.id }}>
            <Trans>See them</Trans>
          </LinkButton>
        )}
        {mayEdit && (
          <Button variant="default" onClick={() => setAsking(true)}>
            <Trans>Take the import back</Trans>
          </Button>
        )}
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
        <Plural
          value={add}
          _0="None of your transactions leaves the ledger."
          one="Its transaction leaves the ledger, with what was changed in it since."
          other="Its # transactions leave the ledger, with what was changed in them since."
        />
        {confirm > 0 && (
          <>
            {' '}
            <Plural
              value={confirm}
              one="The one it confirmed becomes what it was, unless somebody changed it since."
              other="The # it confirmed become what they were, unless somebody changed them since."
            />
          </>
        )}
      </Confirm>
    </Card>
  );
}

/** What came of the file, sentence by sentence. */
function WhatItDid({ one }: { one: Import }) {
  const { add, duplicate, needsReview, confirm, look } = one.counts;
  const left = one.left.total;
  return (
    <>
      {(add > 0 || confirm === 0) && (
        <Plural
          value={add}
          one="# transaction is in your ledger."
          other="# transactions are in your ledger."
        />
      )}
      {duplicate > 0 && (
        <>
          {' '}
          <Plural value={duplicate} one="# was there already." other="# were there already." />
        </>
      )}
      {needsReview > 0 && (
        <>
          {' '}
          <Plural value={needsReview} one="# waits for your word." other="# wait for your word." />
        </>
      )}
      {confirm > 0 && (
        <>
          {' '}
          <Plural
            value={confirm}
            one="# that you had, typed or pending, is confirmed."
            other="# that you had, typed or pending, are confirmed."
          />
        </>
      )}
      {look > 0 && (
        <>
          {' '}
          {left > 0 ? (
            <Plural
              value={left}
              one="# may be there already, and waits below for you to decide."
              other="# may be there already, and wait below for you to decide."
            />
          ) : (
            <Plural
              value={look}
              one="# that may be there already was left out."
              other="# that may be there already were left out."
            />
          )}
        </>
      )}
    </>
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

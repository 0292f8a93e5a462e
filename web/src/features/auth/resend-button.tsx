import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useProblemText } from '../../lib/problems.ts';
import form from '../../ui/form.module.css';

const WAIT_S = 60;

/** Sends a mail again, and shows how long to wait before the next: mail takes its time. */
export function ResendButton({
  send,
  wasSent,
}: {
  send: () => Promise<unknown>;
  wasSent: boolean;
}) {
  const text = useProblemText();
  const [wait, setWait] = useState(wasSent ? WAIT_S : 0);
  const isWaiting = wait > 0;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setInterval(() => setWait((seconds) => Math.max(0, seconds - 1)), 1000);
    return () => clearInterval(timer);
  }, [isWaiting]);
  const again = useMutation({ mutationFn: send, onSuccess: () => setWait(WAIT_S) });
  return (
    <>
      <Button
        variant="default"
        fullWidth
        disabled={isWaiting}
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        {isWaiting ? <Trans>Send it again in {wait} s</Trans> : <Trans>Send the link again</Trans>}
      </Button>
      <p className="visually-hidden" role="status">
        {again.isSuccess && isWaiting && <Trans>Sent.</Trans>}
      </p>
      {again.error && (
        <p className={form.problem} role="alert">
          {text(again.error)}
        </p>
      )}
    </>
  );
}

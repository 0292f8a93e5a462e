import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useProblemText } from '../lib/problems.ts';
import styles from './form.module.css';
import { Sheet } from './sheet.tsx';

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  title: ReactNode;
  /** What goes, and what cannot be taken back. */
  children: ReactNode;
  verb: ReactNode;
  onConfirm: () => void;
  busy?: boolean;
  error?: unknown;
}

/** Asks before something is lost. The safe way out has the focus. */
export function Confirm({
  opened,
  onClose,
  title,
  children,
  verb,
  onConfirm,
  busy,
  error,
}: ConfirmProps) {
  const text = useProblemText();
  return (
    <Sheet opened={opened} onClose={onClose} title={title}>
      <div className={styles.form}>
        <div>{children}</div>
        {error ? (
          <p className={styles.problem} role="alert">
            {text(error)}
          </p>
        ) : null}
        <div className={styles.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            <Trans>Keep</Trans>
          </Button>
          <Button className={styles.danger ?? ''} onClick={onConfirm} loading={busy ?? false}>
            {verb}
          </Button>
        </div>
      </div>
    </Sheet>
  );
}

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useProblemText } from '../lib/problems.ts';
import styles from './states.module.css';

/** Nothing here yet: one sentence, and what to do about it. */
export function EmptyState({ sentence, children }: { sentence: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.state}>
      <p>{sentence}</p>
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  const text = useProblemText();
  return (
    <div className={styles.state} role="alert">
      <p>{text(error)}</p>
      {retry && (
        <div className={styles.actions}>
          <Button variant="default" onClick={retry}>
            <Trans>Try again</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

/** A grey shape of the size of what is coming. */
export function Skeleton({ height, width = '100%' }: { height: number; width?: number | string }) {
  return <div className={styles.skeleton} aria-hidden="true" style={{ height, width }} />;
}

/** A card's worth of shapes, for a page that is on its way. */
export function PageSkeleton() {
  return (
    <div className={styles.page} aria-busy="true">
      <Skeleton height={220} />
      <Skeleton height={160} />
      <Skeleton height={320} />
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import type { Import } from '@picture/contract';
import styles from './imports.module.css';

/** Where an import stands, in a word or two. */
export function StatusWord({ one }: { one: Import }) {
  const { add, duplicate } = one.counts;
  const words: Record<Import['status'], React.ReactNode> = {
    reading: <Trans>Reading</Trans>,
    ready: <Trans>Waits for you</Trans>,
    committing: <Trans>Being added</Trans>,
    committed: (
      <Trans>
        {add} added, {duplicate} already there
      </Trans>
    ),
    undoing: <Trans>Being taken back</Trans>,
    undone: <Trans>Taken back</Trans>,
    failed: <Trans>Could not be read</Trans>,
  };
  return (
    <span className={styles.status} data-status={one.status}>
      {words[one.status]}
    </span>
  );
}

import { Plural, Trans } from '@lingui/react/macro';
import type { Import } from '@picture/contract';
import styles from './imports.module.css';

/** Where an import stands, in a word or two. */
export function StatusWord({ one }: { one: Import }) {
  const left = one.left.total;
  const words: Record<Import['status'], React.ReactNode> = {
    reading: <Trans>Reading</Trans>,
    ready: <Trans>Waits for you</Trans>,
    committing: <Trans>Being added</Trans>,
    committed: (
      <>
        <Done counts={one.counts} />
        {left > 0 && (
          <span className={styles.left}>
            <Plural value={left} one="# left to decide" other="# left to decide" />
          </span>
        )}
      </>
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

/** What an import did, the most telling first. */
function Done({ counts }: Pick<Import, 'counts'>) {
  const { add, confirm, duplicate } = counts;
  if (add === 0 && confirm > 0) {
    return (
      <Trans>
        {confirm} confirmed, {duplicate} already there
      </Trans>
    );
  }
  if (confirm > 0) {
    return (
      <Trans>
        {add} added, {confirm} confirmed, {duplicate} already there
      </Trans>
    );
  }
  return (
    <Trans>
      {add} added, {duplicate} already there
    </Trans>
  );
}

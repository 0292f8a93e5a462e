import { Plural, Trans, useLingui } from '@lingui/react/macro';
import type { Import } from '@picture/contract';
import styles from './imports.module.css';

/** Where an import stands, in a word or two. */
export function StatusWord({ one }: { one: Import }) {
  const left = one.left.total;
  const done = useDone(one.counts);
  const words: Record<Import['status'], React.ReactNode> = {
    reading: <Trans>Reading</Trans>,
    ready: <Trans>Waits for you</Trans>,
    committing: <Trans>Being added</Trans>,
    committed: (
      <>
        {done}
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

/** What an import did, without what it did nothing of. */
function useDone({ add, confirm, duplicate }: Import['counts']): string {
  const { t } = useLingui();
  const parts = [
    (add > 0 || confirm + duplicate === 0) && t`${add} added`,
    confirm > 0 && t`${confirm} confirmed`,
    duplicate > 0 && t`${duplicate} already there`,
  ];
  return parts.filter(Boolean).join(', ');
}

import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { IconArrowsSplit2 } from '@tabler/icons-react';
import { Amount } from '../../ui/amount.tsx';
import styles from './ties.module.css';

/** Says of what a transaction is a line, or offers to split it. */
export function SplitSection({ row, onOpen }: { row: Transaction; onOpen: () => void }) {
  const { split } = row;
  if (!split) {
    return row.transfer ? null : (
      <Button
        variant="default"
        className={styles.alone ?? ''}
        leftSection={<IconArrowsSplit2 size={16} aria-hidden="true" />}
        onClick={onOpen}
      >
        <Trans>Split</Trans>
      </Button>
    );
  }
  const { lines, total } = split;
  return (
    <div className={styles.candidate}>
      <span>
        <Trans>
          One of {lines} lines of <Amount minor={total.amountMinor} currency={total.currency} />
        </Trans>
      </span>
      <Button variant="default" size="compact-sm" onClick={onOpen}>
        <Trans>Show lines</Trans>
      </Button>
    </div>
  );
}

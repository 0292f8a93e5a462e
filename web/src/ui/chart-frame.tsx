import { Trans } from '@lingui/react/macro';
import { UnstyledButton } from '@mantine/core';
import { type ReactNode, Suspense, useState } from 'react';
import styles from './chart-frame.module.css';
import { Skeleton } from './states.tsx';

interface ChartFrameProps {
  /** What the chart shows, in one sentence; it is also the chart's name for who cannot see it. */
  sentence: string;
  height: number;
  columns: readonly string[];
  rows: readonly { key: string; cells: readonly ReactNode[] }[];
  children: ReactNode;
}

/** A chart with its sentence above it and its numbers as a table one press away. */
export function ChartFrame({ sentence, height, columns, rows, children }: ChartFrameProps) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{sentence}</span>
        <UnstyledButton
          className={styles.toggle}
          aria-pressed={asTable}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <Trans>Chart</Trans> : <Trans>Table</Trans>}
        </UnstyledButton>
      </figcaption>
      {asTable ? (
        <div
          className={styles.scroll}
          style={{ maxHeight: Math.max(height, 220) }}
          tabIndex={0}
          role="region"
          aria-label={sentence}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key}>
                  {row.cells.map((cell, index) => (
                    <td key={columns[index]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : (
        <div style={{ height }} role="img" aria-label={sentence}>
          <Suspense fallback={<Skeleton height={height} />}>{children}</Suspense>
        </div>
      )}
    </figure>
  );
}

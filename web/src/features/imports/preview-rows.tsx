import { Trans, useLingui } from '@lingui/react/macro';
import { Button, SegmentedControl } from '@mantine/core';
import type { Category, Import, ImportRow } from '@picture/contract';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { EmptyState, Skeleton } from '../../ui/states.tsx';
import styles from './imports.module.css';
import { importQueries } from './imports.queries.ts';

type Shown = 'all' | 'add' | 'duplicate';

/** What the file would do, row by row, each with its decision. */
export function PreviewRows({ one }: { one: Import }) {
  const { t } = useLingui();
  const [shown, setShown] = useState<Shown>('all');
  const categories = useQuery(categoryQueries.list());
  const mark = JSON.stringify([
    one.counts,
    one.csv?.mapping,
    one.statements.map((s) => s.accountId),
  ]);
  const pages = useInfiniteQuery(
    importQueries.rows(one.id, shown === 'all' ? undefined : shown, mark),
  );
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const byId = new Map(categories.data?.items.map((category) => [category.id, category]));
  const { total, add, duplicate } = one.counts;
  return (
    <Card
      flush
      title={<Trans>Preview</Trans>}
      action={
        <SegmentedControl
          size="xs"
          aria-label={t`Rows shown`}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
          data={[
            { value: 'all', label: t`All ${total}` },
            { value: 'add', label: t`Add ${add}` },
            { value: 'duplicate', label: t`There ${duplicate}` },
          ]}
        />
      }
    >
      {pages.isPending ? (
        <Skeleton height={320} />
      ) : rows.length === 0 ? (
        <EmptyState sentence={<Trans>No rows here.</Trans>} />
      ) : (
        <table className={styles.preview}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Date</Trans>
              </th>
              <th scope="col">
                <Trans>Payee</Trans>
              </th>
              <th scope="col" className={styles.wideOnly}>
                <Trans>Category</Trans>
              </th>
              <th scope="col">
                <Trans>Decision</Trans>
              </th>
              <th scope="col" className={styles.right}>
                <Trans>Amount</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <PreviewRow key={row.seq} row={row} category={byId.get(row.categoryId)} />
            ))}
          </tbody>
        </table>
      )}
      {pages.hasNextPage && (
        <div className={styles.more}>
          <Button
            variant="default"
            loading={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            <Trans>Show more</Trans>
          </Button>
        </div>
      )}
    </Card>
  );
}

function PreviewRow({ row, category }: { row: ImportRow; category: Category | undefined }) {
  const locale = useLocale();
  const percent = Math.round((row.confidence ?? 0) * 100);
  return (
    <tr data-decision={row.decision}>
      <td className={styles.date}>{formatDate(row.postedOn, locale)}</td>
      <td className={styles.payee}>
        {row.payee || <Trans>No payee</Trans>}
        {(row.originalPayee ?? row.memo) && (
          <span className={styles.under}>{row.originalPayee ?? row.memo}</span>
        )}
      </td>
      <td className={styles.wideOnly}>
        <CategoryChip category={category} /> <span className={styles.dim}>{percent}%</span>
      </td>
      <td className={styles.verdict}>
        <span
          className={styles.decision}
          data-decision={row.needsReview && row.decision === 'add' ? 'look' : row.decision}
        >
          {row.decision === 'duplicate' ? (
            <Trans>already there</Trans>
          ) : row.needsReview ? (
            <Trans>needs a look</Trans>
          ) : (
            <Trans>add</Trans>
          )}
        </span>
      </td>
      <td className={styles.right}>
        <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
      </td>
    </tr>
  );
}

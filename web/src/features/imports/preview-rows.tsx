import { Trans, useLingui } from '@lingui/react/macro';
import { Button, SegmentedControl } from '@mantine/core';
import type { Category, Import, ImportRow, RowDecision } from '@picture/contract';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { categoryQueries } from '../../lib/categories.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { useDecideRows } from './decide-rows.ts';
import { DecisionSheet } from './decision-sheet.tsx';
import decisions from './decisions.module.css';
import { importQueries } from './imports.queries.ts';
import styles from './preview.module.css';
import { PreviewRow } from './preview-row.tsx';
import { type RowAccounts, useRowAccounts } from './row-accounts.ts';

type Shown = 'all' | RowDecision;

/**
 * What the file would do, row by row, each with its decision; what needs a look comes first. Once it
 * is committed, the rows that were left undecided.
 */
export function PreviewRows({ one }: { one: Import }) {
  const isLeft = one.status === 'committed';
  const counts = isLeft ? one.left : one.counts;
  const [wanted, setWanted] = useState<Shown>(counts.look > 0 && !isLeft ? 'look' : 'all');
  const [opened, setOpened] = useState<ImportRow | null>(null);
  const shown = wanted !== 'all' && counts[wanted] === 0 ? 'all' : wanted;
  const categories = useQuery(categoryQueries.list());
  const mark = JSON.stringify([
    one.categories,
    one.statements.map((s) => s.newAccount?.currency),
    counts.total,
    one.csv?.mapping,
    one.statements.map((s) => s.accountId),
  ]);
  const pages = useInfiniteQuery({
    ...importQueries.rows(one.id, shown === 'all' ? undefined : shown, mark),
    placeholderData: keepPreviousData,
    enabled: one.status === 'ready' || isLeft,
  });
  const rows = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const byId = new Map(categories.data?.items.map((category) => [category.id, category]));
  const accounts = useRowAccounts(one);
  const table = useKeptFocus(rows.length, counts.look);
  return (
    <Card
      flush
      title={isLeft ? <Trans>Left to decide</Trans> : <Trans>Preview</Trans>}
      className={decisions.rows}
      action={<Filter counts={counts} shown={shown} show={setWanted} />}
    >
      {counts.look > 0 && <Looks one={one} look={counts.look} />}
      {pages.error ? (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      ) : pages.isPending ? (
        <Skeleton height={320} />
      ) : rows.length === 0 ? (
        <EmptyState sentence={<Trans>No rows here.</Trans>} />
      ) : (
        <Table
          rows={rows}
          accounts={accounts}
          categories={byId}
          open={setOpened}
          tableRef={table}
        />
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
      <DecisionSheet
        one={one}
        row={opened}
        accounts={accounts}
        categories={byId}
        onClose={() => setOpened(null)}
      />
    </Card>
  );
}

interface FilterProps {
  counts: Import['left'];
  shown: Shown;
  show: (shown: Shown) => void;
}

/** Only what there is any of. */
function Filter({ counts, shown, show }: FilterProps) {
  const { t } = useLingui();
  const { total, add, duplicate, confirm, look, skip } = counts;
  const choices: { value: Shown; count: number; label: string }[] = [
    { value: 'look', count: look, label: t`To look at ${look}` },
    { value: 'all', count: 1, label: t`All ${total}` },
    { value: 'add', count: add, label: t`Add ${add}` },
    { value: 'confirm', count: confirm, label: t`Confirm ${confirm}` },
    { value: 'duplicate', count: duplicate, label: t`Already there ${duplicate}` },
    { value: 'skip', count: skip, label: t`Left out ${skip}` },
  ];
  return (
    <div className={decisions.filter}>
      <SegmentedControl
        size="xs"
        aria-label={t`Rows shown`}
        value={shown}
        onChange={(value) => show(value as Shown)}
        data={choices
          .filter(({ count }) => count > 0)
          .map(({ value, label }) => ({ value, label }))}
      />
    </div>
  );
}

/** Says how they are treated until somebody decides, and decides on all of them at once. */
function Looks({ one, look }: { one: Import; look: number }) {
  const mayEdit = useMayEdit();
  const decide = useDecideRows(one, () => undefined);
  return (
    <div className={decisions.looks}>
      <p>
        <Trans>
          {look} may be in your ledger already. They are left out until you say what they are.
        </Trans>
      </p>
      {mayEdit && (
        <>
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ allToLookAt: 'skip' })}
          >
            <Trans>Leave all out</Trans>
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={decide.isPending}
            onClick={() => decide.mutate({ allToLookAt: 'add' })}
          >
            <Trans>Add all of them</Trans>
          </Button>
        </>
      )}
    </div>
  );
}

function Table({
  rows,
  accounts,
  categories,
  open,
  tableRef,
}: {
  rows: readonly ImportRow[];
  accounts: RowAccounts;
  categories: ReadonlyMap<string, Category>;
  open: (row: ImportRow) => void;
  tableRef: React.Ref<HTMLTableElement>;
}) {
  return (
    <table className={styles.preview} ref={tableRef}>
      <thead>
        <tr>
          <th scope="col">
            <Trans>Date</Trans>
          </th>
          <th scope="col">
            <Trans>Payee</Trans>
          </th>
          {accounts.areSeveral && (
            <th scope="col">
              <Trans>Account</Trans>
            </th>
          )}
          <th scope="col">
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
          <PreviewRow
            key={row.seq}
            row={row}
            accounts={accounts}
            categories={categories}
            open={open}
          />
        ))}
      </tbody>
    </table>
  );
}

/** What was decided may leave the list, and with it the button that had the focus. */
function useKeptFocus(count: number, toLookAt: number) {
  const table = useRef<HTMLTableElement>(null);
  const before = useRef({ count, toLookAt });
  useEffect(() => {
    const hasShrunk = count < before.current.count || toLookAt < before.current.toLookAt;
    before.current = { count, toLookAt };
    if (!hasShrunk) return;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) table.current?.querySelector('button')?.focus();
    }, 200);
    return () => clearTimeout(timer);
  }, [count, toLookAt]);
  return table;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { useMayEdit } from '../../lib/session.ts';
import type { TransactionSearch } from '../../router.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { useShortcuts } from '../../ui/shortcuts.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { FilterLine } from './filter-line.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { TransactionDetails } from './transaction-details.tsx';
import { TransactionList } from './transaction-list.tsx';
import { filterOf, transactionQueries } from './transactions.queries.ts';
import styles from './transactions-page.module.css';

/** Every transaction, filtered by the address, a page at a time as one scrolls. */
export function TransactionsPage() {
  const { t } = useLingui();
  const search = useSearch({ from: '/home/transactions' });
  const navigate = useNavigate({ from: '/transactions' });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [active, setActive] = useState(0);
  const searchBox = useRef<HTMLInputElement>(null);
  const accounts = useQuery(accountQueries.list());
  const pages = useInfiniteQuery(transactionQueries.pages(filterOf(search)));
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const show = (change: Partial<TransactionSearch>) =>
    void navigate({ search: (old) => compact({ ...old, ...change }), replace: true });
  const open = (id: string | undefined) => show({ open: id });
  const toggle = (id: string) =>
    setSelected((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const mayEdit = useMayEdit();
  const step = (by: number) => setActive((at) => Math.min(Math.max(at + by, 0), rows.length - 1));
  const activeRow = rows[active];
  useShortcuts([
    { keys: '/', label: t`Search`, run: () => searchBox.current?.focus() },
    { keys: 'j', label: t`Next row`, run: () => step(1) },
    { keys: 'k', label: t`Row before`, run: () => step(-1) },
    { keys: 'Enter', label: t`Open the row`, run: () => activeRow && open(activeRow.id) },
    ...(mayEdit
      ? [
          { keys: 'n', label: t`Add a transaction`, run: () => open('new') },
          { keys: 'x', label: t`Select the row`, run: () => activeRow && toggle(activeRow.id) },
        ]
      : []),
  ]);
  const filtered = Object.keys(search).some((key) => !['open', 'sort', 'order'].includes(key));
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <FilterLine search={search} onChange={show} searchBox={searchBox} />
        {mayEdit && (
          <Button
            leftSection={<IconPlus size={16} />}
            className={styles.add ?? ''}
            onClick={() => open('new')}
          >
            <Trans>Add</Trans>
          </Button>
        )}
      </div>
      {pages.isPending ? (
        <Skeleton height={560} />
      ) : pages.error ? (
        <ErrorState error={pages.error} retry={() => void pages.refetch()} />
      ) : rows.length === 0 ? (
        <Nothing filtered={filtered} onClear={() => void navigate({ search: {} })} />
      ) : (
        <TransactionList
          rows={rows}
          grouped={search.sort !== 'amount'}
          accounts={accounts.data?.items ?? []}
          active={active}
          onActive={setActive}
          selected={selected}
          {...(mayEdit && { onToggle: toggle })}
          onOpen={open}
          onEnd={() => {
            if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
          }}
        />
      )}
      {selected.size > 0 && (
        <SelectionBar
          rows={rows.filter((row) => selected.has(row.id))}
          onDone={() => setSelected(new Set())}
        />
      )}
      {search.open && (mayEdit || search.open !== 'new') && (
        <TransactionDetails
          key={search.open}
          id={search.open}
          accountId={search.account}
          onClose={() => open(undefined)}
        />
      )}
    </div>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const mayEdit = useMayEdit();
  return filtered ? (
    <EmptyState sentence={<Trans>No transaction fits this filter.</Trans>}>
      <Button variant="default" onClick={onClear}>
        <Trans>Show all</Trans>
      </Button>
    </EmptyState>
  ) : (
    <EmptyState sentence={<Trans>Transactions come from your bank’s files, or by hand.</Trans>}>
      {mayEdit && (
        <LinkButton to="/imports">
          <Trans>Import a statement</Trans>
        </LinkButton>
      )}
    </EmptyState>
  );
}

const compact = (search: TransactionSearch): TransactionSearch =>
  Object.fromEntries(
    Object.entries(search).filter(
      ([, value]) => value !== undefined && value !== '' && value !== false,
    ),
  );

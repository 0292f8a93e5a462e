import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { IconPlus } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { useProblemText } from '../../lib/problems.ts';
import { refreshHousehold } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import type { TransactionSearch } from '../../router.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { useLedgerSteps } from '../../ui/use-ledger-steps.ts';
import { FilterLine } from './filter-line.tsx';
import type { InlineField } from './inline-editor.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { idsBetween } from './selection-range.ts';
import { type OpenedPart, TransactionDetails } from './transaction-details.tsx';
import { TransactionList } from './transaction-list.tsx';
import { editOne, filterOf, transactionQueries } from './transactions.queries.ts';
import styles from './transactions-page.module.css';
import { useRowKeys } from './use-row-keys.ts';
import { Findings, ViewSwitch } from './views.tsx';

/** Every transaction, filtered by the address, a page at a time as one scrolls. */
export function TransactionsPage() {
  const search = useSearch({ from: '/home/transactions' });
  const navigate = useNavigate({ from: '/transactions' });
  const [part, setPart] = useState<OpenedPart>();
  const searchBox = useRef<HTMLInputElement>(null);
  const mayEdit = useMayEdit();
  const show = (change: Partial<TransactionSearch>) =>
    void navigate({ search: (old) => compact({ ...old, ...change }), replace: true });
  const open = (id: string | undefined, opened?: OpenedPart) => {
    setPart(opened);
    show({ open: id });
  };
  return (
    <div className={styles.page}>
      <FilterLine
        search={search}
        onChange={show}
        searchBox={searchBox}
        view={<ViewSwitch search={search} onChange={show} />}
        action={
          mayEdit && (
            <Button
              leftSection={<IconPlus size={16} />}
              className={styles.add ?? ''}
              onClick={() => open('new')}
            >
              <Trans>Add</Trans>
            </Button>
          )
        }
      />
      <Findings search={search} isFiltered={isFiltered(search)} onOpen={open} />
      <FoundRows
        search={search}
        searchBox={searchBox}
        onOpen={open}
        onClear={() => void navigate({ search: {} })}
      />
      {search.open && (mayEdit || search.open !== 'new') && (
        <TransactionDetails
          key={search.open}
          id={search.open}
          accountId={search.account}
          part={part}
          onShow={open}
          onClose={() => open(undefined)}
        />
      )}
    </div>
  );
}

const isFiltered = (search: TransactionSearch): boolean =>
  Object.keys(search).some((key) => !['open', 'sort', 'order', 'review'].includes(key));

interface FoundProps {
  search: TransactionSearch;
  searchBox: RefObject<HTMLInputElement | null>;
  onOpen: (id: string | undefined, part?: OpenedPart) => void;
  onClear: () => void;
}

/** The rows a filter shows, with what can be done with one or many of them. */
function FoundRows({ search, searchBox, onOpen, onClear }: FoundProps) {
  const [active, setActive] = useState(0);
  const [field, setField] = useState<InlineField | null>(null);
  const categoryBox = useRef<HTMLDivElement>(null);
  const accounts = useQuery(accountQueries.list());
  const mayEdit = useMayEdit();
  const review = useReview();
  const filter = filterOf(search);
  const pages = useInfiniteQuery({
    ...transactionQueries.pages(filter),
    placeholderData: keepPreviousData,
  });
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const { selected, toggle, clear } = useSelection(rows);
  const row = rows[active];
  const chosen = rows.filter((one) => selected.has(one.id));
  const change = (wanted: InlineField) => {
    if (selected.size > 0 && wanted === 'category') {
      categoryBox.current?.querySelector('select')?.focus();
    } else if (row?.kind === 'standard') setField(wanted);
  };
  const changeAt = (index: number, wanted: InlineField | null) => {
    setActive(index);
    setField(wanted);
  };
  useRowKeys({
    row,
    onSearch: () => searchBox.current?.focus(),
    onStep: (by) => setActive((at) => Math.min(Math.max(at + by, 0), rows.length - 1)),
    onOpen,
    ...(mayEdit && {
      edit: {
        onToggle: toggle,
        onReview: review,
        onField: change,
        isPair: chosen.length === 2,
      },
    }),
  });
  if (pages.isPending) return <Skeleton height={560} />;
  if (pages.error) return <ErrorState error={pages.error} retry={() => void pages.refetch()} />;
  if (rows.length === 0) {
    return <Nothing filtered={isFiltered(search)} inbox={search.review} onClear={onClear} />;
  }
  return (
    <>
      <TransactionList
        rows={rows}
        grouped={search.sort !== 'amount'}
        accounts={accounts.data?.items ?? []}
        active={active}
        onActive={setActive}
        selected={selected}
        {...(mayEdit && {
          onToggle: toggle,
          edit: { field, onField: changeAt, onReview: review },
        })}
        onOpen={onOpen}
        onEnd={() => {
          if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
        }}
      />
      {chosen.length > 0 && (
        <SelectionBar rows={chosen} filter={filter} categoryBox={categoryBox} onDone={clear} />
      )}
    </>
  );
}

function useSelection(rows: readonly Transaction[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const last = useRef('');
  const toggle = (id: string, withShift: boolean) => {
    const between = withShift ? idsBetween(rows, last.current, id) : [];
    last.current = id;
    setSelected((old) => {
      if (between.length > 0) return new Set([...old, ...between]);
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  };
  return { selected, toggle, clear: () => setSelected(new Set()) };
}

/** Keeps a row as it is: the inbox has one less. */
function useReview() {
  const { t } = useLingui();
  const { said } = useLedgerSteps();
  const text = useProblemText();
  const mark = useMutation({
    mutationFn: (row: Transaction) => editOne(row, { needsReview: false }),
    onSuccess: async () => {
      await refreshHousehold();
      said(t`Reviewed.`);
    },
    onError: (error) => toast(text(error), { problem: true }),
  });
  return (row: Transaction) => mark.mutate(row);
}

function Nothing({
  filtered,
  inbox,
  onClear,
}: {
  filtered: boolean;
  inbox: boolean | undefined;
  onClear: () => void;
}) {
  const mayEdit = useMayEdit();
  if (inbox && !filtered) {
    return <EmptyState sentence={<Trans>Nothing waits for you. Well done.</Trans>} />;
  }
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

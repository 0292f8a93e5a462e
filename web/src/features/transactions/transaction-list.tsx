import { useLingui } from '@lingui/react/macro';
import { useCallbackRef, useMediaQuery } from '@mantine/hooks';
import type { Account, Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef } from 'react';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDay } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { tagQueries } from '../../lib/tags.ts';
import type { InlineField } from './inline-editor.tsx';
import { TransactionRow } from './transaction-row.tsx';
import styles from './transactions-page.module.css';

interface Props {
  rows: readonly Transaction[];
  /** With a heading for each day. */
  grouped: boolean;
  accounts: readonly Account[];
  active: number;
  onActive: (index: number) => void;
  selected: ReadonlySet<string>;
  /** Left out for whoever changes nothing. */
  onToggle?: (id: string, withShift: boolean) => void;
  onOpen: (id: string) => void;
  /** Left out for whoever changes nothing. */
  edit?: {
    field: InlineField | null;
    onField: (index: number, field: InlineField | null) => void;
    onReview: (row: Transaction) => void;
  };
  /** The last rows came into sight. */
  onEnd: () => void;
}

type Item = { kind: 'day'; day: string } | { kind: 'row'; row: Transaction; index: number };

const DAY_PX = 36;
const AHEAD = 10;

/** Only what is in sight is in the document, so that a hundred thousand rows scroll like ten. */
export function TransactionList(props: Props) {
  const { t } = useLingui();
  const { rows, grouped, active, onEnd, edit } = props;
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const list = useRef<HTMLDivElement>(null);
  const named = useNamed(props.accounts);
  const acts = useActs(props);
  const items = useMemo(() => withDays(rows, grouped), [rows, grouped]);
  const rowPx = phone ? 60 : 52;
  const virtual = useWindowVirtualizer({
    count: items.length,
    estimateSize: (index) => (items[index]?.kind === 'day' ? DAY_PX : rowPx),
    overscan: 12,
    scrollMargin: list.current?.offsetTop ?? 0,
    getItemKey: (index) => keyOf(items[index]),
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= items.length - AHEAD) onEnd();
  }, [last, items.length, onEnd]);
  const activeItem = useMemo(
    () => items.findIndex((item) => item.kind === 'row' && item.index === active),
    [items, active],
  );
  const before = useRef(active);
  useEffect(() => {
    if (before.current !== active && activeItem >= 0)
      virtual.scrollToIndex(activeItem, { align: 'auto' });
    before.current = active;
  }, [active, activeItem, virtual]);
  return (
    <div ref={list} className={styles.list}>
      <ul
        className={styles.rows}
        style={{ height: virtual.getTotalSize() }}
        aria-label={t`Transactions`}
      >
        {shown.map((entry) => {
          const item = items[entry.index];
          if (!item) return null;
          return (
            <li
              key={entry.key}
              className={styles.item}
              style={{ transform: `translateY(${entry.start - virtual.options.scrollMargin}px)` }}
              aria-setsize={-1}
              aria-posinset={entry.index + 1}
            >
              {item.kind === 'day' ? (
                <DayHead day={item.day} />
              ) : (
                <ListedRow
                  row={item.row}
                  index={item.index}
                  named={named}
                  acts={acts}
                  isActive={item.index === active}
                  isSelected={props.selected.has(item.row.id)}
                  isSelecting={props.selected.size > 0}
                  field={item.index === active ? (edit?.field ?? null) : null}
                  withDay={!grouped}
                  mayEdit={edit !== undefined}
                />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

const keyOf = (item: Item | undefined): string =>
  item === undefined ? '' : item.kind === 'day' ? item.day : item.row.id;

function withDays(rows: readonly Transaction[], grouped: boolean): Item[] {
  const items: Item[] = [];
  let day = '';
  for (const [index, row] of rows.entries()) {
    if (grouped && row.postedOn !== day) {
      day = row.postedOn;
      items.push({ kind: 'day', day });
    }
    items.push({ kind: 'row', row, index });
  }
  return items;
}

function DayHead({ day }: { day: string }) {
  const locale = useLocale();
  const { today } = useSession();
  return <h2 className={styles.dayHead}>{formatDay(day, locale, today)}</h2>;
}

interface ListedProps {
  row: Transaction;
  index: number;
  named: ReturnType<typeof useNamed>;
  acts: ReturnType<typeof useActs>;
  isActive: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  field: InlineField | null;
  withDay: boolean;
  mayEdit: boolean;
}

/** The list is drawn for each frame of scrolling: a row only where something of it changed. */
const ListedRow = memo(function ListedRow({ row, index, named, acts, ...props }: ListedProps) {
  const { accounts, categories, tags } = named;
  return (
    <TransactionRow
      row={row}
      category={categories.get(row.categoryId)}
      account={accounts.get(row.accountId)}
      tags={row.tagIds.flatMap((id) => tags.get(id) ?? [])}
      peer={row.transfer ? accounts.get(row.transfer.accountId) : undefined}
      isActive={props.isActive}
      isSelected={props.isSelected}
      withDay={props.withDay}
      {...(props.mayEdit && {
        onToggle: (shift) => acts.toggle(row.id, shift),
        edit: {
          field: props.field,
          onField: (field: InlineField | null) => acts.setField(index, field),
          onReview: () => acts.review(row),
          isSelecting: props.isSelecting,
        },
      })}
      onOpen={() => acts.open(index, row.id)}
    />
  );
});

/** What can be done with a row: the same functions for as long as the list is there. */
function useActs({ onToggle, onOpen, onActive, edit }: Props) {
  const toggle = useCallbackRef(onToggle);
  const setField = useCallbackRef(edit?.onField);
  const review = useCallbackRef(edit?.onReview);
  const open = useCallbackRef((index: number, id: string) => {
    onActive(index);
    onOpen(id);
  });
  return useMemo(() => ({ toggle, setField, review, open }), [toggle, setField, review, open]);
}

/** What rows name, by its id. */
function useNamed(accountList: readonly Account[]) {
  const categoryList = useQuery(categoryQueries.list()).data;
  const tagList = useQuery(tagQueries.list()).data;
  return useMemo(
    () => ({
      categories: byId(categoryList?.items ?? []),
      tags: byId(tagList?.items ?? []),
      accounts: byId(accountList),
    }),
    [categoryList, tagList, accountList],
  );
}

const byId = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

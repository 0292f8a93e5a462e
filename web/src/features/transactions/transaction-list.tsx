import { useLingui } from '@lingui/react/macro';
import { useMediaQuery } from '@mantine/hooks';
import type { Account, Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
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
  const { rows, grouped, active, onEnd, onToggle } = props;
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const list = useRef<HTMLDivElement>(null);
  const { categories, accounts, tags } = useNamed(props.accounts);
  const { edit } = props;
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
  const activeItem = items.findIndex((item) => item.kind === 'row' && item.index === active);
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
                <TransactionRow
                  row={item.row}
                  category={categories.get(item.row.categoryId)}
                  account={accounts.get(item.row.accountId)}
                  tags={item.row.tagIds.flatMap((id) => tags.get(id) ?? [])}
                  peer={item.row.transfer ? accounts.get(item.row.transfer.accountId) : undefined}
                  isActive={item.index === active}
                  isSelected={props.selected.has(item.row.id)}
                  withDay={!grouped}
                  {...(onToggle && { onToggle: (shift) => onToggle(item.row.id, shift) })}
                  {...(edit && {
                    edit: {
                      field: item.index === active ? edit.field : null,
                      onField: (field: InlineField | null) => edit.onField(item.index, field),
                      onReview: () => edit.onReview(item.row),
                      isSelecting: props.selected.size > 0,
                    },
                  })}
                  onOpen={() => {
                    props.onActive(item.index);
                    props.onOpen(item.row.id);
                  }}
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

/** What rows name, by its id. */
function useNamed(accountList: readonly Account[]) {
  const categoryList = useQuery(categoryQueries.list()).data;
  const tagList = useQuery(tagQueries.list()).data;
  return {
    categories: useMemo(() => byId(categoryList?.items ?? []), [categoryList]),
    tags: useMemo(() => byId(tagList?.items ?? []), [tagList]),
    accounts: useMemo(() => byId(accountList), [accountList]),
  };
}

const byId = <T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

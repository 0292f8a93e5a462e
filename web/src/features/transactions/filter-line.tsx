import { Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, type RefObject, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import type { TransactionSearch } from '../../router.tsx';
import { CategorySelect } from '../../ui/category-select.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import styles from './filter-line.module.css';
import { SavedSearchesMenu } from './saved-searches-menu.tsx';
import { SearchBox } from './search-box.tsx';

interface Props {
  search: TransactionSearch;
  onChange: (change: Partial<TransactionSearch>) => void;
  searchBox: RefObject<HTMLInputElement | null>;
  /** What stands before the search, and after it. */
  view: ReactNode;
  action: ReactNode;
}

/** The filter; what it holds stands below it as chips and in the page's address. */
export function FilterLine({ search, onChange, searchBox, view, action }: Props) {
  const phone = useMediaQuery('(max-width: 639px)') ?? false;
  const [wide, setWide] = useState(false);
  const showAll = !phone || wide;
  return (
    <search className={styles.filters}>
      {view}
      <SearchBox value={search.q ?? ''} onSearch={(q) => onChange({ q })} box={searchBox} />
      <SavedSearchesMenu q={search.q ?? ''} onSearch={(q) => onChange({ q })} />
      {phone && (
        <Button
          variant="default"
          leftSection={<IconAdjustmentsHorizontal size={16} />}
          aria-expanded={wide}
          onClick={() => setWide(!wide)}
        >
          <Trans>Filter</Trans>
        </Button>
      )}
      {action}
      {showAll && <MoreFilters search={search} onChange={onChange} />}
      <Chips search={search} onChange={onChange} />
    </search>
  );
}

function MoreFilters({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const { t } = useLingui();
  const accounts = useQuery(accountQueries.list());
  return (
    <div className={styles.more}>
      <NativeSelect
        aria-label={t`Account`}
        value={search.account ?? ''}
        data={[
          { value: '', label: t`All accounts` },
          ...(accounts.data?.items ?? []).map((one) => ({ value: one.id, label: one.name })),
        ]}
        onChange={(event) => onChange({ account: event.currentTarget.value })}
      />
      <CategorySelect
        ariaLabel={t`Category`}
        emptyLabel={t`All categories`}
        withArchived
        value={search.category ?? ''}
        onChange={(category) => onChange({ category })}
      />
      <DayInput
        aria-label={t`From`}
        value={search.from ?? ''}
        onChange={(from) => onChange({ from })}
      />
      <DayInput aria-label={t`To`} value={search.to ?? ''} onChange={(to) => onChange({ to })} />
      <NativeSelect
        aria-label={t`Direction`}
        value={search.direction ?? ''}
        data={[
          { value: '', label: t`In and out` },
          { value: 'in', label: t`Money in` },
          { value: 'out', label: t`Money out` },
        ]}
        onChange={(event) =>
          onChange({
            direction: (event.currentTarget.value || undefined) as 'in' | 'out' | undefined,
          })
        }
      />
      <NativeSelect
        aria-label={t`Order`}
        value={`${search.sort ?? 'postedOn'} ${search.order ?? 'desc'}`}
        data={[
          { value: 'postedOn desc', label: t`Newest first` },
          { value: 'postedOn asc', label: t`Oldest first` },
          { value: 'amount asc', label: t`Largest out first` },
          { value: 'amount desc', label: t`Largest in first` },
        ]}
        onChange={(event) => {
          const [sort, order] = event.currentTarget.value.split(' ');
          onChange({ sort, order } as Pick<TransactionSearch, 'sort' | 'order'>);
        }}
      />
    </div>
  );
}

function Chips({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const { t } = useLingui();
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list());
  const categories = useQuery(categoryQueries.list());
  const named = (items: { id: string; name: string }[] | undefined, id: string) =>
    items?.find((one) => one.id === id)?.name ?? '…';
  const chips: { key: keyof TransactionSearch; text: string }[] = [];
  if (search.account)
    chips.push({ key: 'account', text: named(accounts.data?.items, search.account) });
  if (search.category)
    chips.push({ key: 'category', text: named(categories.data?.items, search.category) });
  if (search.from) chips.push({ key: 'from', text: t`from ${formatDate(search.from, locale)}` });
  if (search.to) chips.push({ key: 'to', text: t`to ${formatDate(search.to, locale)}` });
  if (search.direction) {
    chips.push({ key: 'direction', text: search.direction === 'in' ? t`Money in` : t`Money out` });
  }
  if (search.import) chips.push({ key: 'import', text: t`One import` });
  if (chips.length === 0) return null;
  return (
    <div className={styles.chips}>
      {chips.map(({ key, text }) => (
        <button
          key={key}
          type="button"
          className={styles.chip}
          aria-label={t`Remove the filter ${text}`}
          onClick={() => onChange({ [key]: undefined })}
        >
          {text}
          <IconX size={14} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
}

import { useLingui } from '@lingui/react/macro';
import { Autocomplete } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { parseSearch, SEARCH_FLAGS, SEARCH_PARTS, type SearchProblem } from '@picture/contract';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { tagQueries } from '../../lib/tags.ts';
import styles from './filter-line.module.css';
import { completions, type SearchNames } from './search-completions.ts';

interface Props {
  value: string;
  onSearch: (q: string) => void;
  box: RefObject<HTMLInputElement | null>;
}

const TYPING_MS = 150;

/** A search as people type it. What is not understood is said beneath, and the result stays. */
export function SearchBox({ value, onSearch, box }: Props) {
  const { t, i18n } = useLingui();
  const [draft, setDraft] = useState(value);
  const sent = useRef(value);
  const [problem] = parseSearch(draft).problems;
  const names = useNames();
  useEffect(() => {
    // The address was changed by something else: a chip, a saved search, the way back.
    if (value !== sent.current) setDraft(value);
    sent.current = value;
  }, [value]);
  const searchLater = useDebouncedCallback((text: string) => {
    const q = text.trim();
    if (parseSearch(q).problems.length > 0) return;
    sent.current = q;
    onSearch(q);
  }, TYPING_MS);
  const language = i18n.locale.startsWith('es') ? 'es' : 'en';
  return (
    <Autocomplete
      ref={box}
      className={styles.search ?? ''}
      type="search"
      aria-label={t`Search payees, notes and more`}
      placeholder={t`Search, or amount:>50 category:food`}
      leftSection={<IconSearch size={16} aria-hidden="true" />}
      data={completions(draft, names, language)}
      filter={({ options }) => options}
      comboboxProps={{ shadow: 'md', position: 'bottom-start' }}
      value={draft}
      error={problem ? <Problem problem={problem} /> : undefined}
      onChange={(text) => {
        setDraft(text);
        searchLater(text);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') event.currentTarget.blur();
      }}
    />
  );
}

function useNames(): SearchNames {
  const accounts = useQuery(accountQueries.list());
  const categories = useQuery(categoryQueries.list());
  const tags = useQuery(tagQueries.list());
  const of = (items: readonly { name: string }[] | undefined) =>
    (items ?? []).map(({ name }) => name);
  return {
    account: of(accounts.data?.items),
    category: of(categories.data?.items),
    tag: of(tags.data?.items),
    is: SEARCH_FLAGS,
    has: SEARCH_PARTS,
  };
}

function Problem({ problem }: { problem: SearchProblem }) {
  const { t } = useLingui();
  const { part } = problem;
  const sentences: Record<SearchProblem['reason'], string> = {
    value_missing: t`${part} needs a value.`,
    amount: t`${part} is no amount: write amount:>50 or amount:10..20.`,
    date: t`${part} is no date: write date:2025-03 or date:2025-03-01..2025-04-15.`,
    flag: t`${part} is not known: is: takes ${SEARCH_FLAGS.join(', ')}.`,
    part: t`${part} is not known: has: takes ${SEARCH_PARTS.join(', ')}.`,
  };
  return <>{sentences[problem.reason]}</>;
}

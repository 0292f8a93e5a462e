import { Trans, useLingui } from '@lingui/react/macro';
import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { accountQueries } from '../../lib/accounts.ts';
import { useMayEdit } from '../../lib/session.ts';
import type { TransactionSearch } from '../../router.tsx';
import { FoundTotals } from './found-totals.tsx';
import { Suggestions } from './suggestions.tsx';
import { filterOf } from './transactions.queries.ts';
import styles from './transactions-page.module.css';

interface Props {
  search: TransactionSearch;
  onChange: (change: Partial<TransactionSearch>) => void;
  onOpen: (id: string) => void;
  /** Whether less than everything is asked for. */
  isFiltered: boolean;
}

/** Everything, or what waits for a look. */
export function ViewSwitch({ search, onChange }: Pick<Props, 'search' | 'onChange'>) {
  const { t } = useLingui();
  const accounts = useQuery(accountQueries.list());
  const toReview = (accounts.data?.items ?? []).reduce((sum, one) => sum + one.reviewCount, 0);
  return (
    <SegmentedControl
      className={styles.switch ?? ''}
      aria-label={t`View`}
      value={search.review ? 'inbox' : 'all'}
      onChange={(view) => onChange({ review: view === 'inbox' ? true : undefined })}
      data={[
        { value: 'all', label: t`All` },
        { value: 'inbox', label: toReview > 0 ? t`Inbox (${toReview})` : t`Inbox` },
      ]}
    />
  );
}

/** What was found: rows that belong together, and what a filter's result adds up to. */
export function Findings({ search, isFiltered, onOpen }: Omit<Props, 'onChange'>) {
  const mayEdit = useMayEdit();
  return (
    <div className={styles.views}>
      {mayEdit && <Suggestions onOpen={onOpen} />}
      {isFiltered && <FoundTotals filter={filterOf(search)} />}
      {search.review && mayEdit && (
        <p className={styles.keysHint}>
          <Trans>R keeps a row as it is, C chooses another category.</Trans>
        </p>
      )}
    </div>
  );
}

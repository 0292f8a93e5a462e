import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { accountQueries } from '../../lib/accounts.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDate } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { tagNames, tagQueries } from '../../lib/tags.ts';
import { Amount } from '../../ui/amount.tsx';
import styles from './conflict-notice.module.css';
import type { EditedField } from './row-conflict.ts';

const NAMES: Record<EditedField, MessageDescriptor> = {
  payee: msg`Payee`,
  postedOn: msg`Date`,
  amountMinor: msg`Amount`,
  accountId: msg`Account`,
  categoryId: msg`Category`,
  tagIds: msg`Tags`,
  note: msg`Note`,
  isHidden: msg`Left out of income and spending`,
};

interface Props {
  /** The row as it is now. */
  now: Transaction;
  /** What another person, or another tab, changed in it. */
  fields: readonly EditedField[];
  /** Which of those this form would change too. */
  mine: readonly EditedField[];
  onTakeNew: () => void;
  /** Left out where nothing of this form would be saved. */
  onKeepMine?: () => void;
  busy: boolean;
}

/** Says what somebody else saved meanwhile, before anything of it is overwritten. */
export function ConflictNotice({ now, fields, mine, onTakeNew, onKeepMine, busy }: Props) {
  const { i18n } = useLingui();
  const tell = useValue(now);
  return (
    <section className={styles.notice} role="alert">
      <p>
        <Trans>This was changed meanwhile. It is now:</Trans>
      </p>
      <dl className={styles.values}>
        {fields.map((field) => (
          <div key={field} className={styles.value}>
            <dt>{i18n._(NAMES[field])}</dt>
            <dd>
              {tell(field)}{' '}
              {mine.includes(field) && (
                <span className={styles.over}>
                  <Trans>yours would overwrite it</Trans>
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className={styles.ways}>
        <Button variant="default" onClick={onTakeNew}>
          <Trans>Take what is there</Trans>
        </Button>
        {onKeepMine && (
          <Button variant="default" onClick={onKeepMine} loading={busy}>
            <Trans>Put mine again</Trans>
          </Button>
        )}
      </div>
    </section>
  );
}

function useValue(row: Transaction): (field: EditedField) => ReactNode {
  const { t } = useLingui();
  const locale = useLocale();
  const accounts = useQuery(accountQueries.list()).data?.items ?? [];
  const categories = useQuery(categoryQueries.list()).data?.items ?? [];
  const tags = useQuery(tagQueries.list()).data?.items ?? [];
  const nameIn = (items: readonly { id: string; name: string }[], id: string) =>
    items.find((one) => one.id === id)?.name ?? '…';
  const values: Record<EditedField, () => ReactNode> = {
    payee: () => row.payee,
    postedOn: () => formatDate(row.postedOn, locale),
    amountMinor: () => (
      <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed />
    ),
    accountId: () => nameIn(accounts, row.accountId),
    categoryId: () => nameIn(categories, row.categoryId),
    tagIds: () => tagNames(row.tagIds, tags).join(', '),
    note: () => row.note,
    isHidden: () => (row.isHidden ? t`Yes` : t`No`),
  };
  return (field) => values[field]() || '—';
}

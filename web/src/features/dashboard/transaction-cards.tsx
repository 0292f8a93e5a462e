import { Trans } from '@lingui/react/macro';
import type { Dashboard, Transaction } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { categoryQueries } from '../../lib/categories.ts';
import { formatDay } from '../../lib/dates.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { MerchantAvatar } from '../../ui/merchant-avatar.tsx';
import styles from './dashboard-page.module.css';

/** What waits for a person's word. */
export function ReviewCard({ dashboard }: { dashboard: Dashboard }) {
  const { count, items } = dashboard.review;
  return (
    <Card
      flush
      className={styles.third}
      title={<Trans>To review</Trans>}
      action={
        count > 0 && (
          <Link to="/transactions" search={{ review: true }} className={styles.link}>
            <Trans>All {count}</Trans>
          </Link>
        )
      }
    >
      {count === 0 ? (
        <p className={styles.quiet}>
          <Trans>Nothing waits for you.</Trans>
        </p>
      ) : (
        <Rows items={items} today={dashboard.today} search={{ review: true }} />
      )}
    </Card>
  );
}

export function LatestCard({ dashboard }: { dashboard: Dashboard }) {
  return (
    <Card
      flush
      className={styles.wide}
      title={<Trans>Latest transactions</Trans>}
      action={
        <Link to="/transactions" className={styles.link}>
          <Trans>All transactions</Trans>
        </Link>
      }
    >
      {dashboard.latest.length === 0 ? (
        <p className={styles.quiet}>
          <Trans>No transactions yet.</Trans>
        </p>
      ) : (
        <Rows items={dashboard.latest} today={dashboard.today} />
      )}
    </Card>
  );
}

function Rows(props: { items: Transaction[]; today: string; search?: { review: true } }) {
  const locale = useLocale();
  const categories = useQuery(categoryQueries.list());
  const byId = new Map(categories.data?.items.map((category) => [category.id, category]));
  return (
    <ul>
      {props.items.map((row) => (
        <li key={row.id}>
          <Link
            to="/transactions"
            search={{ ...props.search, open: row.id }}
            className={styles.row}
          >
            <MerchantAvatar name={row.payee} />
            <span className={styles.grow}>
              <span className={styles.line}>{row.payee || <Trans>No payee</Trans>}</span>
              <span className={`${styles.dim} ${styles.line}`}>
                {formatDay(row.postedOn, locale, props.today)} ·{' '}
                <CategoryChip category={byId.get(row.categoryId)} />
              </span>
            </span>
            <Amount minor={row.amount.amountMinor} currency={row.amount.currency} signed tinted />
          </Link>
        </li>
      ))}
    </ul>
  );
}

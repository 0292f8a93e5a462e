import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { categoryQueries } from '../../lib/categories.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { CategoryIcon } from '../../ui/category-icon.tsx';
import styles from './dashboard-page.module.css';

const SHOWN = 7;

/** The month's largest categories, each with a mark where it stood the month before. */
export function SpendingCard({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useLingui();
  const { spending, homeCurrency } = dashboard;
  const categories = useQuery(categoryQueries.list());
  const byId = new Map(categories.data?.items.map((category) => [category.id, category]));
  const shown = spending.byCategory.filter((row) => row.amountMinor > 0).slice(0, SHOWN);
  const widest = Math.max(1, ...shown.flatMap((row) => [row.amountMinor, row.previousMinor]));
  const share = (minor: number) => `${Math.round((Math.max(minor, 0) / widest) * 100)}%`;
  return (
    <Card className={styles.third} title={<Trans>Spending by category</Trans>}>
      {shown.length === 0 ? (
        <p className={styles.dim}>
          <Trans>Nothing spent this month so far.</Trans>
        </p>
      ) : (
        <>
          <p className={styles.legend}>
            <Trans>The mark on a bar is the month before.</Trans>
          </p>
          <ul className={styles.bars}>
            {shown.map((row) => {
              const category = byId.get(row.categoryId);
              const tone = { '--tone': `var(--c${category?.colour ?? 0})` } as React.CSSProperties;
              return (
                <li key={row.categoryId} style={tone}>
                  <div className={styles.barHead}>
                    <span className={styles.named}>
                      {category && <CategoryIcon category={category} />}
                      <Link
                        to="/transactions"
                        search={{ category: row.categoryId, from: spending.from }}
                        className={`${styles.name} ${styles.plainLink}`}
                      >
                        {category?.name ?? '…'}
                      </Link>
                    </span>
                    <span>
                      <Amount minor={row.amountMinor} currency={homeCurrency} />
                      <span className="visually-hidden">
                        {t`, the month before`}{' '}
                        <Amount minor={row.previousMinor} currency={homeCurrency} />
                      </span>
                    </span>
                  </div>
                  <div className={styles.track} aria-hidden="true">
                    <div className={styles.fill} style={{ width: share(row.amountMinor) }} />
                    {row.previousMinor > 0 && (
                      <div className={styles.before} style={{ left: share(row.previousMinor) }} />
                    )}
                  </div>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </Card>
  );
}

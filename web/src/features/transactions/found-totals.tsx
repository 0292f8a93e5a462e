import { Plural, Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useSession } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import styles from './found-totals.module.css';
import { type Filter, transactionQueries } from './transactions.queries.ts';

/** How many transactions a filter shows and what they add up to, currency by currency. */
export function FoundTotals({ filter }: { filter: Filter }) {
  const { household } = useSession();
  const { data } = useQuery({
    ...transactionQueries.totals(filter),
    placeholderData: keepPreviousData,
  });
  const isHome = ({ currency }: { currency: string }) => currency === household.homeCurrency;
  const sums = (data?.sums ?? []).toSorted((a, b) => Number(isHome(b)) - Number(isHome(a)));
  const count = sums.reduce((total, sum) => total + sum.transactions, 0);
  if (count === 0) return null;
  return (
    <p className={styles.totals} role="status">
      <Plural value={count} one="# transaction" other="# transactions" />
      {sums.map(({ currency, inMinor, outMinor }) => (
        <span key={currency} className={styles.totalOf}>
          {inMinor !== 0 && (
            <span>
              <Trans>
                in <Amount minor={inMinor} currency={currency} />
              </Trans>
            </span>
          )}
          {outMinor !== 0 && (
            <span>
              <Trans>
                out <Amount minor={-outMinor} currency={currency} />
              </Trans>
            </span>
          )}
          {inMinor !== 0 && outMinor !== 0 && (
            <span>
              <Trans>
                together <Amount minor={inMinor + outMinor} currency={currency} signed />
              </Trans>
            </span>
          )}
        </span>
      ))}
    </p>
  );
}

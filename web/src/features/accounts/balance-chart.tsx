import { useLingui } from '@lingui/react/macro';
import type { Account } from '@picture/contract';
import { useQuery } from '@tanstack/react-query';
import { formatDate, formatMonth } from '../../lib/dates.ts';
import { formatMoney, formatShort } from '../../lib/money.ts';
import { hideAmounts } from '../../lib/preferences.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { TrendChart } from '../../ui/lazy-charts.ts';
import { Skeleton } from '../../ui/states.tsx';
import { balancesQuery } from './accounts.queries.ts';

const MOST_POINTS = 400;

export function BalanceChart({ account }: { account: Account }) {
  const { t } = useLingui();
  const locale = useLocale();
  const hidden = hideAmounts.use();
  const { data } = useQuery(balancesQuery(account.id));
  if (!data) return <Skeleton height={230} />;
  if (data.items.length < 2) return null;
  const every = Math.ceil(data.items.length / MOST_POINTS);
  const points = data.items.filter(
    (_, index, all) => index % every === 0 || index === all.length - 1,
  );
  const since = formatDate(points[0]?.on ?? account.openedOn, locale);
  return (
    <ChartFrame
      sentence={t`Balance since ${since}`}
      height={200}
      columns={[t`Day`, t`Balance`]}
      rows={[...points].reverse().map((point) => ({
        key: point.on,
        cells: [
          formatDate(point.on, locale),
          <Amount key="b" minor={point.balanceMinor} currency={account.currency} />,
        ],
      }))}
    >
      <TrendChart
        data={points}
        by="on"
        height={200}
        series={[{ name: 'balanceMinor', label: t`Balance`, color: 'var(--accent)' }]}
        format={(value) => (hidden ? '' : formatShort(value, account.currency, locale))}
        exact={(value) => (hidden ? '•••••' : formatMoney(value, account.currency, locale))}
        formatLabel={(day) => formatMonth(day.slice(0, 7), locale, true)}
      />
    </ChartFrame>
  );
}

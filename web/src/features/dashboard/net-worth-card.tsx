import { Trans, useLingui } from '@lingui/react/macro';
import { SegmentedControl } from '@mantine/core';
import { type Dashboard, NET_WORTH_RANGES, type NetWorthRange } from '@picture/contract';
import { formatDate, formatMonth, formatShortDate } from '../../lib/dates.ts';
import { formatMoney, formatShort } from '../../lib/money.ts';
import { hideAmounts } from '../../lib/preferences.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount, Change } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { TrendChart } from '../../ui/lazy-charts.ts';
import styles from './dashboard-page.module.css';

interface Props {
  dashboard: Dashboard;
  range: NetWorthRange;
  onRange: (range: NetWorthRange) => void;
}

/** The number the page is about, and how it came to be. */
export function NetWorthCard({ dashboard, range, onRange }: Props) {
  const { t } = useLingui();
  const locale = useLocale();
  const hidden = hideAmounts.use();
  const { netWorth, homeCurrency } = dashboard;
  const labels: Record<NetWorthRange, string> = {
    '1m': t`1M`,
    '6m': t`6M`,
    '1y': t`1Y`,
    '5y': t`5Y`,
    all: t`All`,
  };
  const amount = formatMoney(Math.abs(netWorth.changeInRangeMinor), homeCurrency, locale, {
    whole: true,
  });
  const sentence = hidden
    ? t`Net worth over time`
    : netWorth.changeInRangeMinor >= 0
      ? t`Up ${amount} over this time`
      : t`Down ${amount} over this time`;
  const short = range === '1m' || range === '6m';
  return (
    <Card className={styles.wide}>
      <div className={styles.top}>
        <div>
          <h2 className={styles.label}>
            <Trans>Net worth</Trans>
          </h2>
          <p className={styles.hero}>
            <Amount minor={netWorth.netMinor} currency={homeCurrency} />
          </p>
          <p className={styles.sub}>
            <span>
              <Change minor={netWorth.changeThisMonthMinor} currency={homeCurrency} good="up" />{' '}
              <Trans>this month</Trans>
            </span>
          </p>
        </div>
        <SegmentedControl
          size="xs"
          aria-label={t`Time shown`}
          value={range}
          onChange={(value) => onRange(value as NetWorthRange)}
          data={NET_WORTH_RANGES.map((value) => ({ value, label: labels[value] }))}
        />
      </div>
      <ChartFrame
        sentence={sentence}
        height={232}
        columns={[t`Day`, t`Net worth`, t`Assets`, t`Liabilities`]}
        rows={[...netWorth.series].reverse().map((point) => ({
          key: point.on,
          cells: [
            formatDate(point.on, locale),
            <Amount key="n" minor={point.netMinor} currency={homeCurrency} />,
            <Amount key="a" minor={point.assetsMinor} currency={homeCurrency} />,
            <Amount key="l" minor={point.liabilitiesMinor} currency={homeCurrency} />,
          ],
        }))}
      >
        <TrendChart
          data={netWorth.series}
          by="on"
          height={232}
          series={[{ name: 'netMinor', label: t`Net worth`, color: 'var(--accent)' }]}
          format={(value) => (hidden ? '' : formatShort(value, homeCurrency, locale))}
          exact={(value) => (hidden ? '•••••' : formatMoney(value, homeCurrency, locale))}
          formatLabel={(day) =>
            short ? formatShortDate(day, locale) : formatMonth(day.slice(0, 7), locale, true)
          }
        />
      </ChartFrame>
    </Card>
  );
}

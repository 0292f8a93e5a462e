import { Trans, useLingui } from '@lingui/react/macro';
import { addDays, type Dashboard } from '@picture/contract';
import { formatPeriod, formatShortDate } from '../../lib/dates.ts';
import { formatMoney, formatShort } from '../../lib/money.ts';
import { hideAmounts } from '../../lib/preferences.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { PaceChart } from '../../ui/lazy-charts.ts';
import styles from './dashboard-page.module.css';

/** How this month's spending runs beside the month before, day by day. */
export function PaceCard({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useLingui();
  const locale = useLocale();
  const hidden = hideAmounts.use();
  const { spending, homeCurrency } = dashboard;
  const difference = spending.totalMinor - spending.previousByThisDayMinor;
  const amount = formatMoney(Math.abs(difference), homeCurrency, locale, { whole: true });
  const sentence = hidden
    ? t`Spending beside last month`
    : difference <= 0
      ? t`${amount} below last month at this day`
      : t`${amount} above last month at this day`;
  const month = formatPeriod(spending, locale);
  const isCalendarMonth = spending.from.endsWith('-01');
  const nameOf = (day: number) =>
    isCalendarMonth ? String(day) : formatShortDate(addDays(spending.from, day - 1), locale);
  return (
    <Card
      className={styles.third}
      title={
        isCalendarMonth ? <Trans>Spending in {month}</Trans> : <Trans>Spending, {month}</Trans>
      }
    >
      <p className={styles.figure}>
        <Amount minor={spending.totalMinor} currency={homeCurrency} />
      </p>
      <ChartFrame
        sentence={sentence}
        height={188}
        columns={[t`Day`, t`This month`, t`Last month`]}
        rows={spending.pace.map((day) => ({
          key: String(day.day),
          cells: [
            nameOf(day.day),
            day.spentMinor === null ? (
              ''
            ) : (
              <Amount key="s" minor={day.spentMinor} currency={homeCurrency} />
            ),
            <Amount key="p" minor={day.previousMinor} currency={homeCurrency} />,
          ],
        }))}
      >
        <PaceChart
          data={spending.pace}
          by="day"
          height={188}
          series={[
            {
              name: 'previousMinor',
              label: t`Last month`,
              color: 'var(--line-strong)',
              dashed: true,
            },
            { name: 'spentMinor', label: t`This month`, color: 'var(--accent)' },
          ]}
          format={(value) => (hidden ? '' : formatShort(value, homeCurrency, locale))}
          exact={(value) => (hidden ? '•••••' : formatMoney(value, homeCurrency, locale))}
          formatLabel={(day) => nameOf(Number(day))}
        />
      </ChartFrame>
    </Card>
  );
}

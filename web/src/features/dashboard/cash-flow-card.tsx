import { Trans, useLingui } from '@lingui/react/macro';
import type { Dashboard } from '@picture/contract';
import { formatMonth, formatPeriod, formatShortDate } from '../../lib/dates.ts';
import { formatMoney, formatShort } from '../../lib/money.ts';
import { hideAmounts } from '../../lib/preferences.ts';
import { useLocale } from '../../lib/session.ts';
import { Amount } from '../../ui/amount.tsx';
import { Card } from '../../ui/card.tsx';
import { ChartFrame } from '../../ui/chart-frame.tsx';
import { FlowChart } from '../../ui/lazy-charts.ts';
import styles from './dashboard-page.module.css';

const MONTHS_SHOWN = 6;

export function CashFlowCard({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useLingui();
  const locale = useLocale();
  const hidden = hideAmounts.use();
  const { cashFlow, homeCurrency } = dashboard;
  const shown = cashFlow.slice(-MONTHS_SHOWN);
  const current = cashFlow.at(-1);
  const saved = current?.savedMinor ?? 0;
  const amount = formatMoney(Math.abs(saved), homeCurrency, locale, { whole: true });
  const sentence = hidden
    ? t`Income and spending by month`
    : saved >= 0
      ? t`${amount} saved so far this month`
      : t`${amount} more spent than earned so far this month`;
  return (
    <Card className={styles.third} title={<Trans>Cash flow</Trans>}>
      <p className={styles.legend}>
        <span className={styles.key} style={{ '--tone': 'var(--gain-bar)' } as React.CSSProperties}>
          <Trans>Income</Trans>
        </span>
        <span className={styles.key} style={{ '--tone': 'var(--loss-bar)' } as React.CSSProperties}>
          <Trans>Spending</Trans>
        </span>
      </p>
      <ChartFrame
        sentence={sentence}
        height={196}
        columns={[t`Month`, t`Income`, t`Spending`, t`Saved`]}
        rows={[...cashFlow].reverse().map((month) => ({
          key: month.month,
          cells: [
            formatPeriod(month, locale),
            <Amount key="i" minor={month.incomeMinor} currency={homeCurrency} />,
            <Amount key="s" minor={month.spendingMinor} currency={homeCurrency} />,
            <Amount key="r" minor={month.savedMinor} currency={homeCurrency} />,
          ],
        }))}
      >
        <FlowChart
          data={shown}
          by="from"
          height={196}
          series={[
            { name: 'incomeMinor', label: t`Income`, color: 'var(--gain-bar)' },
            { name: 'spendingMinor', label: t`Spending`, color: 'var(--loss-bar)' },
          ]}
          format={(value) => (hidden ? '' : formatShort(value, homeCurrency, locale))}
          exact={(value) => (hidden ? '•••••' : formatMoney(value, homeCurrency, locale))}
          formatLabel={(from) => {
            const month = shown.find((one) => one.from === from);
            return month ? formatPeriod(month, locale) : '';
          }}
          formatTick={(from) =>
            from.endsWith('-01')
              ? formatMonth(from.slice(0, 7), locale)
              : formatShortDate(from, locale)
          }
        />
      </ChartFrame>
    </Card>
  );
}

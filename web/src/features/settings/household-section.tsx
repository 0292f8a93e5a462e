import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { CURRENCIES, daysOfMonth, financialMonthOf } from '@picture/contract';
import { formatPeriod } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import { ExchangeRatesPanel } from '../accounts/index.ts';
import styles from './settings.module.css';
import { TextEntry } from './text-entry.tsx';

const LAST_FIRST_DAY = 28;

export function HouseholdSection() {
  return (
    <div className={styles.section}>
      <HouseholdCard />
      <ExchangeRatesPanel />
    </div>
  );
}

/** What all members see alike, and only an owner changes. */
function HouseholdCard() {
  const { t } = useLingui();
  const locale = useLocale();
  const { household, today } = useSession();
  const save = useSaveSettings();
  const isOwner = household.role === 'owner';
  const currencyNames = useCurrencyNames();
  const first = household.firstDayOfMonth;
  const period = formatPeriod(daysOfMonth(financialMonthOf(today, first), first), locale);
  return (
    <Card title={<Trans>Household</Trans>}>
      <div className={styles.fields}>
        {!isOwner && (
          <p className={form.hint}>
            <Trans>Only an owner of the household changes these.</Trans>
          </p>
        )}
        <TextEntry
          label={t`Name`}
          value={household.name}
          disabled={!isOwner}
          onSave={(householdName) => save({ householdName })}
        />
        <NativeSelect
          label={t`Home currency`}
          description={t`Totals are told in it.`}
          disabled={!isOwner}
          value={household.homeCurrency}
          data={CURRENCIES.map((code) => ({ value: code, label: currencyNames(code) }))}
          onChange={(event) => save({ homeCurrency: event.currentTarget.value })}
        />
        <NativeSelect
          label={t`Time zone`}
          description={t`When a day ends.`}
          disabled={!isOwner}
          value={household.timeZone}
          data={[...new Set([household.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
          onChange={(event) => save({ timeZone: event.currentTarget.value })}
        />
        <NativeSelect
          label={t`First day of the month`}
          description={t`The day you are paid, if you budget from payday to payday. This month: ${period}.`}
          disabled={!isOwner}
          value={String(first)}
          data={Array.from({ length: LAST_FIRST_DAY }, (_, index) => String(index + 1))}
          onChange={(event) => save({ firstDayOfMonth: Number(event.currentTarget.value) })}
        />
      </div>
    </Card>
  );
}

function useCurrencyNames(): (code: string) => string {
  const { i18n } = useLingui();
  const names = new Intl.DisplayNames(i18n.locale, { type: 'currency' });
  return (code) => `${code} · ${names.of(code) ?? code}`;
}

import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { CURRENCIES, daysOfMonth, financialMonthOf } from '@picture/contract';
import { useCurrencyNames } from '../../lib/currency-names.ts';
import { formatPeriod } from '../../lib/dates.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import { ExchangeRatesPanel } from '../accounts/index.ts';
import { HouseholdsCard, InvitationsCard, MembersCard } from '../households/index.ts';
import styles from './settings.module.css';
import { TextEntry } from './text-entry.tsx';

const LAST_FIRST_DAY = 28;

export function HouseholdSection() {
  const { household } = useSession();
  return (
    <div className={styles.section}>
      <HouseholdCard />
      <MembersCard />
      <InvitationsCard />
      {household.role !== 'viewer' && <ExchangeRatesPanel />}
      <HouseholdsCard />
    </div>
  );
}

/** What all members see alike, and only an owner changes. */
function HouseholdCard() {
  const { household } = useSession();
  return (
    <Card title={<Trans>Household</Trans>}>
      {household.role === 'owner' ? <HouseholdFields /> : <HouseholdFacts />}
    </Card>
  );
}

function HouseholdFields() {
  const { t } = useLingui();
  const { household } = useSession();
  const save = useSaveSettings();
  const currencyNames = useCurrencyNames();
  const period = usePeriod();
  return (
    <div className={styles.fields}>
      <TextEntry
        label={t`Name`}
        value={household.name}
        onSave={(householdName) => save({ householdName })}
      />
      <NativeSelect
        label={t`Home currency`}
        description={t`Totals are told in it.`}
        value={household.homeCurrency}
        data={CURRENCIES.map((code) => ({ value: code, label: currencyNames(code) }))}
        onChange={(event) => save({ homeCurrency: event.currentTarget.value })}
      />
      <NativeSelect
        label={t`Time zone`}
        description={t`When a day ends.`}
        value={household.timeZone}
        data={[...new Set([household.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
        onChange={(event) => save({ timeZone: event.currentTarget.value })}
      />
      <NativeSelect
        label={t`First day of the month`}
        description={t`The day you are paid, if you budget from payday to payday. This month: ${period}.`}
        value={String(household.firstDayOfMonth)}
        data={Array.from({ length: LAST_FIRST_DAY }, (_, index) => String(index + 1))}
        onChange={(event) => save({ firstDayOfMonth: Number(event.currentTarget.value) })}
      />
    </div>
  );
}

/** For whoever reads them only, as text: a field that takes nothing is hard to read. */
function HouseholdFacts() {
  const { household } = useSession();
  const currencyNames = useCurrencyNames();
  const period = usePeriod();
  return (
    <div className={styles.fields}>
      <dl className={styles.facts}>
        <dt>
          <Trans>Name</Trans>
        </dt>
        <dd>{household.name}</dd>
        <dt>
          <Trans>Home currency</Trans>
        </dt>
        <dd>{currencyNames(household.homeCurrency)}</dd>
        <dt>
          <Trans>Time zone</Trans>
        </dt>
        <dd>{household.timeZone}</dd>
        <dt>
          <Trans>This month</Trans>
        </dt>
        <dd>{period}</dd>
      </dl>
      <p className={form.hint}>
        <Trans>Only an owner of the household changes these.</Trans>
      </p>
    </div>
  );
}

function usePeriod(): string {
  const locale = useLocale();
  const { household, today } = useSession();
  const first = household.firstDayOfMonth;
  return formatPeriod(daysOfMonth(financialMonthOf(today, first), first), locale);
}

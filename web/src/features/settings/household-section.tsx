import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { CURRENCIES } from '@picture/contract';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { ExchangeRatesPanel } from '../accounts/index.ts';
import styles from './settings.module.css';
import { useSaveSettings } from './settings.queries.ts';
import { TextEntry } from './text-entry.tsx';

export function HouseholdSection() {
  const { t } = useLingui();
  const { household } = useSession();
  const save = useSaveSettings();
  const isOwner = household.role === 'owner';
  const currencyNames = useCurrencyNames();
  return (
    <div className={styles.section}>
      <Card title={<Trans>Household</Trans>}>
        <div className={styles.fields}>
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
        </div>
      </Card>
      <ExchangeRatesPanel />
    </div>
  );
}

function useCurrencyNames(): (code: string) => string {
  const { i18n } = useLingui();
  const names = new Intl.DisplayNames(i18n.locale, { type: 'currency' });
  return (code) => `${code} · ${names.of(code) ?? code}`;
}

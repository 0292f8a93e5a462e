import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import { addDays, DATE_STYLES, NUMBER_STYLES, type Preferences } from '@picture/contract';
import { firstWeekday, formatDate, formatWeekday } from '../../lib/dates.ts';
import { formatMoney } from '../../lib/money.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { useLocale, useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import styles from './settings.module.css';

/** A Monday, to name the days of the week by. */
const MONDAY = '2026-01-05';
const EXAMPLE_MINOR = 123_456;

/** In which language and form the pages speak to this person. Each choice shows what it does. */
export function FormatCard() {
  const { t } = useLingui();
  const locale = useLocale();
  const { today, household } = useSession();
  const preferences = usePreferences();
  const save = useSaveSettings();
  const asInLanguage = (example: string) => t`As the language has it · ${example}`;
  const weekday = (day: number) => formatWeekday(addDays(MONDAY, day - 1), locale).long;
  return (
    <Card title={<Trans>Language and form</Trans>}>
      <div className={styles.fields}>
        <NativeSelect
          label={t`Language`}
          value={preferences.language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(event) =>
            save({ language: event.currentTarget.value as Preferences['language'] })
          }
        />
        <NativeSelect
          label={t`Numbers`}
          value={preferences.numberStyle}
          data={NUMBER_STYLES.map((value) => {
            const example = formatMoney(EXAMPLE_MINOR, household.homeCurrency, {
              ...locale,
              numberStyle: value,
            });
            return { value, label: value === 'auto' ? asInLanguage(example) : example };
          })}
          onChange={(event) =>
            save({ numberStyle: event.currentTarget.value as Preferences['numberStyle'] })
          }
        />
        <NativeSelect
          label={t`Dates`}
          value={preferences.dateStyle}
          data={DATE_STYLES.map((value) => {
            const example = formatDate(today, { ...locale, dateStyle: value });
            return { value, label: value === 'auto' ? asInLanguage(example) : example };
          })}
          onChange={(event) =>
            save({ dateStyle: event.currentTarget.value as Preferences['dateStyle'] })
          }
        />
        <NativeSelect
          label={t`First day of the week`}
          value={String(preferences.firstDayOfWeek ?? '')}
          data={[
            {
              value: '',
              label: asInLanguage(weekday(firstWeekday({ ...locale, firstDayOfWeek: null }))),
            },
            ...[1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekday(day) })),
          ]}
          onChange={(event) => save({ firstDayOfWeek: Number(event.currentTarget.value) || null })}
        />
      </div>
    </Card>
  );
}

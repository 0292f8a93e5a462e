import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Switch } from '@mantine/core';
import type { Preferences } from '@picture/contract';
import { usePreferences } from '../../lib/preferences.ts';
import { Card } from '../../ui/card.tsx';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import styles from './settings.module.css';

/** How the pages look and answer, to this person, on every device. */
export function LookCard() {
  const { t } = useLingui();
  const preferences = usePreferences();
  const save = useSaveSettings();
  return (
    <Card title={<Trans>Look and keys</Trans>}>
      <div className={styles.fields}>
        <NativeSelect
          label={t`Theme`}
          value={preferences.theme}
          data={[
            { value: 'system', label: t`As on this device` },
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
          ]}
          onChange={(event) => save({ theme: event.currentTarget.value as Preferences['theme'] })}
        />
        <NativeSelect
          label={t`Gains and losses`}
          description={t`Their sign and arrow say the same.`}
          value={preferences.gainLossColors}
          data={[
            { value: 'green-red', label: t`Green and red` },
            { value: 'blue-orange', label: t`Blue and orange` },
          ]}
          onChange={(event) =>
            save({ gainLossColors: event.currentTarget.value as Preferences['gainLossColors'] })
          }
        />
        <Switch
          label={t`Hide amounts`}
          description={t`Every amount is dots until the eye at the top is pressed.`}
          checked={preferences.hideAmounts}
          onChange={(event) => save({ hideAmounts: event.currentTarget.checked })}
        />
        <Switch
          label={t`Single-letter keys`}
          description={t`Press ? on any page for its list.`}
          checked={preferences.singleKeys}
          onChange={(event) => save({ singleKeys: event.currentTarget.checked })}
        />
      </div>
    </Card>
  );
}

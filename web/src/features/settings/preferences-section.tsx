import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Switch } from '@mantine/core';
import { type Theme, useTheme } from '../../lib/color-scheme.ts';
import { singleKeys } from '../../lib/preferences.ts';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import styles from './settings.module.css';
import { useSaveSettings } from './settings.queries.ts';

export function PreferencesSection() {
  const { t } = useLingui();
  const { user } = useSession();
  const { theme, setTheme } = useTheme();
  const save = useSaveSettings();
  const keys = singleKeys.use();
  return (
    <Card title={<Trans>Preferences</Trans>}>
      <div className={styles.fields}>
        <NativeSelect
          label={t`Language`}
          value={user.language}
          data={[
            { value: 'en', label: 'English' },
            { value: 'es', label: 'Español' },
          ]}
          onChange={(event) => save({ language: event.currentTarget.value as 'en' | 'es' })}
        />
        <NativeSelect
          label={t`Theme`}
          value={theme}
          data={[
            { value: 'system', label: t`As on this device` },
            { value: 'light', label: t`Light` },
            { value: 'dark', label: t`Dark` },
          ]}
          onChange={(event) => {
            const wish = event.currentTarget.value as Theme;
            setTheme(wish);
            save({ theme: wish });
          }}
        />
        <Switch
          label={t`Single-letter keys`}
          description={t`Press ? on any page for its list.`}
          checked={keys}
          onChange={(event) => singleKeys.set(event.currentTarget.checked)}
        />
      </div>
    </Card>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect, Switch } from '@mantine/core';
import { AI_MODELS, type Preferences } from '@picture/contract';
import { usePreferences } from '../../lib/preferences.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import styles from './settings.module.css';

/** Whether a language model may be asked, and which. Off until this person turns it on. */
export function AssistantCard() {
  const { t } = useLingui();
  const { aiEnabled, aiModel } = usePreferences();
  const save = useSaveSettings();
  const labels: Record<Preferences['aiModel'], string> = {
    quick: t`Quick: short answers, least cost`,
    balanced: t`Balanced`,
    thorough: t`Thorough: slower, for harder questions`,
  };
  return (
    <Card title={<Trans>Assistant</Trans>}>
      <div className={styles.fields}>
        <Switch
          label={t`Let a language model work with my figures`}
          checked={aiEnabled}
          onChange={(event) => save({ aiEnabled: event.currentTarget.checked })}
        />
        <p className={form.hint}>
          <Trans>
            When it is on, your questions and what is needed to answer them go to Amazon Bedrock:
            totals first, single transactions only where totals do not tell. Names, email addresses
            and account numbers are taken out before. While it is off, nothing is sent. The
            assistant itself is not part of this version yet: until it is, nothing is sent either.
          </Trans>
        </p>
        <NativeSelect
          label={t`Model`}
          disabled={!aiEnabled}
          value={aiModel}
          data={AI_MODELS.map((value) => ({ value, label: labels[value] }))}
          onChange={(event) =>
            save({ aiModel: event.currentTarget.value as Preferences['aiModel'] })
          }
        />
      </div>
    </Card>
  );
}

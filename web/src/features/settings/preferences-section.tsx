import { Trans, useLingui } from '@lingui/react/macro';
import { Switch } from '@mantine/core';
import { MAIL_CHOICES } from '@picture/contract';
import { usePreferences } from '../../lib/preferences.ts';
import { Card } from '../../ui/card.tsx';
import form from '../../ui/form.module.css';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import { AssistantCard } from './assistant-card.tsx';
import { FormatCard } from './format-card.tsx';
import { LookCard } from './look-card.tsx';
import styles from './settings.module.css';

export function PreferencesSection() {
  return (
    <div className={styles.section}>
      <LookCard />
      <FormatCard />
      <MailCard />
      <AssistantCard />
    </div>
  );
}

function MailCard() {
  const { t } = useLingui();
  const { mails } = usePreferences();
  const save = useSaveSettings();
  const labels: Record<(typeof MAIL_CHOICES)[number], string> = {
    newDevice: t`Somebody signs in as you on a new device`,
    memberJoined: t`Somebody joins your household`,
    exportReady: t`The export you asked for is ready`,
    tokenCreated: t`A program is given access`,
  };
  return (
    <Card title={<Trans>Emails</Trans>}>
      <div className={styles.fields}>
        <p className={form.hint}>
          <Trans>
            What keeps the account safe always comes: a changed email or password, a lost factor.
          </Trans>
        </p>
        {MAIL_CHOICES.map((mail) => (
          <Switch
            key={mail}
            label={labels[mail]}
            checked={mails[mail]}
            onChange={(event) => save({ mails: { ...mails, [mail]: event.currentTarget.checked } })}
          />
        ))}
      </div>
    </Card>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { TextInput } from '@mantine/core';
import { useSession } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { useSaveSettings } from '../../ui/use-save-settings.ts';
import { PictureField } from './picture-field.tsx';
import styles from './settings.module.css';
import { TextEntry } from './text-entry.tsx';

export function ProfileSection() {
  const { t } = useLingui();
  const { user } = useSession();
  const save = useSaveSettings();
  return (
    <Card title={<Trans>You</Trans>}>
      <div className={styles.fields}>
        <PictureField />
        <TextEntry label={t`Name`} value={user.name} onSave={(userName) => save({ userName })} />
        <TextInput label={t`Email`} value={user.email} readOnly variant="unstyled" />
      </div>
    </Card>
  );
}

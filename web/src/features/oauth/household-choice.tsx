import { Trans, useLingui } from '@lingui/react/macro';
import { NativeSelect } from '@mantine/core';
import type { AppRequest } from '@picture/contract';
import styles from './oauth.module.css';

interface HouseholdChoiceProps {
  households: AppRequest['households'];
  value: string;
  onChange: (id: string) => void;
}

/** One household, and no other: an app is let in to each by itself. */
export function HouseholdChoice({ households, value, onChange }: HouseholdChoiceProps) {
  const { t } = useLingui();
  const [only] = households;
  if (households.length === 1 && only) {
    return (
      <div>
        <p className={styles.label}>
          <Trans>Household</Trans>
        </p>
        <p>{only.name}</p>
      </div>
    );
  }
  return (
    <NativeSelect
      label={t`Household`}
      value={value}
      data={households.map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

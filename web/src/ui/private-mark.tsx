import { useLingui } from '@lingui/react/macro';
import { IconLock } from '@tabler/icons-react';
import styles from './private-mark.module.css';

/** Beside the name of an account that nobody else in the household is shown. */
export function PrivateMark({ account }: { account: { isPrivate: boolean } }) {
  const { t } = useLingui();
  if (!account.isPrivate) return null;
  const words = t`Only you see this account`;
  return (
    <span className={styles.mark} title={words}>
      <IconLock size={13} stroke={2} role="img" aria-label={words} />
    </span>
  );
}

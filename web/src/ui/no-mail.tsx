import { Trans } from '@lingui/react/macro';
import styles from './form.module.css';

/** Where an installation sends no mail, a mailed link is found by whoever runs it. */
export function NoMail() {
  return (
    <p className={styles.hint}>
      <Trans>
        This installation sends no mail yet. Whoever runs it finds the link in the folder for mail,
        beside the database.
      </Trans>
    </p>
  );
}

import { Trans } from '@lingui/react/macro';
import styles from './oauth.module.css';

/** What is known of the app, which is never who made it: anybody can register one by any name. */
export function AppWarning({ host }: { host: string | null }) {
  return (
    <div className={styles.warning}>
      <p>
        {host === null ? (
          <Trans>
            It runs on <b>this device</b>. The name is its own word: nobody checked who made it.
          </Trans>
        ) : (
          <Trans>
            It runs on <b>{host}</b>, a site that whoever runs this installation lets ask. What you
            allow leaves for that site.
          </Trans>
        )}
      </p>
      <p>
        <Trans>Go on only if you have just begun this in an app you trust.</Trans>
      </p>
    </div>
  );
}

import { Trans } from '@lingui/react/macro';
import { AppsCard } from './apps-card.tsx';
import styles from './security.module.css';
import { TokensCard } from './tokens-card.tsx';

/** Programs that may read or change the household in somebody's name. */
export function ProgramsSection() {
  return (
    <div className={styles.section}>
      <AppsCard />
      <TokensCard />
      <p className={styles.quiet}>
        <Trans>
          What programs can ask is written in the <a href="/api/docs">description of the API</a>.
        </Trans>
      </p>
    </div>
  );
}

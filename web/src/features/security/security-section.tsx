import { useSuspenseQuery } from '@tanstack/react-query';
import { EmailCard } from './email-card.tsx';
import { PasskeysCard } from './passkeys-card.tsx';
import { PasswordCard } from './password-card.tsx';
import { ProvidersCard } from './providers-card.tsx';
import { SecondFactorCard } from './second-factor-card.tsx';
import styles from './security.module.css';
import { securityQuery } from './security.queries.ts';
import { SessionsCard } from './sessions-card.tsx';

/** How somebody signs in, what protects them, and where they are signed in. */
export function SecuritySection() {
  const { data: security } = useSuspenseQuery(securityQuery);
  return (
    <div className={styles.section}>
      <EmailCard security={security} />
      <PasswordCard security={security} />
      <SecondFactorCard security={security} />
      <PasskeysCard security={security} />
      {security.providers.length > 0 && <ProvidersCard security={security} />}
      <SessionsCard />
    </div>
  );
}

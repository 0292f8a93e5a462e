import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { ApiError } from '../../lib/api.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states.tsx';
import { ConnectForm } from './connect-form.tsx';
import styles from './oauth.module.css';
import { appRequestQuery } from './oauth.queries.ts';

const route = getRouteApi('/connect/$id');

/** Where a program sends the browser to be let in: what it wants, and the person's answer. */
export function ConnectPage() {
  const { t } = useLingui();
  const { id } = route.useParams();
  const request = useQuery(appRequestQuery(id));
  const [answer, setAnswer] = useState<'allowed' | 'refused' | null>(null);
  useEffect(() => {
    document.title = `${t`Connect an app`} · My Financial Picture`;
  }, [t]);
  const isOver = request.error instanceof ApiError && request.error.code === 'not_found';
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <p className={styles.brand}>
          <img src="/icon.svg" alt="" width={32} height={32} />
          My Financial Picture
        </p>
        {answer ? (
          <Answered answer={answer} name={request.data?.app.name ?? ''} />
        ) : isOver ? (
          <EmptyState
            sentence={
              <Trans>
                This request is over, or began in another browser. Go back to the app and connect it
                again.
              </Trans>
            }
          >
            <LinkButton to="/" variant="default">
              <Trans>Go to my household</Trans>
            </LinkButton>
          </EmptyState>
        ) : request.error ? (
          <ErrorState error={request.error} retry={() => void request.refetch()} />
        ) : request.data ? (
          <ConnectForm id={id} request={request.data} onAnswer={setAnswer} />
        ) : (
          <div className={styles.waiting} aria-busy="true">
            <Skeleton height={32} />
            <Skeleton height={72} />
            <Skeleton height={160} />
            <Skeleton height={44} />
          </div>
        )}
      </div>
    </main>
  );
}

/** The browser is on its way back to the app, which may open beside this page. */
function Answered({ answer, name }: { answer: 'allowed' | 'refused'; name: string }) {
  return (
    <div role="status" className={styles.answered}>
      <h1 className={styles.title}>
        {answer === 'allowed' ? (
          <Trans>“{name}” is let in</Trans>
        ) : (
          <Trans>“{name}” stays out</Trans>
        )}
      </h1>
      <p>
        <Trans>Go on in the app. You can close this page.</Trans>
      </p>
    </div>
  );
}

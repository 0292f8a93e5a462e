import { Trans } from '@lingui/react/macro';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { queryClient } from '../lib/query-client.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';
import styles from './page-states.module.css';

/** A page of its own, where the frame of the app is not there to hold it. */
function BarePage({ children }: { children: ReactNode }) {
  useEffect(() => {
    document.title = 'My Financial Picture';
  }, []);
  return (
    <main className={styles.page}>
      <h1 className={styles.brand}>
        <img src="/icon.svg" alt="" width={32} height={32} />
        My Financial Picture
      </h1>
      {children}
    </main>
  );
}

export function NotFoundPage() {
  return (
    <BarePage>
      <EmptyState sentence={<Trans>There is no page at this address.</Trans>}>
        <LinkButton to="/">
          <Trans>Go home</Trans>
        </LinkButton>
      </EmptyState>
    </BarePage>
  );
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const retry = () => {
    void queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' });
    reset();
  };
  return <ErrorState error={error} retry={retry} />;
}

/** The frame itself could not be shown: the server is away, or fails. */
export function FrameError(props: ErrorComponentProps) {
  return (
    <BarePage>
      <PageError {...props} />
    </BarePage>
  );
}

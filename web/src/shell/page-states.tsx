import { Trans } from '@lingui/react/macro';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { queryClient } from '../lib/query-client.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { EmptyState, ErrorState } from '../ui/states.tsx';

export function NotFoundPage() {
  return (
    <EmptyState sentence={<Trans>There is no page at this address.</Trans>}>
      <LinkButton to="/">
        <Trans>Go home</Trans>
      </LinkButton>
    </EmptyState>
  );
}

export function PageError({ error, reset }: ErrorComponentProps) {
  const retry = () => {
    void queryClient.resetQueries({ predicate: (query) => query.state.status === 'error' });
    reset();
  };
  return <ErrorState error={error} retry={retry} />;
}

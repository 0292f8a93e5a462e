import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { queryClient } from '../../lib/query-client.ts';
import form from '../../ui/form.module.css';
import styles from './security.module.css';

/** Whoever comes through another service proves it there: signing in is a fresh proof. */
export function SignInAgain({ onGone }: { onGone: () => void }) {
  const router = useRouter();
  const text = useProblemText();
  const again = useMutation({
    mutationFn: () => api('POST /auth/sign-out', { body: {} }),
    onSuccess: async () => {
      const returnTo = router.state.location.href;
      onGone();
      queryClient.clear();
      await router.navigate({ to: '/sign-in', search: { returnTo } });
    },
  });
  return (
    <div className={styles.stack}>
      <p>
        <Trans>
          You sign in through another service, so sign in there once more. You come back to this
          page.
        </Trans>
      </p>
      {again.error && (
        <p className={form.problem} role="alert">
          {text(again.error)}
        </p>
      )}
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        <Trans>Sign in again</Trans>
      </Button>
    </div>
  );
}

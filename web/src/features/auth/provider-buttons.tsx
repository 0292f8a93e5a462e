import { Trans } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.ts';
import { useProblemText } from '../../lib/problems.ts';
import { signInWaysQuery } from '../../lib/sign-in-ways.ts';
import form from '../../ui/form.module.css';

/** The contract takes no longer way back; from the home page people find theirs. */
const LONGEST_RETURN = 500;

/** Other services that may say who somebody is. */
export function ProviderButtons({ returnTo }: { returnTo: string }) {
  const text = useProblemText();
  const ways = useQuery(signInWaysQuery);
  const start = useMutation({
    mutationFn: (provider: string) =>
      api('POST /auth/provider-sign-in', {
        body: { provider, returnTo: returnTo.length > LONGEST_RETURN ? '/' : returnTo },
      }),
    onSuccess: ({ url }) => location.assign(url),
  });
  return (
    <>
      {ways.data?.providers.map(({ id, name }) => (
        <Button
          key={id}
          variant="default"
          fullWidth
          loading={start.variables === id && (start.isPending || start.isSuccess)}
          onClick={() => start.mutate(id)}
        >
          <Trans>Continue with {name}</Trans>
        </Button>
      ))}
      {start.error && (
        <p className={form.problem} role="alert">
          {text(start.error)}
        </p>
      )}
    </>
  );
}

import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../../lib/api.ts';
import {
  offersPasskeysInAutofill,
  presentPasskey,
  stopAskingForPasskey,
} from '../../lib/passkeys.ts';

/** A challenge is good for five minutes: the one behind the email field is renewed before. */
const RENEW_MS = 4 * 60_000;

const challenge = async () =>
  (await api('POST /auth/passkey-sign-in/options', { body: {} })).options;

/** Signs in with a passkey: by a button, or chosen among what the browser fills the email with. */
export function usePasskeySignIn(onDone: () => void) {
  const signIn = useMutation({
    mutationFn: async (filledIn: Record<string, unknown> | null) => {
      const response = filledIn ?? (await presentPasskey(await challenge()));
      await api('POST /auth/passkey-sign-in', { body: { response } });
    },
    onSuccess: onDone,
  });
  const { isPending, mutate } = signIn;
  useEffect(() => {
    if (isPending) return;
    let over = false;
    const offer = async () => {
      if (!(await offersPasskeysInAutofill())) return;
      const options = await challenge();
      if (over) return;
      const filledIn = await presentPasskey(options, true);
      if (!over) mutate(filledIn);
    };
    // Nobody asked for it, so nobody is told when it fails: the button and the password remain.
    const offerQuietly = () => void offer().catch(() => undefined);
    offerQuietly();
    const timer = setInterval(offerQuietly, RENEW_MS);
    return () => {
      over = true;
      clearInterval(timer);
    };
  }, [isPending, mutate]);
  useEffect(() => () => void stopAskingForPasskey(), []);
  return signIn;
}

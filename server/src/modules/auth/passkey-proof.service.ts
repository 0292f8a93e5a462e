import type { AuthLibrary } from './auth-library.service.ts';
import { orRefuse, type Refusal } from './refusals.ts';
import type { Visit } from './visit.ts';

/** A challenge for a passkey, which must also verify the person: it stands for two factors. */
export async function askForPasskey(library: AuthLibrary, visit: Visit) {
  const { headers, response } = await library.api.generatePasskeyAuthenticationOptions({
    headers: visit.headers,
    returnHeaders: true,
  });
  visit.cookies.push(...headers.getSetCookie());
  return { options: { ...response, userVerification: 'required' } };
}

/** Checks the answer to a challenge. The library begins a session with it. */
export const takePasskey = (
  library: AuthLibrary,
  passkey: Record<string, unknown>,
  visit: Visit,
  otherwise: Refusal,
) =>
  orRefuse(otherwise, () =>
    library.api.verifyPasskeyAuthentication({
      // The library checks its shape itself.
      body: { response: passkey as never },
      headers: visit.headers,
      returnHeaders: true,
    }),
  );

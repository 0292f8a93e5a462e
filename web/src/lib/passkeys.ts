import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { ApiError } from './api.ts';

/** What the contract calls it; its shape is the library's to check, here and on the server. */
type Message = Record<string, unknown>;

let library: Promise<typeof import('@simplewebauthn/browser')> | null = null;

/** Loaded when a passkey is asked for: most people sign in without. */
function load() {
  library ??= import('@simplewebauthn/browser');
  return library;
}

/** Browsers know passkeys only on https and localhost. */
export const knowsPasskeys = (): boolean => typeof PublicKeyCredential === 'function';

export const offersPasskeysInAutofill = async (): Promise<boolean> =>
  knowsPasskeys() && ((await PublicKeyCredential.isConditionalMediationAvailable?.()) ?? false);

/** Asks for a passkey: in a dialog of the browser, or among what it fills in. */
export async function presentPasskey(options: Message, inAutofill = false): Promise<Message> {
  const { startAuthentication } = await load();
  return answerOf(() =>
    startAuthentication({
      optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON,
      useBrowserAutofill: inAutofill,
    }),
  );
}

export async function makePasskey(options: Message): Promise<Message> {
  const { startRegistration } = await load();
  return answerOf(() =>
    startRegistration({
      optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON,
    }),
  );
}

/** Takes back what was asked of the browser and not answered yet. */
export async function stopAskingForPasskey(): Promise<void> {
  (await library)?.WebAuthnAbortService.cancelCeremony();
}

async function answerOf(ceremony: () => Promise<object>): Promise<Message> {
  try {
    return { ...(await ceremony()) };
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The browser's refusals, told apart as far as a person can do something about them. */
function refusalOf(error: unknown): ApiError {
  const name = error instanceof Error ? error.name : '';
  const code =
    { InvalidStateError: 'passkey_known', SecurityError: 'passkey_address' }[name] ??
    'passkey_unused';
  return new ApiError({ type: 'about:blank', status: 0, code, title: String(error) });
}

import type { ErrorCode } from '@picture/contract';
import { isAPIError } from 'better-auth/api';
import { AppError } from '../../platform/errors.ts';

const SENTENCES = {
  sign_in_refused: 'That email and password do not belong together.',
  email_unverified: 'Follow the link in the mail we sent you, then sign in.',
  code_refused: 'That code is not right, or was used before.',
  challenge_over: 'This took too long. Sign in again.',
  passkey_refused: 'That passkey could not be verified.',
  link_refused: 'This link was used before, or is too old. Ask for a new one.',
  proof_refused: 'That is not right. Try again.',
  not_signed_in: 'Sign in to go on.',
} satisfies Partial<Record<ErrorCode, string>>;

export type Refusal = keyof typeof SENTENCES;

export const refusal = (code: Refusal): AppError => new AppError(code, SENTENCES[code]);

/** The library's own codes that mean something else than the flow they came from. */
const MEANINGS: Record<string, Refusal> = {
  EMAIL_NOT_VERIFIED: 'email_unverified',
  INVALID_TWO_FACTOR_COOKIE: 'challenge_over',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'challenge_over',
  // To the library whatever is wrong with a new passkey is a fault of its own, a 500.
  FAILED_TO_VERIFY_REGISTRATION: 'passkey_refused',
};

/** Runs a call of the library; its refusals become ours, of the kind this flow gives. */
export async function orRefuse<T>(otherwise: Refusal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isAPIError(error)) throw error;
    const code = String((error.body as { code?: unknown } | undefined)?.code ?? '');
    const meaning = MEANINGS[code];
    if (error.statusCode >= 500 && !meaning) throw error;
    if (code === 'ACCOUNT_TEMPORARILY_LOCKED') {
      throw new AppError('rate_limited', 'Too many wrong codes. Wait a quarter of an hour.', {
        params: { seconds: 900 },
      });
    }
    throw refusal(meaning ?? otherwise);
  }
}

import { api } from './api.ts';
import { prove } from './step-up.ts';

/** So long a proof must still be good for, so that it does not end on the way. */
const MARGIN_MS = 30_000;

/**
 * Fetches a file that is only given to whoever proved lately that it is them. A link cannot ask for
 * the proof by itself: its refusal would be a page of its own.
 */
export async function downloadWithProof(url: string): Promise<void> {
  const { provedUntil } = await api('GET /auth/security');
  const isFresh = provedUntil !== null && Date.parse(provedUntil) - Date.now() > MARGIN_MS;
  if (isFresh || (await prove())) location.assign(url);
}

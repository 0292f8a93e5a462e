import { PROOF_MS } from '@picture/contract';
import type { Who } from '../../platform/http/who.ts';
import type { AuthParts } from './auth.parts.ts';
import { deleteSessions, findPassword } from './auth.repository.ts';
import { askForPasskey, takePasskey } from './passkey-proof.service.ts';
import { verifyPassword } from './password-hash.ts';
import { orRefuse, refusal } from './refusals.ts';
import type { Visit } from './visit.ts';

/** Proving again who is here. Each proof replaces the session by a new one. */
export function createStepUp({ database, limits, library, doorkeeper }: AuthParts) {
  async function renew(visit: Visit) {
    const { headers, response } = await library.api.renewSession({
      headers: visit.headers,
      returnHeaders: true,
    });
    visit.cookies.push(...headers.getSetCookie());
    return { provedUntil: new Date(response.provedAt.getTime() + PROOF_MS).toISOString() };
  }

  /** Wrong proofs slow down further ones, whichever kind they are. */
  async function proving<T>(who: Who, visit: Visit, proof: () => Promise<T>): Promise<T> {
    const bucket = `proof ${who.userId}`;
    await limits.attempt(bucket);
    const result = await proof().catch(async (error: unknown) => {
      await doorkeeper.record(who.userId, 'proof_refused', visit);
      throw error;
    });
    await limits.forgive(bucket);
    return result;
  }

  return {
    stepUpWithPassword: async (who: Who, password: string, visit: Visit) => {
      await proving(who, visit, async () => {
        const stored = await findPassword(database.read, who.userId);
        if (!stored || !(await verifyPassword(stored, password))) throw refusal('proof_refused');
      });
      return renew(visit);
    },

    stepUpWithCode: async (who: Who, code: string, visit: Visit) => {
      if (!who.user.hasSecondFactor) throw refusal('proof_refused');
      await proving(who, visit, () =>
        orRefuse('proof_refused', () =>
          library.api.verifyTOTP({ body: { code }, headers: visit.headers }),
        ),
      );
      return renew(visit);
    },

    startStepUpWithPasskey: (visit: Visit) => askForPasskey(library, visit),

    /** To the library this is signing in again; it must be the same person who was here before. */
    stepUpWithPasskey: async (who: Who, passkey: Record<string, unknown>, visit: Visit) => {
      const { headers, response } = await proving(who, visit, () =>
        takePasskey(library, passkey, visit, 'proof_refused'),
      );
      if (response.user.id !== who.userId) {
        await deleteSessions(database.read, response.user.id, { only: response.session.id });
        throw refusal('proof_refused');
      }
      visit.cookies.push(...headers.getSetCookie());
      if (who.entry.kind === 'session') {
        await deleteSessions(database.read, who.userId, { only: who.entry.sessionId });
      }
      const provedAt = new Date(response.session.createdAt).getTime();
      return { provedUntil: new Date(provedAt + PROOF_MS).toISOString() };
    },
  };
}

import { randomBytes } from 'node:crypto';
import { newId } from '../../platform/ids.ts';
import type { AuthNeeds } from './auth.parts.ts';
import { findUser, hashOf, insertEvent, isKnownDevice, touchDevice } from './auth.repository.ts';
import { networkOf, type Visit } from './visit.ts';

const MINUTE_MS = 60_000;
const YEAR_S = 365 * 86_400;

export type Doorkeeper = ReturnType<typeof createDoorkeeper>;

/** Who may try, how often; who was let in, from where; and what is remembered of it. */
export function createDoorkeeper({ database, clock, config, limits, mail }: AuthNeeds) {
  const secure = config.baseUrl?.startsWith('https:') ?? false;
  const cookieName = `${secure ? '__Host-' : ''}picture.device`;

  const record = (
    userId: string,
    action: string,
    visit: Pick<Visit, 'address' | 'browser'>,
    detail?: object,
  ) =>
    insertEvent(database.read, {
      user_id: userId,
      id: newId(),
      at: clock.now().toISOString(),
      action: `auth.${action}`,
      address: visit.address.slice(0, 64),
      browser: visit.browser?.slice(0, 120) ?? null,
      detail_json: detail ? JSON.stringify(detail) : null,
    });

  return {
    record,

    /** Every try from one address counts, whatever it is for. */
    admit: (visit: Visit): Promise<void> =>
      limits.take(`address ${networkOf(visit.address)}`, {
        most: config.authTriesPerMinute,
        windowMs: MINUTE_MS,
      }),

    /**
     * Tries for one account are slowed, from wherever they come. A device the person used before
     * has a count of its own, so that a stranger who tries on does not keep its owner out.
     */
    accountBucket: async (email: string, visit: Visit): Promise<string> =>
      (await isKnownDevice(database.read, email, hashOf(visit.device)))
        ? `device ${email} ${visit.device}`
        : `account ${email}`,

    deviceOf: (cookieHeader: string | undefined): string => {
      const pair = cookieHeader
        ?.split(';')
        .map((part) => part.trim())
        .find((part) => part.startsWith(`${cookieName}=`));
      const kept = pair?.slice(cookieName.length + 1);
      return kept && /^[\w-]{43}$/.test(kept) ? kept : randomBytes(32).toString('base64url');
    },

    /** Somebody is in: remembers the device, and tells the person of one they never used. */
    welcome: async (userId: string, visit: Visit, way: string): Promise<void> => {
      const at = clock.now().toISOString();
      await database.write(async (tx) => {
        const known = await touchDevice(tx, userId, hashOf(visit.device), at);
        const user = known === false ? await findUser(tx, userId) : undefined;
        if (user) {
          await mail.send(tx, {
            to: user.email,
            language: user.language,
            template: 'newDevice',
            params: { at, device: visit.browser ?? '', address: visit.address },
          });
        }
      });
      await record(userId, 'sign_in', visit, { way });
      visit.cookies.push(
        `${cookieName}=${visit.device}; Path=/; Max-Age=${YEAR_S}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
      );
    },
  };
}

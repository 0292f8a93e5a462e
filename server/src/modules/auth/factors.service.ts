import { createOTP } from '@better-auth/utils/otp';
import type { addPasskey, Body } from '@picture/contract';
import { generateRandomString, symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { AuthParts } from './auth.parts.ts';
import {
  deletePasskey,
  deleteTwoFactor,
  findPassword,
  findTwoFactor,
  insertTwoFactor,
  listPasskeysOf,
  listProvidersOf,
  renamePasskey,
  updateRecoveryCodes,
  updateUser,
} from './auth.repository.ts';
import { orRefuse } from './refusals.ts';
import type { Visit } from './visit.ts';

const DONE = { done: true } as const;
const ISSUER = 'My Financial Picture';
const RECOVERY_CODES = 10;

/** Second factor and passkeys. The library checks them; what turns them on and off is here. */
export function createFactors(parts: AuthParts) {
  const { database, clock, mail, library, doorkeeper } = parts;

  const tell = (who: Who, template: 'secondFactorOn' | 'secondFactorOff') =>
    database.write((tx) =>
      mail.send(tx, {
        to: who.user.email,
        language: who.language,
        template,
        params: { at: clock.now().toISOString() },
      }),
    );

  /** What the session may do changed: it becomes a new one. */
  async function renew(visit: Visit): Promise<void> {
    const { headers } = await library.api.renewSession({
      headers: visit.headers,
      returnHeaders: true,
    });
    visit.cookies.push(...headers.getSetCookie());
  }

  async function newRecoveryCodes(userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => {
      const code = generateRandomString(10, 'a-z', '0-9');
      return `${code.slice(0, 5)}-${code.slice(5)}`;
    });
    const { secretConfig } = await library.$context;
    const sealed = await symmetricEncrypt({ key: secretConfig, data: JSON.stringify(codes) });
    await updateRecoveryCodes(database.read, userId, sealed);
    return codes;
  }

  return {
    recoveryCodesLeft: async (userId: string): Promise<number> => {
      const row = await findTwoFactor(database.read, userId);
      if (!row) return 0;
      const { secretConfig } = await library.$context;
      const codes = await symmetricDecrypt({ key: secretConfig, data: row.backupCodes });
      return (JSON.parse(codes) as string[]).length;
    },

    startTotp: async (who: Who) => {
      if (who.user.hasSecondFactor) {
        throw new AppError('conflict', 'The second factor is on. Turn it off first.');
      }
      const { secretConfig: key } = await library.$context;
      const secret = generateRandomString(32);
      await database.write(async (tx) => {
        await deleteTwoFactor(tx, who.userId);
        await insertTwoFactor(tx, {
          id: newId(),
          userId: who.userId,
          secret: await symmetricEncrypt({ key, data: secret }),
          backupCodes: await symmetricEncrypt({ key, data: '[]' }),
          verified: 0,
          failedVerificationCount: 0,
        });
      });
      const uri = createOTP(secret, { digits: 6, period: 30 }).url(ISSUER, who.user.email);
      return { uri, secret: new URL(uri).searchParams.get('secret') ?? '' };
    },

    confirmTotp: async (who: Who, code: string, visit: Visit) => {
      if (who.user.hasSecondFactor) {
        throw new AppError('conflict', 'The second factor is on already.');
      }
      const { headers } = await orRefuse('code_refused', () =>
        library.api.verifyTOTP({ body: { code }, headers: visit.headers, returnHeaders: true }),
      );
      visit.cookies.push(...headers.getSetCookie());
      await tell(who, 'secondFactorOn');
      await doorkeeper.record(who.userId, 'second_factor_on', visit);
      return { recoveryCodes: await newRecoveryCodes(who.userId) };
    },

    disableTotp: async (who: Who, visit: Visit) => {
      await database.write(async (tx) => {
        await updateUser(tx, who.userId, { twoFactorEnabled: 0 });
        await deleteTwoFactor(tx, who.userId);
      });
      await renew(visit);
      await tell(who, 'secondFactorOff');
      await doorkeeper.record(who.userId, 'second_factor_off', visit);
      return DONE;
    },

    renewRecoveryCodes: async (who: Who, visit: Visit) => {
      if (!who.user.hasSecondFactor)
        throw new AppError('conflict', 'Turn the second factor on first.');
      await doorkeeper.record(who.userId, 'recovery_codes_renewed', visit);
      return { recoveryCodes: await newRecoveryCodes(who.userId) };
    },

    startPasskey: async (visit: Visit) => {
      const { headers, response } = await library.api.generatePasskeyRegistrationOptions({
        headers: visit.headers,
        query: {},
        returnHeaders: true,
      });
      visit.cookies.push(...headers.getSetCookie());
      return { options: { ...response } };
    },

    addPasskey: async (who: Who, wish: Body<typeof addPasskey>, visit: Visit) => {
      const made = await orRefuse('passkey_refused', () =>
        library.api.verifyPasskeyRegistration({
          body: { response: wish.response, name: wish.name },
          headers: visit.headers,
        }),
      );
      await database.write((tx) =>
        mail.send(tx, {
          to: who.user.email,
          language: who.language,
          template: 'passkeyAdded',
          params: { at: clock.now().toISOString(), name: wish.name },
        }),
      );
      await renew(visit);
      await doorkeeper.record(who.userId, 'passkey_added', visit, { name: wish.name });
      return { id: made.id };
    },

    renamePasskey: async (who: Who, id: string, name: string) => {
      if (!(await renamePasskey(database.read, who.userId, id, name))) throw gone();
      return DONE;
    },

    removePasskey: async (who: Who, id: string, visit: Visit) => {
      await assertOtherWayIn(who.userId, 'passkey');
      if (!(await deletePasskey(database.read, who.userId, id))) throw gone();
      await doorkeeper.record(who.userId, 'passkey_removed', visit);
      return DONE;
    },

    assertOtherWayIn,
  };

  /** Without a password, the last passkey or provider is the only way in, and stays. */
  async function assertOtherWayIn(userId: string, losing: 'passkey' | 'provider'): Promise<void> {
    if ((await findPassword(database.read, userId)) !== null) return;
    const passkeys = (await listPasskeysOf(database.read, userId)).length;
    const providers = (await listProvidersOf(database.read, userId)).length;
    if (passkeys + providers > 1) return;
    if (losing === 'passkey' ? passkeys === 0 : providers === 0) return;
    throw new AppError('last_way_in', 'This is your only way to sign in. Set a password first.');
  }
}

const gone = () => new AppError('not_found', 'This is no longer there.');

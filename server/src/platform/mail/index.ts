import type { Db } from '../db/index.ts';
import type { OutboxTables } from '../outbox.ts';

interface Templates {
  verifyEmail: { url: string };
  resetPassword: { url: string };
  passwordChanged: { at: string; device: string };
  emailChangeConfirm: { url: string; newEmail: string };
  emailChangeNotice: { newEmail: string };
  newDevice: { at: string; device: string; address: string };
  passkeyAdded: { at: string; name: string };
  secondFactorOn: { at: string };
  secondFactorOff: { at: string };
  alreadyRegistered: { signInUrl: string; resetUrl: string };
  accountLinked: { provider: string; at: string };
  tokenCreated: { name: string; at: string };
}

export type Letter = {
  [T in keyof Templates]: {
    to: string;
    language: 'en' | 'es';
    template: T;
    params: Templates[T];
  };
}[keyof Templates];

export interface Mail {
  /** Written in the caller's transaction: the letter goes out if and only if that one commits. */
  send(tx: Db<OutboxTables>, letter: Letter): Promise<void>;
}

export const createMail = (): Mail => ({ send: async () => {} });

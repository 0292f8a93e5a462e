import type { Transaction } from 'kysely';
import { eventChannel } from '../../platform/events.ts';

/** Accounts went to another household, in this transaction: what hangs on them follows. */
export const accountsMoved = eventChannel<
  Transaction<unknown>,
  { from: string; to: string; accountIds: readonly string[] }
>();

/** An account is about to go, in this transaction: what hangs on it goes first. */
export const accountDeleted = eventChannel<
  Transaction<unknown>,
  { householdId: string; accountId: string }
>();

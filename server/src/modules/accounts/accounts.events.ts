import type { Transaction } from 'kysely';
import { eventChannel } from '../../platform/events.ts';

/** An account is about to go, in this transaction: what hangs on it goes first. */
export const accountDeleted = eventChannel<
  Transaction<unknown>,
  { householdId: string; accountId: string }
>();

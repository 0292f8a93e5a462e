import type { Transaction } from 'kysely';
import { eventChannel } from '../../platform/events.ts';

/** A household was made, in this transaction: modules put in it what it needs from the start. */
export const householdCreated = eventChannel<Transaction<unknown>, { householdId: string }>();

/**
 * A member is about to leave, in this transaction. Whoever keeps something private of theirs asks
 * for a household of their own (made once, when first asked for) and moves it there.
 */
export const memberLeaving = eventChannel<
  Transaction<unknown>,
  { householdId: string; userId: string; makeHome: () => Promise<string> }
>();

/** A household's months begin on another day, from this transaction on: what is kept by month is not right any more. */
export const firstDayOfMonthChanged = eventChannel<
  Transaction<unknown>,
  { householdId: string; firstDayOfMonth: number }
>();

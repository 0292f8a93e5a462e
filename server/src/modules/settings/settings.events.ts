import type { Transaction } from 'kysely';
import { eventChannel } from '../../platform/events.ts';

/** A household was made, in this transaction: modules put in it what it needs from the start. */
export const householdCreated = eventChannel<Transaction<unknown>, { householdId: string }>();

/** A household's months begin on another day, from this transaction on: what is kept by month is not right any more. */
export const firstDayOfMonthChanged = eventChannel<
  Transaction<unknown>,
  { householdId: string; firstDayOfMonth: number }
>();

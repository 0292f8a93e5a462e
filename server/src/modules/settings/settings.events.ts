import type { Transaction } from 'kysely';
import { eventChannel } from '../../platform/events.ts';

/** A household was made, in this transaction: modules put in it what it needs from the start. */
export const householdCreated = eventChannel<Transaction<unknown>, { householdId: string }>();

import { createHash } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Database, Db } from '../db/index.ts';
import { AppError } from '../errors.ts';
import type { Who } from './who.ts';

export interface IdempotencyTables {
  idempotency_keys: {
    household_id: string;
    idempotency_key: string;
    request_hash: string;
    reply_json: string | null;
    created_at: string;
  };
}

export interface Idempotency {
  once(who: Who, key: string, request: string, work: () => Promise<unknown>): Promise<unknown>;
}

/** A claim without an answer older than this was left by a process that died. */
const ABANDONED_AFTER_MS = 60_000;

/**
 * The same key with the same request is done once and answered alike ever after; with another
 * request it is refused. The claim is written before the work starts, so of twenty equal requests
 * at once one works and the others are told to come back.
 */
export function createIdempotency(
  database: Database<IdempotencyTables>,
  clock: Clock,
): Idempotency {
  return {
    once: async (who, key, request, work) => {
      const hash = createHash('sha256').update(`${who.userId}\n${request}`).digest('hex');
      const earlier = await claim(database, who.householdId, key, hash, clock);
      if (earlier) return JSON.parse(earlier);
      try {
        const reply = await work();
        await at(database.read, who.householdId, key)
          .set({ reply_json: JSON.stringify(reply) })
          .execute();
        return reply;
      } catch (error) {
        await database.read
          .deleteFrom('idempotency_keys')
          .where('household_id', '=', who.householdId)
          .where('idempotency_key', '=', key)
          .execute();
        throw error;
      }
    },
  };
}

const at = (db: Db<IdempotencyTables>, householdId: string, key: string) =>
  db
    .updateTable('idempotency_keys')
    .where('household_id', '=', householdId)
    .where('idempotency_key', '=', key);

/** Null when the work is now ours to do; the earlier reply when it was done before. */
async function claim(
  database: Database<IdempotencyTables>,
  householdId: string,
  key: string,
  hash: string,
  clock: Clock,
): Promise<string | null> {
  return database.write(async (tx) => {
    const row = await tx
      .selectFrom('idempotency_keys')
      .selectAll()
      .where('household_id', '=', householdId)
      .where('idempotency_key', '=', key)
      .executeTakeFirst();
    const now = clock.now();
    if (!row) {
      await tx
        .insertInto('idempotency_keys')
        .values({
          household_id: householdId,
          idempotency_key: key,
          request_hash: hash,
          reply_json: null,
          created_at: now.toISOString(),
        })
        .execute();
      return null;
    }
    if (row.request_hash !== hash) {
      throw new AppError(
        'idempotency_mismatch',
        'This Idempotency-Key was used before for another request.',
      );
    }
    if (row.reply_json !== null) return row.reply_json;
    if (now.getTime() - Date.parse(row.created_at) < ABANDONED_AFTER_MS) {
      throw new AppError('conflict', 'The same request is still being worked on.');
    }
    await at(tx, householdId, key).set({ created_at: now.toISOString() }).execute();
    return null;
  });
}

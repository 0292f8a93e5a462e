import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from './clock.ts';
import type { Database, Tx } from './db/index.ts';
import { newId } from './ids.ts';
import type { Logger } from './log.ts';

export interface OutboxTables {
  outbox: {
    id: string;
    kind: string;
    household_id: string;
    payload_json: string;
    run_after: string;
    lease_until: string | null;
    attempts: number;
    last_error: string | null;
    created_at: string;
  };
}

export interface Job {
  id: string;
  householdId: string;
  payload: unknown;
}

export interface Outbox {
  /** Written in the caller's transaction: the work is done if and only if that one commits. */
  add(tx: Tx<OutboxTables>, kind: string, householdId: string, payload: unknown): Promise<void>;
  /** `onParked` is told when the work failed for the last time. */
  handle(kind: string, handler: (job: Job) => Promise<void>, onParked?: (job: Job) => Promise<void>): void;
  /** Looks for work now instead of at the next turn. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

type Work = (job: Job) => Promise<void>;

const POLL_MS = 500;
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const MOST_ATTEMPTS = 4;
const AT_ONCE = 2;
/** Parked work waits here until an operator looks at it. */
const PARKED = '9999-12-31T00:00:00.000Z';

/**
 * Work that outlives a request. A row is taken under a lease that its worker renews; when a process
 * dies the lease runs out and another takes the row, so every handler must bear being run twice.
 * After four failures a row is parked with its error.
 */
export function createOutbox(
  database: Database<OutboxTables>,
  clock: Clock,
  log: Logger,
): Outbox {
  const handlers = new Map<string, { work: Work; onParked: Work | undefined }>();
  const running = new Set<Promise<void>>();
  let wake = new AbortController();
  let stopped = true;
  let loop: Promise<void> = Promise.resolve();

  const at = (offsetMs: number) => new Date(clock.now().getTime() + offsetMs).toISOString();

  async function claim(): Promise<OutboxTables['outbox'] | undefined> {
    const now = at(0);
    const kinds = [...handlers.keys()];
    if (kinds.length === 0) return undefined;
    const due = await database.read
      .selectFrom('outbox')
      .selectAll()
      .where('run_after', '<=', now)
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
      .where('kind', 'in', kinds)
      .orderBy('run_after')
      .limit(5)
      .execute();
    for (const row of due) {
      const taken = await database.read
        .updateTable('outbox')
        .set((eb) => ({ lease_until: at(LEASE_MS), attempts: eb('attempts', '+', 1) }))
        .where('id', '=', row.id)
        .where('attempts', '=', row.attempts)
        .executeTakeFirst();
      if (taken.numUpdatedRows > 0n) return { ...row, attempts: row.attempts + 1 };
    }
    return undefined;
  }

  async function run(row: OutboxTables['outbox']): Promise<void> {
    const renewal = setInterval(() => {
      database.read
        .updateTable('outbox')
        .set({ lease_until: at(LEASE_MS) })
        .where('id', '=', row.id)
        .execute()
        .catch((error: unknown) => log.error({ err: error }, 'a lease could not be renewed'));
    }, RENEW_MS);
    const handler = handlers.get(row.kind);
    const job = {
      id: row.id,
      householdId: row.household_id,
      payload: JSON.parse(row.payload_json),
    };
    try {
      await handler?.work(job);
      await database.read.deleteFrom('outbox').where('id', '=', row.id).execute();
    } catch (error) {
      log.error({ err: error, kind: row.kind, attempts: row.attempts }, 'a job failed');
      const parked = row.attempts >= MOST_ATTEMPTS;
      if (parked) await handler?.onParked?.(job);
      await database.read
        .updateTable('outbox')
        .set({
          lease_until: null,
          run_after: parked ? PARKED : at(2 ** row.attempts * 250),
          last_error: String(error).slice(0, 2000),
        })
        .where('id', '=', row.id)
        .execute();
    } finally {
      clearInterval(renewal);
    }
  }

  async function work(): Promise<void> {
    while (!stopped) {
      const row = running.size < AT_ONCE ? await claim() : undefined;
      if (row) {
        const job = run(row).finally(() => {
          running.delete(job);
          wake.abort();
        });
        running.add(job);
        continue;
      }
      await sleep(POLL_MS, undefined, { signal: wake.signal }).catch(() => {});
      if (wake.signal.aborted) wake = new AbortController();
    }
  }

  return {
    add: async (tx, kind, householdId, payload) => {
      await tx
        .insertInto('outbox')
        .values({
          id: newId(),
          kind,
          household_id: householdId,
          payload_json: JSON.stringify(payload),
          run_after: at(0),
          lease_until: null,
          attempts: 0,
          last_error: null,
          created_at: at(0),
        })
        .execute();
    },
    handle: (kind, work, onParked) => {
      handlers.set(kind, { work, onParked });
    },
    nudge: () => wake.abort(),
    start: () => {
      if (!stopped) return;
      stopped = false;
      loop = work().catch((error: unknown) => log.fatal({ err: error }, 'the outbox stopped'));
    },
    stop: async () => {
      stopped = true;
      wake.abort();
      await loop;
      await Promise.allSettled(running);
    },
  };
}

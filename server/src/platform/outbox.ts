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
  /**
   * Written in the caller's transaction: the work is done if and only if that one commits, and not
   * before `runAfter`. Of many processes one takes it.
   */
  add(
    tx: Tx<OutboxTables>,
    kind: string,
    householdId: string,
    payload: unknown,
    runAfter?: Date,
    id?: string,
  ): Promise<void>;
  /** `onParked` is told when the work failed for the last time. */
  handle(
    kind: string,
    handler: (job: Job) => Promise<void>,
    onParked?: (job: Job) => Promise<void>,
  ): void;
  /** Looks for work now instead of at the next turn. */
  nudge(): void;
  start(): void;
  stop(): Promise<void>;
}

interface NewJob {
  id?: string;
  kind: string;
  householdId: string;
  payload: unknown;
  runAfter: Date;
  at: string;
}

/** What `add` does, for who writes data and knows no outbox. */
export async function addJob(tx: Tx<OutboxTables>, job: NewJob): Promise<void> {
  await tx
    .insertInto('outbox')
    .values({
      id: job.id ?? newId(),
      kind: job.kind,
      household_id: job.householdId,
      payload_json: JSON.stringify(job.payload),
      run_after: job.runAfter.toISOString(),
      lease_until: null,
      attempts: 0,
      last_error: null,
      created_at: job.at,
    })
    .execute();
}

type Work = (job: Job) => Promise<void>;

const POLL_MS = 500;
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const RETRY_MS = 250;
const MOST_ATTEMPTS = 4;
const AT_ONCE = 2;
/** Parked work waits here until an operator looks at it. */
const PARKED = '9999-12-31T00:00:00.000Z';

/**
 * Work that outlives a request. A row is taken under a lease that its worker renews; when a process
 * dies the lease runs out and another takes the row, so every handler must bear being run twice.
 * After four failures a row is parked with its error.
 */
export function createOutbox(database: Database<OutboxTables>, clock: Clock, log: Logger): Outbox {
  return new DatabaseOutbox(database, clock, log);
}

type Row = OutboxTables['outbox'];

class DatabaseOutbox implements Outbox {
  readonly #database: Database<OutboxTables>;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #handlers = new Map<string, { work: Work; onParked: Work | undefined }>();
  readonly #running = new Set<Promise<void>>();
  #wake = new AbortController();
  #stopped = true;
  #loop: Promise<void> = Promise.resolve();

  constructor(database: Database<OutboxTables>, clock: Clock, log: Logger) {
    this.#database = database;
    this.#clock = clock;
    this.#log = log;
  }

  async add(
    tx: Tx<OutboxTables>,
    kind: string,
    householdId: string,
    payload: unknown,
    runAfter = this.#clock.now(),
    id = newId(),
  ) {
    await addJob(tx, { id, kind, householdId, payload, runAfter, at: this.#at(0) });
  }

  handle(kind: string, work: Work, onParked?: Work): void {
    this.#handlers.set(kind, { work, onParked });
  }

  nudge(): void {
    this.#wake.abort();
  }

  start(): void {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#loop = this.#work().catch((error: unknown) =>
      this.#log.fatal({ err: error }, 'the outbox stopped'),
    );
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake.abort();
    await this.#loop;
    await Promise.allSettled(this.#running);
  }

  async #work(): Promise<void> {
    while (!this.#stopped) {
      const row = this.#running.size < AT_ONCE ? await this.#claim() : undefined;
      if (row) {
        const job = this.#run(row).finally(() => {
          this.#running.delete(job);
          this.#wake.abort();
        });
        this.#running.add(job);
        continue;
      }
      await sleep(POLL_MS, undefined, { signal: this.#wake.signal }).catch(() => {});
      if (this.#wake.signal.aborted) this.#wake = new AbortController();
    }
  }

  async #claim(): Promise<Row | undefined> {
    const now = this.#at(0);
    const kinds = [...this.#handlers.keys()];
    if (kinds.length === 0) return undefined;
    const due = await this.#database.read
      .selectFrom('outbox')
      .selectAll()
      .where('run_after', '<=', now)
      .where((eb) => eb.or([eb('lease_until', 'is', null), eb('lease_until', '<', now)]))
      .where('kind', 'in', kinds)
      .orderBy('run_after')
      .limit(5)
      .execute();
    for (const row of due) {
      const taken = await this.#database.read
        .updateTable('outbox')
        .set((eb) => ({ lease_until: this.#at(LEASE_MS), attempts: eb('attempts', '+', 1) }))
        .where('id', '=', row.id)
        .where('attempts', '=', row.attempts)
        .executeTakeFirst();
      if (taken.numUpdatedRows > 0n) return { ...row, attempts: row.attempts + 1 };
    }
    return undefined;
  }

  async #run(row: Row): Promise<void> {
    const renewal = setInterval(() => {
      this.#change(row, { lease_until: this.#at(LEASE_MS) }).catch((error: unknown) =>
        this.#log.error({ err: error }, 'a lease could not be renewed'),
      );
    }, RENEW_MS);
    const handler = this.#handlers.get(row.kind);
    const payload: unknown = JSON.parse(row.payload_json);
    const job = { id: row.id, householdId: row.household_id, payload };
    try {
      await handler?.work(job);
      await this.#database.read.deleteFrom('outbox').where('id', '=', row.id).execute();
    } catch (error) {
      this.#log.error({ err: error, kind: row.kind, attempts: row.attempts }, 'a job failed');
      const parked = row.attempts >= MOST_ATTEMPTS;
      if (parked) await handler?.onParked?.(job);
      await this.#change(row, {
        lease_until: null,
        run_after: parked ? PARKED : this.#at(2 ** row.attempts * RETRY_MS),
        last_error: String(error).slice(0, 2000),
      });
    } finally {
      clearInterval(renewal);
    }
  }

  #change(row: Row, change: Partial<Row>) {
    return this.#database.read.updateTable('outbox').set(change).where('id', '=', row.id).execute();
  }

  #at(offsetMs: number): string {
    return new Date(this.#clock.now().getTime() + offsetMs).toISOString();
  }
}

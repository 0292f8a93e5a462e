import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { AllTables } from '../src/app.ts';
import { examine } from '../src/modules/transactions/index.ts';
import { type Database, openDatabase } from '../src/platform/db/index.ts';
import type { Row } from './crash-acts.ts';
import { type Client, signUp } from './harness.ts';
import { launchPicture, launchServer, overHttp } from './live-server.ts';
import { freePort } from './mysql-server.ts';

const LEASE_MS = 30_000;
const PATIENCE_MS = 60_000;
/** How often it dies again while it takes up what was left. */
const AGAIN = 0.25;

/** A server that is killed while it works, and what is in its database after that. */
export class MortalServer {
  /** What was answered well during the latest change. */
  readonly answered: string[] = [];
  readonly #environment: NodeJS.ProcessEnv;
  readonly #database: Database<AllTables>;
  readonly #port: number;
  readonly #random: () => number;
  /** The longest each kind of change took, with its work in the background. */
  readonly #longestMs = new Map<string, number>();
  #server: ReturnType<typeof launchServer>;

  private constructor(folder: string, url: string, port: number, random: () => number) {
    this.#environment = { DATA_DIR: folder, DATABASE_URL: url };
    this.#port = port;
    this.#random = random;
    this.#server = launchServer(port, this.#environment);
    this.#database = openDatabase<AllTables>(url);
  }

  static async start(folder: string, url: string, random: () => number): Promise<MortalServer> {
    const server = new MortalServer(folder, url, await freePort(), random);
    await server.#server.ready();
    return server;
  }

  signUp(): Promise<Client> {
    const origin = `http://127.0.0.1:${this.#port}`;
    return signUp(overHttp(origin, (request) => this.answered.push(request)));
  }

  async close(): Promise<void> {
    await this.#server.end('SIGKILL');
    await this.#database.close();
  }

  /** What `picture doctor` prints. */
  async doctor(): Promise<string> {
    const { stdout } = launchPicture(['doctor'], this.#environment);
    return stdout === null ? '' : text(stdout);
  }

  /** Does it, and meanwhile kills the server; starts it again and waits until it has no work left. */
  async strike(kind: string, isStruck: boolean, go: () => Promise<unknown>): Promise<void> {
    this.answered.length = 0;
    const began = performance.now();
    const going = go().catch(notIfCut);
    if (!isStruck) {
      await going;
      await this.settle();
      this.#longestMs.set(
        kind,
        Math.max(this.#longestMs.get(kind) ?? 0, performance.now() - began),
      );
      return;
    }
    const delayMs = this.#random() * 1.1 * (this.#longestMs.get(kind) ?? 300);
    await sleep(delayMs);
    await this.#restart();
    await going;
    if (this.#random() < AGAIN) {
      await sleep(this.#random() * 1500);
      await this.#restart();
    }
    await this.settle();
  }

  async #restart(): Promise<void> {
    await this.#server.end('SIGKILL');
    const lostLeases = new Date(Date.now() + LEASE_MS).toISOString();
    this.#server = launchServer(this.#port, this.#environment);
    await this.#server.ready();
    // Time passes: what the dead process had taken is free again.
    await this.#database.read
      .updateTable('outbox')
      .set({ lease_until: null })
      .where('lease_until', '<=', lostLeases)
      .execute();
    await this.#database.read
      .updateTable('idempotency_keys')
      .set({ created_at: '2026-01-01T00:00:00.000Z' })
      .where('reply_json', 'is', null)
      .execute();
  }

  /** Until nothing is left to do; then nothing may be left behind either. */
  async settle(): Promise<void> {
    const { read } = this.#database;
    // What a dead process still had under way ends before this does: it takes the same row.
    await this.#database.write((tx) =>
      tx
        .updateTable('households')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .execute(),
    );
    for (const until = Date.now() + PATIENCE_MS; ; await sleep(20)) {
      const jobs = await read.selectFrom('outbox').select(['kind', 'last_error']).execute();
      expect(jobs.filter((job) => job.last_error !== null)).toEqual([]);
      if (jobs.length === 0) break;
      if (Date.now() > until) throw new Error(`Still to do: ${JSON.stringify(jobs)}`);
    }
    for (const { id } of await read.selectFrom('households').select('id').execute()) {
      expect(await examine(read, id)).toEqual([]);
    }
    expect(await read.selectFrom('hidden_batches').selectAll().execute()).toEqual([]);
    const strays = await read
      .selectFrom('import_blobs')
      .select('import_id')
      .where('import_id', 'not in', (eb) => eb.selectFrom('imports').select('id'))
      .execute();
    expect(strays, 'files of no import').toEqual([]);
  }

  async rows(): Promise<Row[]> {
    const { read } = this.#database;
    const tags = await read
      .selectFrom('transaction_tags as one')
      .innerJoin('tags', 'tags.id', 'one.tag_id')
      .select(['one.transaction_id', 'tags.name'])
      .orderBy('tags.name')
      .execute();
    const byRow = Map.groupBy(tags, (tag) => tag.transaction_id);
    const rows = await read
      .selectFrom('transactions as t')
      .innerJoin('descriptors as text', (join) =>
        join
          .onRef('text.household_id', '=', 't.household_id')
          .onRef('text.id', '=', 't.descriptor_id'),
      )
      .selectAll('t')
      .select(['text.payee', 'text.original_payee', 'text.note'])
      .orderBy('t.id')
      .execute();
    return rows.map((row) => ({
      id: row.id,
      accountId: row.account_id,
      postedOn: row.posted_on,
      amountMinor: row.amount_minor,
      payee: row.original_payee ?? row.payee,
      text: `${row.payee} ${row.original_payee ?? ''}`.trim().toLowerCase(),
      categoryId: row.category_id,
      note: row.note,
      tags: (byRow.get(row.id) ?? []).map((tag) => tag.name).join(' '),
      isLinked: row.transfer_id !== null,
    }));
  }

  async idsOf(importId: string): Promise<Set<string>> {
    const rows = await this.#database.read
      .selectFrom('transactions')
      .select('id')
      .where('import_id', '=', importId)
      .execute();
    return new Set(rows.map((row) => row.id));
  }
}

/** A connection that breaks is what is wanted here; an answer that refuses is not. */
function notIfCut(error: unknown): void {
  if (error instanceof TypeError && error.message === 'fetch failed') return;
  if (error instanceof TypeError && error.message === 'terminated') return;
  throw error;
}

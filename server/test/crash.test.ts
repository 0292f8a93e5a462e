import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  ACTS,
  csvOf,
  type FileRow,
  fileOf,
  furnish,
  type Home,
  type Row,
  RULE_NOTE,
  recordBefore,
} from './crash-acts.ts';
import { type Client, ENGINES, makeDatabase } from './harness.ts';
import { MortalServer } from './mortal-server.ts';

/** How often the server is killed on each database; the nightly job does it more often. */
const MOMENTS = Number(process.env['CRASH_MOMENTS'] ?? 4);
const SEED = Number(process.env['CRASH_SEED'] ?? Math.floor(Math.random() * 1e9));
/** With more than this the next thing is a deletion. */
const MOST_ROWS = 6000;

type Kind = 'import' | 'undoImport' | keyof typeof ACTS;
const KINDS: Kind[] = ['import', 'import', 'import', 'undoImport', ...Object.keys(ACTS)];

for (const engine of ENGINES) {
  describe(`A server that is killed, on ${engine}`, () => {
    it(
      'has done what it was asked whole or not at all',
      async () => {
        const folder = mkdtempSync(join(tmpdir(), 'picture-crash-'));
        const mysql = engine === 'mysql' ? await makeDatabase() : null;
        const random = seeded(SEED);
        const url = mysql?.url ?? `sqlite:${join(folder, 'crash.db')}`;
        const server = await MortalServer.start(folder, url, random);
        const crash = new Crash(server, random);
        try {
          await crash.run();
        } catch (error) {
          throw new Error(`CRASH_SEED=${SEED} at moment ${crash.moment}`, { cause: error });
        } finally {
          await server.close();
          await mysql?.drop();
          rmSync(folder, { recursive: true, force: true });
        }
      },
      60_000 + MOMENTS * 60_000,
    );
  });
}

class Crash {
  moment = 0;
  readonly #server: MortalServer;
  readonly #random: () => number;

  constructor(server: MortalServer, random: () => number) {
    this.#server = server;
    this.#random = random;
  }

  async run(): Promise<void> {
    const home = await furnish(await this.#server.signUp());
    // Once in peace: how long each takes says when to strike.
    for (const kind of ['import', 'import', ...Object.keys(ACTS), 'undoImport']) {
      await this.#turn(home, kind, false);
    }
    for (let left = MOMENTS; left > 0; left -= 1) await this.#turn(home, this.#choose(), true);
    expect(await this.#server.doctor()).toContain('nothing found');
  }

  #choose(): Kind {
    return KINDS[Math.floor(this.#random() * KINDS.length)] ?? 'import';
  }

  async #turn(home: Home, wished: Kind, isStruck: boolean): Promise<void> {
    this.moment += 1;
    const rows = await this.#server.rows();
    const kind = rows.length > MOST_ROWS ? 'delete' : wished;
    if (kind === 'import') return this.#import(home, isStruck);
    if (kind === 'undoImport') return this.#undoImport(home, isStruck);
    const act = ACTS[kind]?.(home, rows, this.moment);
    if (!act) return this.#turn(home, 'import', isStruck);
    await this.#server.strike(kind, isStruck, act.go);
    if (act.isIdempotent) await act.go();
    const now = await this.#server.rows();
    const isDone = this.#server.answered.includes(act.request) || !isSame(now, rows);
    expectSame(now, isDone ? act.after : rows);
    if (isDone) act.remember(home, rows);
  }

  async #import(home: Home, isStruck: boolean): Promise<void> {
    home.run += 1;
    const file = fileOf(home.run);
    await recordBefore(home);
    home.past = [];
    home.future = [];
    const before = await this.#server.rows();
    const known = await importIds(home.ana);
    await this.#server.strike('import', isStruck, async () => {
      const { id } = await home.ana.upload(csvOf(file), { accountId: home.checking });
      await home.ana.call('POST /imports/:id/commit', { params: { id } });
      await home.ana.settled(id);
    });
    const fresh = (await importIds(home.ana)).filter((id) => !known.includes(id));
    const wasTaken = this.#server.answered.some((one) => one.startsWith('POST /api/v1/imports?'));
    if (fresh.length === 0 && !wasTaken) return expectSame(await this.#server.rows(), before);
    expect(fresh).toHaveLength(1);
    const params = { id: fresh[0] ?? '' };
    const left = await home.ana.call('GET /imports/:id', { params });
    if (left.status !== 'committed') {
      expect(left.status, 'read, and waiting for the person').toBe('ready');
      expect(this.#server.answered.some((one) => one.endsWith('/commit'))).toBe(false);
      expectSame(await this.#server.rows(), before);
      await home.ana.call('POST /imports/:id/commit', { params });
      await this.#server.settle();
    }
    expectLanded(before, await this.#server.rows(), file);
    home.landed = params.id;
  }

  async #undoImport(home: Home, isStruck: boolean): Promise<void> {
    const { landed } = home;
    if (landed === null) return this.#import(home, isStruck);
    const before = await this.#server.rows();
    const own = await this.#server.idsOf(landed);
    await this.#server.strike('undoImport', isStruck, async () => {
      await home.ana.call('POST /imports/:id/undo', { params: { id: landed } });
      await home.ana.settled(landed);
    });
    const { status } = await home.ana.call('GET /imports/:id', { params: { id: landed } });
    const now = await this.#server.rows();
    const wasAnswered = this.#server.answered.some((one) => one.endsWith('/undo'));
    if (status === 'committed' && !wasAnswered) return expectSame(now, before);
    expect(status).toBe('undone');
    const peers = new Set(now.filter((row) => !row.isLinked).map((row) => row.id));
    const kept = before.filter((row) => !own.has(row.id));
    expectSame(
      now,
      kept.map((row) => (peers.has(row.id) ? { ...row, isLinked: false } : row)),
    );
    expect(now.filter((row) => row.isLinked).length % 2, 'no transfer has one side').toBe(0);
    home.landed = null;
    home.past = [];
    home.future = [];
  }
}

const importIds = async (ana: Client): Promise<string[]> =>
  (await ana.call('GET /imports', { query: { limit: 200 } })).items.map((one) => one.id);

/** Without the ids: what is recorded anew after a crash has another one. */
const linesOf = (rows: readonly Row[]): string[] =>
  rows.map(({ id: _, ...row }) => JSON.stringify(row, Object.keys(row).sort())).sort();

const isSame = (a: readonly Row[], b: readonly Row[]): boolean =>
  linesOf(a).join('\n') === linesOf(b).join('\n');

const expectSame = (now: readonly Row[], wanted: readonly Row[]): void =>
  expectLines(linesOf(now), linesOf(wanted));

/** The same lines as often; says a few that are not. */
function expectLines(now: readonly string[], wanted: readonly string[]): void {
  const counts = new Map<string, number>();
  for (const line of wanted) counts.set(line, (counts.get(line) ?? 0) + 1);
  for (const line of now) counts.set(line, (counts.get(line) ?? 0) - 1);
  const off = [...counts].filter(([, count]) => count !== 0);
  const lost = off.filter(([, count]) => count > 0).slice(0, 5);
  const doubled = off.filter(([, count]) => count < 0).slice(0, 5);
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] });
}

/**
 * Each row of the file once, the rules followed, the transfer linked; all else as it was. The first
 * row was typed before: it is that one still.
 */
function expectLanded(before: readonly Row[], now: readonly Row[], file: readonly FileRow[]): void {
  const added = file.slice(1);
  const known = new Map(before.map((row) => [row.id, row]));
  const fresh = now.filter((row) => !known.has(row.id));
  const line = (row: FileRow) => `${row.postedOn} ${row.payee} ${row.amountMinor}`;
  expectLines(fresh.map(line), added.map(line));
  for (const row of fresh) {
    const isRuled = row.payee.startsWith('Coffee');
    expect(row, row.payee).toMatchObject({
      note: isRuled ? RULE_NOTE : null,
      tags: isRuled ? 'Ruled' : '',
      isLinked: row.payee.startsWith('Transfer'),
    });
  }
  const changed = now.filter(
    (row) => known.has(row.id) && !isSame([row], [known.get(row.id) ?? row]),
  );
  expect(changed.length, 'the other side of the transfer').toBe(1);
  expect(changed[0]).toMatchObject({
    isLinked: true,
    amountMinor: -(file.at(-1)?.amountMinor ?? 0),
  });
  expect(now.length).toBe(before.length + added.length);
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

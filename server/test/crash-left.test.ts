import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@picture/contract';
import { describe, expect, it } from 'vitest';
import { csvOf, type FileRow } from './crash-acts.ts';
import { type Client, ENGINES, makeDatabase, openChecking } from './harness.ts';
import { ofx, ofxRow } from './import-desk.ts';
import { MortalServer } from './mortal-server.ts';

const MOMENTS = Number(process.env['CRASH_MOMENTS'] ?? 2);
const ROWS_A_MOMENT = 400;

/** What is decided on after a commit, while the server dies: each row once, and the rest waits on. */
for (const engine of ENGINES) {
  describe(`A server that is killed while rows that were left come in, on ${engine}`, () => {
    it(
      'has brought them in whole or not at all',
      async () => {
        const folder = mkdtempSync(join(tmpdir(), 'picture-left-'));
        const mysql = engine === 'mysql' ? await makeDatabase() : null;
        const url = mysql?.url ?? `sqlite:${join(folder, 'crash.db')}`;
        const server = await MortalServer.start(folder, url, Math.random);
        try {
          await decideUnderFire(server, await server.signUp());
          expect(await server.doctor()).toContain('nothing found');
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

async function decideUnderFire(server: MortalServer, ana: Client): Promise<void> {
  const accountId = (await openChecking(ana)).id;
  const rows: FileRow[] = Array.from({ length: (MOMENTS + 1) * ROWS_A_MOMENT }, (_, at) => ({
    postedOn: addDays('2026-01-02', at % 80),
    payee: `Shop ${at}`,
    amountMinor: -(1000 + at),
  }));
  // What is there already has other names, so that nobody can be sure of any row.
  const other = ofx(
    ...rows.map(({ postedOn, amountMinor }, at) =>
      ofxRow(
        `f${at}`,
        (amountMinor / 100).toFixed(2),
        `Elsewhere ${at}`,
        postedOn.replaceAll('-', ''),
      ),
    ),
  );
  const bring = async (content: string, name: string) => {
    const { id } = await ana.upload(content, { accountId, name });
    await ana.call('POST /imports/:id/commit', { params: { id } });
    await ana.settled(id);
    await server.settle();
    return id;
  };
  await bring(other, 'other.ofx');
  const id = await bring(csvOf(rows), 'rows.csv');
  const params = { id };
  const get = () => ana.call('GET /imports/:id', { params });
  expect((await get()).left.total).toBe(rows.length);

  for (let moment = 0; moment <= MOMENTS; moment += 1) {
    const { items } = await ana.call('GET /imports/:id/rows', {
      params,
      query: { decision: 'look', limit: 200 },
    });
    const more = await ana.call('GET /imports/:id/rows', {
      params,
      query: { decision: 'look', limit: 200, cursor: String(items.at(-1)?.seq) },
    });
    const wanted = [...items, ...more.items];
    await ana.call('PUT /imports/:id/rows', {
      params,
      body: { rows: wanted.map(({ seq }) => ({ seq, decision: 'add' as const })) },
    });
    const before = await server.rows();
    await server.strike('later', moment > 0, async () => {
      await ana.call('POST /imports/:id/commit', { params });
      await ana.settled(id);
    });
    if ((await get()).left.add > 0) {
      expect(await server.rows()).toHaveLength(before.length);
      await ana.call('POST /imports/:id/commit', { params });
      await ana.settled(id);
      await server.settle();
    }
    const now = await server.rows();
    const known = new Set(before.map((row) => row.id));
    const fresh = now.filter((row) => !known.has(row.id));
    const told = (row: { payee: string; postedOn: string; amountMinor: number }) =>
      `${row.postedOn} ${row.payee} ${row.amountMinor}`;
    expect(fresh.map(told).sort()).toEqual(
      wanted
        .map(({ postedOn, payee, originalPayee, amount }) =>
          told({ postedOn, payee: originalPayee ?? payee, amountMinor: amount.amountMinor }),
        )
        .sort(),
    );
    expect((await server.idsOf(id)).size).toBe((moment + 1) * ROWS_A_MOMENT);
    expect((await get()).left).toMatchObject({
      total: rows.length - (moment + 1) * ROWS_A_MOMENT,
      add: 0,
    });
  }
}

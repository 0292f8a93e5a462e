import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { currencyExponent } from '@picture/contract';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson, UnreadableStatement } from './index.ts';

const folder = process.env['PICTURE_FIXTURES'] ?? '';
const manifest = join(folder, 'MANIFEST.tsv');
const present = folder !== '' && existsSync(manifest);

interface Fixture {
  path: string;
  expected: string;
  sum: string;
  balances: string[];
  /** Of an investment statement, how many positions it tells. */
  positions: number | null;
  /** And how many trades: "inv={'BUYMF': 4, 'TRANSFER': 1}". */
  trades: number | null;
}

const numberIn = (pattern: RegExp, text: string): number | null => {
  const found = pattern.exec(text)?.[1];
  return found === undefined ? null : Number(found);
};

function tradesIn(text: string): number | null {
  const counts = /\binv=\{([^}]*)\}/.exec(text)?.[1];
  if (counts === undefined) return null;
  return [...counts.matchAll(/: (\d+)/g)].reduce((sum, [, count]) => sum + Number(count), 0);
}

const fixtures: Fixture[] = present
  ? readFileSync(manifest, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.split('\t'))
      .filter((cells) => cells.length > 1)
      .map((cells) => ({
        path: cells[0] ?? '',
        expected: cells[7] ?? '',
        sum: cells[9] ?? '',
        balances: (cells[10] ?? '').split(';').filter((text) => text !== ''),
        positions: numberIn(/\bpositions=(\d+)/, cells[11] ?? ''),
        trades: tradesIn(cells[11] ?? ''),
      }))
  : [];

const minorOf = (text: string, exponent: number): number =>
  Math.round(Number.parseFloat(text.replace(',', '.')) * 10 ** exponent);

const read = (path: string) =>
  toParseJson(readStatements(sourceOf(readFileSync(join(folder, path))), {}));

describe.skipIf(!present)('statement files of other programs (PICTURE_FIXTURES)', () => {
  it('are there', () => {
    expect(fixtures.length).toBeGreaterThan(0);
  });

  const refused = fixtures.filter(({ expected }) => expected === 'error');
  it.each(refused)('refuses $path', async ({ path }) => {
    await expect(read(path)).rejects.toThrow(UnreadableStatement);
  });

  const readable = fixtures.filter(({ expected }) => expected !== 'error');
  it.each(readable)('reads $path', async (fixture) => {
    const { path, expected, sum, balances, positions, trades } = fixture;
    const { statements, problems } = await read(path);
    const rows = statements.flatMap((statement) => statement.transactions);
    // The manifest counts the raw rows of exchanges; some have no date, no amount, or came to nothing.
    const told = path.startsWith('csv-crypto/') ? problems.length : 0;
    expect(rows.length + told).toBe(Number.parseInt(expected, 10));
    const exponent = currencyExponent(statements[0]?.currency ?? 'USD') ?? 2;
    if (sum !== '') {
      const total = rows.reduce((all, row) => all + row.amountMinor, 0);
      // Amounts with more decimals than the currency has are rounded one by one.
      expect(Math.abs(total - minorOf(sum, exponent))).toBeLessThanOrEqual(rows.length / 2);
    }
    if (positions !== null) {
      const held = statements.flatMap(({ investments }) => investments?.positions ?? []);
      expect(held).toHaveLength(positions);
    }
    if (trades !== null) {
      const traded = statements.flatMap(({ investments }) => investments?.trades ?? []);
      expect(traded).toHaveLength(trades);
    }
    for (const balance of balances) {
      expect(statements.map((statement) => statement.closingBalanceMinor)).toContain(
        minorOf(balance, exponent),
      );
    }
  });
});

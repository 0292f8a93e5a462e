import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParsedTransaction } from './formats/index.ts';
import { importKey, KeyCounter } from './import-key.ts';

const parsed = (wish: Partial<ParsedTransaction> = {}): ParsedTransaction => ({
  line: 1,
  postedOn: '2026-02-01',
  amountMinor: -475,
  payee: 'Coffee',
  memo: null,
  externalId: null,
  checkNumber: null,
  category: null,
  splits: null,
  ...wish,
});

function keysOf(rows: ParsedTransaction[]): string[] {
  const counter = new KeyCounter();
  return rows.map((row) => importKey(row, (base) => counter.seen(base)));
}

describe('import keys', () => {
  it('gives rows alike within a file different keys, and the same ones in the next file', () => {
    const first = keysOf([parsed(), parsed(), parsed({ amountMinor: -1 })]);
    expect(new Set(first).size).toBe(3);
    expect(keysOf([parsed({ amountMinor: -1 }), parsed(), parsed()]).sort()).toEqual(
      [...first].sort(),
    );
  });

  it('follows the bank’s id when the bank changes the text, and tells ids used twice apart', () => {
    const [key] = keysOf([parsed({ externalId: 'A1' })]);
    expect(
      keysOf([parsed({ externalId: 'A1', payee: 'COFFEE LLC', postedOn: '2026-02-03' })]),
    ).toEqual([key]);
    expect(keysOf([parsed({ externalId: 'A1', amountMinor: 5 })])).not.toEqual([key]);
  });

  it('fits its column', () => {
    const keys = keysOf(Array.from({ length: 12_000 }, () => parsed()));
    expect(new Set(keys).size).toBe(12_000);
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThanOrEqual(32);
  });

  it('counts each text by itself, however many there are', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5000 }), { maxLength: 9000, minLength: 5000 }),
        (picks) => {
          const counter = new KeyCounter();
          const expected = new Map<string, number>();
          for (const pick of picks) {
            const [key = ''] = keysOf([parsed({ amountMinor: pick })]);
            const before = expected.get(key) ?? 0;
            expect(counter.seen(key)).toBe(before);
            expected.set(key, before + 1);
          }
        },
      ),
      { numRuns: 3 },
    );
  });
});

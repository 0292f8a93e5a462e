import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assignLines } from './splits.ts';

describe('lines of a split', () => {
  it('keeps the rows that are named and gives the first free line the row that was split', () => {
    const wishes = [{ transactionId: 'b', amountMinor: 1 }, { amountMinor: 2 }, { amountMinor: 3 }];
    expect(assignLines(['a', 'b'], wishes)).toEqual(['b', 'a', null]);
    expect(assignLines(['a'], [{ amountMinor: 1 }, { amountMinor: 2 }])).toEqual(['a', null]);
  });

  it('refuses rows of other splits and rows that are named twice', () => {
    const line = (transactionId: string) => ({ transactionId, amountMinor: 1 });
    expect(() => assignLines(['a'], [line('a'), line('z')])).toThrow('not of this split');
    expect(() => assignLines(['a', 'b'], [line('b'), line('b')])).toThrow('same transaction');
  });

  it('never loses the row that was split and never uses a row twice', () => {
    const present = ['a', 'b', 'c', 'd'] as const;
    const wishes = fc.subarray([...present], { minLength: 0 }).chain((named) =>
      fc
        .array(fc.constant(null), { minLength: named.length === 0 ? 1 : 0, maxLength: 3 })
        .chain((fresh) =>
          fc.shuffledSubarray([...named, ...fresh], {
            minLength: named.length + fresh.length,
          }),
        ),
    );
    fc.assert(
      fc.property(wishes, (ids) => {
        const rows = assignLines(
          present,
          ids.map((id) => ({ amountMinor: 1, ...(id !== null && { transactionId: id }) })),
        );
        const used = rows.filter((id) => id !== null);
        expect(used).toContain('a');
        expect(new Set(used).size).toBe(used.length);
        expect(rows).toHaveLength(ids.length);
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equalParts, leftOver } from './split-draft.ts';

it('leaves nothing over of equal parts, none a cent more than another', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: 2, max: 100 }),
      (whole, count) => {
        const parts = equalParts(whole, count);
        expect(leftOver(whole, parts)).toBe(0);
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      },
    ),
  );
});

it('counts a line without an amount as nothing', () => {
  expect(leftOver(-1_000, [300, null])).toBe(700);
});

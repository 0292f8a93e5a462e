import { MAX_THUMBNAIL_SIDE } from '@picture/contract';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fit } from './thumbnail.ts';

test('a picture keeps its shape and grows no larger', () => {
  expect(fit(4000, 3000)).toEqual({ width: 320, height: 240 });
  expect(fit(100, 50)).toEqual({ width: 100, height: 50 });
  const side = fc.integer({ min: 1, max: 20_000 });
  fc.assert(
    fc.property(side, side, (width, height) => {
      const small = fit(width, height);
      expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(1);
      expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(MAX_THUMBNAIL_SIDE);
      expect(small.width).toBeLessThanOrEqual(width);
    }),
  );
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { CENTRED, squareOf } from './crop.ts';

it('shows the middle at first, as much of it as a square can', () => {
  expect(squareOf({ width: 400, height: 300 }, CENTRED)).toEqual({ left: 50, top: 0, side: 300 });
  expect(squareOf({ width: 300, height: 500 }, { ...CENTRED, zoom: 2 })).toEqual({
    left: 75,
    top: 175,
    side: 150,
  });
});

it('never shows what is outside the picture', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const pixels = fc.integer({ min: 1, max: 4096 });
  const zoom = fc.double({ min: 1, max: 4, noNaN: true });
  fc.assert(
    fc.property(pixels, pixels, zoom, share, share, (width, height, times, across, down) => {
      const { left, top, side } = squareOf({ width, height }, { zoom: times, across, down });
      expect(Math.min(left, top)).toBeGreaterThanOrEqual(0);
      expect(left + side).toBeLessThanOrEqual(width + 1e-6);
      expect(top + side).toBeLessThanOrEqual(height + 1e-6);
    }),
  );
});

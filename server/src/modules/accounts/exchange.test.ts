import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { converter, convertMinor } from './exchange.ts';

describe('exchange rates', () => {
  it('converts exactly between currencies of different exponents', () => {
    expect(convertMinor(1000, 'EUR', '1.0842', 'USD')).toBe(1084);
    expect(convertMinor(1000, 'JPY', '0.0067', 'USD')).toBe(670);
    expect(convertMinor(1234, 'KWD', '3.25', 'USD')).toBe(401);
    expect(convertMinor(-1, 'EUR', '0.5', 'USD')).toBe(-1);
  });

  it('is odd: what is owed converts like what is owned', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.integer({ min: 1, max: 1e6 }),
        (minor, parts) => {
          const rate = `${Math.floor(parts / 1000)}.${String(parts % 1000).padStart(3, '0')}`;
          expect(
            convertMinor(-minor, 'EUR', rate, 'USD') + convertMinor(minor, 'EUR', rate, 'USD'),
          ).toBe(0);
        },
      ),
    );
  });

  it('takes the newest rate not after the day, the first one before that, and none for none', () => {
    const toHome = converter('USD', [
      { currency: 'EUR', on: '2026-02-01', rate: '2' },
      { currency: 'EUR', on: '2026-01-01', rate: '1' },
    ]);
    expect(toHome(100, 'EUR', '2026-01-15')).toBe(100);
    expect(toHome(100, 'EUR', '2026-03-01')).toBe(200);
    expect(toHome(100, 'EUR', '2025-01-01')).toBe(100);
    expect(toHome(100, 'USD', '2025-01-01')).toBe(100);
    expect(toHome(100, 'GBP', '2026-03-01')).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CURRENCIES, currencyExponent, decimalToMinor, minorToDecimal } from './money.ts';

describe('money', () => {
  it('knows the exponents of ISO 4217 and nothing else', () => {
    expect(['USD', 'JPY', 'KWD', 'XXX', 'DEM', 'usd'].map(currencyExponent)).toEqual([
      2,
      0,
      3,
      null,
      null,
      null,
    ]);
  });

  it('writes and reads decimals exactly', () => {
    expect(minorToDecimal(-7, 'USD')).toBe('-0.07');
    expect(minorToDecimal(500, 'JPY')).toBe('500');
    expect(decimalToMinor('1234.5', 'USD')).toBe(123_450);
    expect(decimalToMinor('1.005', 'USD')).toBeNull();
    expect(decimalToMinor('9'.repeat(20), 'USD')).toBeNull();
    expect(Object.is(decimalToMinor('-0', 'USD'), 0)).toBe(true);
  });

  it('brings every amount of every currency back unchanged', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...CURRENCIES), (minor, currency) => {
        expect(decimalToMinor(minorToDecimal(minor, currency), currency)).toBe(
          minor === 0 ? 0 : minor,
        );
      }),
    );
  });
});

import { CURRENCIES } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney } from './money.ts';

const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts as people read and type them', () => {
  it('formats in the reader’s way, to the cent, with a true minus', () => {
    expect(formatMoney(-123_456, 'USD', 'en-US')).toBe('\u2212$1,234.56');
    expect(plainSpaces(formatMoney(123_456, 'EUR', 'es-ES'))).toBe('1234,56 €');
    expect(formatMoney(500, 'JPY', 'en-US', { signed: true })).toBe('+¥500');
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD', 'en-US')).toBe('$90,071,992,547,409.91');
  });

  it('reads what people type, in either decimal mark', () => {
    const typed = [
      '1,234.50',
      '1234,5',
      '-12',
      '(12.00)',
      '$5',
      '.5',
      '12\u2212',
      'x',
      '',
      '1.234',
    ];
    expect(typed.map((text) => parseMoney(text, 'USD', 'en-US'))).toEqual([
      123_450,
      123_450,
      -1200,
      -1200,
      500,
      50,
      -1200,
      null,
      null,
      null,
    ]);
    expect(['1.234,50', '1234,5', '12.5'].map((text) => parseMoney(text, 'EUR', 'es-ES'))).toEqual([
      123_450, 123_450, 1250,
    ]);
  });

  it('reads back every amount it wrote', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom(...CURRENCIES),
        fc.constantFrom('en-US', 'es-ES', 'es-MX', 'de-DE', 'en-GB'),
        (minor, currency, locale) => {
          const written = formatMoney(minor, currency, locale);
          expect(parseMoney(written, currency, locale)).toBe(minor === 0 ? 0 : minor);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

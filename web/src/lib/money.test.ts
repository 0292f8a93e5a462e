import { CURRENCIES, NUMBER_STYLES } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Locale } from './locale.ts';
import { decimalMark, formatDecimal, formatMoney, formatShort, parseMoney } from './money.ts';

const reader = (tag: string, numberStyle: Locale['numberStyle'] = 'auto'): Locale => ({
  tag,
  numberStyle,
  dateStyle: 'auto',
  firstDayOfWeek: null,
});
const plainSpaces = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('amounts as people read and type them', () => {
  it('formats in the reader’s way, to the cent, with a true minus', () => {
    expect(formatMoney(-123_456, 'USD', reader('en-US'))).toBe('\u2212$1,234.56');
    expect(plainSpaces(formatMoney(123_456, 'EUR', reader('es-ES')))).toBe('1234,56 €');
    expect(formatMoney(500, 'JPY', reader('en-US'), { signed: true })).toBe('+¥500');
    expect(formatMoney(Number.MAX_SAFE_INTEGER, 'USD', reader('en-US'))).toBe(
      '$90,071,992,547,409.91',
    );
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
    expect(typed.map((text) => parseMoney(text, 'USD', reader('en-US')))).toEqual([
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
    expect(
      ['1.234,50', '1234,5', '12.5'].map((text) => parseMoney(text, 'EUR', reader('es-ES'))),
    ).toEqual([123_450, 123_450, 1250]);
  });

  it('writes the marks a reader prefers over those of the language', () => {
    const written = NUMBER_STYLES.map((style) =>
      formatMoney(-123_456_789, 'USD', reader('en-US', style)),
    );
    expect(written.map(plainSpaces)).toEqual([
      '\u2212$1,234,567.89',
      '\u2212$1,234,567.89',
      '\u2212$1.234.567,89',
      '\u2212$1 234 567,89',
      '\u2212$1\u2019234\u2019567.89',
    ]);
    // Spanish leaves four digits whole and India groups by two; a style groups by three.
    expect(plainSpaces(formatMoney(123_456, 'EUR', reader('es-ES', '1.234,56')))).toBe(
      '1.234,56 €',
    );
    expect(formatMoney(123_456_789, 'INR', reader('en-IN', '1,234.56'))).toBe('₹1,234,567.89');
    expect(formatShort(-1_234_000, 'USD', reader('en-US', '1.234,56'))).toBe('\u2212$12,3K');
    expect(formatDecimal('1.0842', reader('en-US', '1 234,56'))).toBe('1,0842');
  });

  it('takes the decimal mark of the style as the one that is typed', () => {
    const comma = reader('en-US', '1.234,56');
    expect(
      ['1.234,50', '1234,5', '12.5', '1.234'].map((one) => parseMoney(one, 'USD', comma)),
    ).toEqual([123_450, 123_450, 1250, 123_400]);
    expect(decimalMark(comma)).toBe(',');
    expect(parseMoney('1 234,50', 'USD', reader('en-US', '1 234,56'))).toBe(123_450);
    expect(parseMoney("1'234.50", 'USD', reader('es-ES', "1'234.56"))).toBe(123_450);
  });

  it('reads back every amount it wrote, in every style', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom(...CURRENCIES),
        fc.constantFrom('en-US', 'es-ES', 'es-MX', 'de-DE', 'en-GB'),
        fc.constantFrom(...NUMBER_STYLES),
        (minor, currency, tag, style) => {
          const written = formatMoney(minor, currency, reader(tag, style));
          expect(parseMoney(written, currency, reader(tag, style))).toBe(minor === 0 ? 0 : minor);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

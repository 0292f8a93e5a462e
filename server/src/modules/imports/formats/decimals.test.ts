import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalText, negated, productMinor, signed } from './decimals.ts';

describe('decimalText', () => {
  it.each([
    ['1,035.34', '.', '1035.34'],
    ['$172.50', '.', '172.5'],
    ['1.035,34', ',', '1035.34'],
    ['0.00056077', ',', '0.00056077'],
    ['3.605E-05', '.', '0.00003605'],
    ['1E3', '.', '1000'],
    ['(12)', '.', '-12'],
    ['12-', '.', '-12'],
    ['-0.000', '.', '0'],
    ['89,162.28 SEK', '.', '89162.28'],
    ['="100"', '.', '100'],
    ['.5', '.', '0.5'],
    ['12.3.4', '.', null],
    ['n/a', '.', null],
    ['', '.', null],
    ['1E99', '.', null],
  ] as const)('reads %j with %s as %j', (text, mark, decimal) => {
    expect(decimalText(text, mark)).toBe(decimal);
  });

  it('gives what it has given back', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat(12),
        (digits, places) => {
          const text = decimalText(`${digits}e-${places}`, '.');
          expect(decimalText(text, '.')).toBe(text);
          expect(negated(negated(text ?? ''))).toBe(text);
        },
      ),
    );
  });
});

describe('productMinor', () => {
  it.each([
    ['10', '2.345', 2, 2345],
    ['0.333', '0.015', 2, 0],
    ['1', '0.005', 2, 1],
    ['-1', '0.005', 2, -1],
    ['100', '50', 0, 5000],
    ['99999999999999', '9999999', 2, null],
  ])('of %s and %s with %i decimals is %s', (units, price, exponent, minor) => {
    expect(productMinor(units, price, exponent)).toBe(minor);
  });
});

describe('signed', () => {
  it('turns what stands the other way', () => {
    expect([signed('5', -1), signed('-5', 1), signed('-5', 0), signed('0', -1)]).toEqual([
      '-5',
      '5',
      '-5',
      '0',
    ]);
  });
});

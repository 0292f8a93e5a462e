import { MAX_AMOUNT_MINOR } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecimalEvidence, type DecimalMark, parseAmount } from './amounts.ts';

const minor = (text: string, mark: DecimalMark = '.', exponent = 2) => {
  const read = parseAmount(text, mark, exponent);
  return read.ok ? read.minor : read.why;
};

describe('parseAmount', () => {
  it.each([
    ['12.34', 1234],
    ['-12.34', -1234],
    ['$1,234.56', 123456],
    ['-$1,234.56', -123456],
    ['$-1,234.56', -123456],
    ['(12.00)', -1200],
    ['($12.00)', -1200],
    ['12.34-', -1234],
    ['\u221212.34', -1234],
    ['+ £1,100.00', 110000],
    ['- 20.00', -2000],
    ['CHF 1\u2019234.50', 123450],
    ["1'234.50", 123450],
    ['1\u00a0234.50', 123450],
    ['1\u202f234,50', 123450],
    ['1.234,56', 123456],
    ['12,5', 1250],
    ['12.34 CR', 1234],
    ['12.34 DR', -1234],
    ['12.34CR', 1234],
    ['US$ 5.00', 500],
    ['5,00 EUR', 500],
    ['1,00,000.50', 10000050],
    ['.5', 50],
    ['-.05', -5],
    ['12', 1200],
    ['="12.34"', 1234],
    ['00012.30', 1230],
  ])('reads %j', (text, expected) => {
    expect(minor(text)).toBe(expected);
  });

  it('lets the decimal mark decide between thousands and three decimals', () => {
    expect(minor('1.234', ',')).toBe(123400);
    expect(minor('1,234', '.')).toBe(123400);
    expect(minor('1.234', '.', 3)).toBe(1234);
  });

  it('rounds half away from zero and says so', () => {
    expect(parseAmount('1.005', '.', 2)).toMatchObject({ minor: 101, rounded: true });
    expect(parseAmount('-1.005', '.', 2)).toMatchObject({ minor: -101, rounded: true });
    expect(parseAmount('-30.000', '.', 2)).toMatchObject({ minor: -3000, rounded: false });
    expect(parseAmount('500.50', '.', 0)).toMatchObject({ minor: 501, rounded: true });
  });

  it('refuses what is no amount, and what is larger than the ledger takes', () => {
    expect(minor('')).toBe('empty');
    expect(minor('  ')).toBe('empty');
    expect(minor('abc')).toBe('invalid');
    expect(minor('=1+1')).toBe('invalid');
    expect(minor('12 monkeys')).toBe('invalid');
    expect(minor('1.2.3')).toBe('invalid');
    expect(minor('5%')).toBe('invalid');
    expect(minor('99999999999999999999')).toBe('too_large');
    expect(minor('90071992547409.92')).toBe('too_large');
    expect(minor('90071992547.40')).toBe(MAX_AMOUNT_MINOR);
  });

  it('reads back every amount however it is written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MAX_AMOUNT_MINOR, max: MAX_AMOUNT_MINOR }),
        fc.constantFrom<DecimalMark>('.', ','),
        fc.constantFrom('', ' ', '\u00a0', '\u202f', "'", 'other'),
        fc.constantFrom(0, 2, 3),
        fc.constantFrom('minus', 'trailing', 'parentheses', 'unicode'),
        (amount, mark, group, exponent, style) => {
          const digits = String(Math.abs(amount)).padStart(exponent + 1, '0');
          const separator = group === 'other' ? (mark === '.' ? ',' : '.') : group;
          const whole = digits
            .slice(0, digits.length - exponent)
            .replace(/\B(?=(\d{3})+$)/g, separator);
          const plain = exponent > 0 ? `${whole}${mark}${digits.slice(-exponent)}` : whole;
          const styles = {
            minus: `-${plain}`,
            trailing: `${plain}-`,
            parentheses: `(${plain})`,
            unicode: `\u2212${plain}`,
          };
          const text = amount < 0 ? styles[style as keyof typeof styles] : plain;
          expect(minor(text, mark, exponent)).toBe(amount);
        },
      ),
    );
  });

  it('never fails on any text, and never gives an unsafe number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const read = parseAmount(text, '.', 2);
        expect(!read.ok || Number.isSafeInteger(read.minor)).toBe(true);
      }),
    );
  });
});

describe('DecimalEvidence', () => {
  const verdict = (amounts: string[], exponent = 2) => {
    const evidence = new DecimalEvidence();
    for (const amount of amounts) evidence.add(amount);
    return evidence.verdict(exponent);
  };

  it('learns the mark from the amounts that tell it', () => {
    expect(verdict(['1.234', '12,50'])).toBe(',');
    expect(verdict(['1,234', '12.50'])).toBe('.');
    expect(verdict(['1.234.567'])).toBe(',');
    expect(verdict(['0.500'])).toBe('.');
  });

  it('takes three digits for thousands unless the currency has three decimals', () => {
    expect(verdict(['1.234', '5.678'])).toBe(',');
    expect(verdict(['1.234', '5.678'], 3)).toBe('.');
  });

  it('says nothing where nothing tells', () => {
    expect(verdict(['12', '500'])).toBeNull();
  });
});

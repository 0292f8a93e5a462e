import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './dates.ts';
import {
  parseSearch,
  printSearch,
  SEARCH_FLAGS,
  SEARCH_PARTS,
  type SearchTerm,
} from './search-language.ts';

const only = (text: string) => {
  const { terms, problems } = parseSearch(text);
  expect(problems).toEqual([]);
  expect(terms).toHaveLength(1);
  return terms[0];
};

describe('the search language', () => {
  it('reads words, phrases and their opposites', () => {
    expect(parseSearch('blue "coffee shop" -bottle').terms).toEqual([
      { key: 'text', value: 'blue', not: false },
      { key: 'text', value: 'coffee shop', not: false },
      { key: 'text', value: 'bottle', not: true },
    ]);
  });

  it.each([
    ['amount:>50', { from: { value: '50', included: false }, to: null, signed: false }],
    ['importe:<=1.234,50', { from: null, to: { value: '1234.50', included: true }, signed: false }],
    ['amount:=12.30', { from: { value: '12.30', included: true }, signed: false }],
    ['amount:10..20', { from: { value: '10', included: true }, to: { value: '20' } }],
    ['amount:<-100', { from: null, to: { value: '-100', included: false }, signed: true }],
    ['amount:1,234,567', { from: { value: '1234567' } }],
  ])('reads the amount %s', (text, told) => {
    expect(only(text)).toMatchObject({ key: 'amount', not: false, ...told });
  });

  it.each([
    ['date:2025-03', '2025-03-01', '2025-03-31'],
    ['fecha:2024-02', '2024-02-01', '2024-02-29'],
    ['date:2025', '2025-01-01', '2025-12-31'],
    ['date:2025-03-05', '2025-03-05', '2025-03-05'],
    ['date:2025-03-01..2025-04-15', '2025-03-01', '2025-04-15'],
    ['date:>2025-01', '2025-02-01', null],
    ['date:<2025', null, '2024-12-31'],
    ['date:>=2025-01', '2025-01-01', null],
  ])('reads the days of %s', (text, from, to) => {
    expect(only(text)).toEqual({ key: 'date', from, to, not: false });
  });

  it('reads keys in Spanish, flags, parts, and names between quotes', () => {
    expect(only('-es:traspaso')).toEqual({ key: 'is', value: 'transfer', not: true });
    expect(only('has:note')).toEqual({ key: 'has', value: 'note', not: false });
    expect(only('categoría:"Comer fuera"')).toEqual({
      key: 'category',
      value: 'Comer fuera',
      not: false,
    });
    expect(only('ACCOUNT:Visa')).toMatchObject({ key: 'account', value: 'Visa' });
  });

  it('takes an unknown key for a word, and says where a value means nothing', () => {
    expect(only('http://x.org')).toMatchObject({ key: 'text', value: 'http://x.org' });
    expect(parseSearch('shop amount:>x date:2025-13 is:blue has:legs tag:').problems).toEqual([
      { at: 5, part: 'amount:>x', reason: 'amount' },
      { at: 15, part: 'date:2025-13', reason: 'date' },
      { at: 28, part: 'is:blue', reason: 'flag' },
      { at: 36, part: 'has:legs', reason: 'part' },
      { at: 45, part: 'tag:', reason: 'value_missing' },
    ]);
  });

  it('prints what it reads back as the same', () => {
    const not = fc.boolean();
    const word = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
      .map((text) => text.replace(/["\s]+/gu, ' ').trim())
      .filter((text) => text !== '');
    const number = fc
      .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('', '.5', '.05'))
      .map(([whole, rest]) => `${whole}${rest}`);
    const limit = fc.record({ value: number, included: fc.boolean() });
    const within = number.map((value) => ({ value, included: true }));
    const day = fc.integer({ min: 0, max: 40_000 }).map((days) => addDays('1950-01-01', days));
    const terms = fc.array(
      fc.oneof(
        fc.record({
          key: fc.constantFrom('text', 'payee', 'note', 'account', 'category', 'tag'),
          value: word,
          not,
        }),
        fc.record({
          key: fc.constant('amount'),
          from: limit,
          to: fc.constant(null),
          signed: fc.constant(false),
          not,
        }),
        fc
          .tuple(within, within, not)
          .filter(([from, to]) => from.value !== to.value)
          .map(([from, to, isNot]) => ({ key: 'amount', from, to, signed: false, not: isNot })),
        fc.tuple(day, day, not).map(([a, b, isNot]) => ({
          key: 'date',
          from: a < b ? a : b,
          to: a < b ? b : a,
          not: isNot,
        })),
        fc.record({ key: fc.constant('is'), value: fc.constantFrom(...SEARCH_FLAGS), not }),
        fc.record({ key: fc.constant('has'), value: fc.constantFrom(...SEARCH_PARTS), not }),
      ),
    ) as fc.Arbitrary<SearchTerm[]>;
    fc.assert(
      fc.property(terms, (wished) => {
        expect(parseSearch(printSearch(wished))).toEqual({ terms: wished, problems: [] });
      }),
    );
  });

  it('reads any text without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { terms, problems } = parseSearch(text);
        expect(terms.length + problems.length).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countBits, gramsOf, numbersOf, packSegment, textsIn } from './search-grams.ts';

/** Few letters, so that words are found; some of two units, some that only differ in one. */
const letters = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '%', '0', 'ñ', '🍕', '🍔'), { maxLength: most })
    .map((parts) => parts.join(''));

const rowsOf = (segments: readonly (readonly string[])[]) =>
  segments.flatMap((texts, segment) =>
    [...packSegment(texts)].map(([pair, grams]) => ({ segment, pair, grams })),
  );

const wanting = (word: string, not = false) => ({ grams: gramsOf(word).grams, not });
const isExact = (word: string) => gramsOf(word).isExact;

it('leaves out no text that holds all words, and none it should not where it is sure', () => {
  fc.assert(
    fc.property(
      fc.array(letters(24), { minLength: 1, maxLength: 30 }),
      fc.array(
        letters(10).filter((word) => word.trim() !== ''),
        { minLength: 1, maxLength: 3 },
      ),
      (texts, words) => {
        const [bitmap] = textsIn(
          1,
          words.map((word) => wanting(word)),
          rowsOf([texts]),
        );
        const found = bitmap ? numbersOf(0, bitmap) : [];
        const holding = [...texts.keys()].filter((at) =>
          words.every((word) => texts[at]?.includes(word)),
        );
        expect(found).toEqual(expect.arrayContaining(holding));
        if (words.every(isExact)) expect(found).toEqual(holding);
      },
    ),
    { numRuns: 500 },
  );
});

it('is sure of up to eight letters without a space, and tells who lacks them', () => {
  expect(['a', 'coffee', 'pharmacy'].map(isExact)).toEqual([true, true, true]);
  expect(['pharmacys', 'blue bottle', ' a'].map(isExact)).toEqual([false, false, false]);
  const rows = rowsOf([['a coffee', 'a tea', 'b coffee', 'coff']]);
  const [bitmap] = textsIn(1, [wanting('coffee'), wanting('a', true)], rows);
  expect(bitmap && numbersOf(0, bitmap).filter((place) => place < 4)).toEqual([2]);
});

it('tells segments apart, and keeps what hundreds of texts hold as well as what one does', () => {
  const common = Array.from({ length: 4096 }, (_, at) => (at % 3 === 0 ? `coffee ${at}` : 'tea'));
  const rows = rowsOf([common, ['one coffee'], ['tea']]);
  const find = (word: string) =>
    textsIn(3, [wanting(word)], rows).flatMap((bitmap, segment) => numbersOf(segment, bitmap));
  const every = common.flatMap((text, at) => (text.startsWith('coffee') ? at : []));
  expect(find('coffee')).toEqual([...every, 4096]);
  expect(textsIn(3, [wanting('coffee')], rows).map(countBits)).toEqual([every.length, 1, 0]);
  expect(find('coffee 4095')).toEqual([4095]);
  expect(find('ne')).toEqual([4096]);
  expect(find('q')).toEqual([]);
});

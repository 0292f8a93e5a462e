import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gramsOf, numbersIn, packSegment } from './search-grams.ts';

/** Few letters, so that words are found; some of two units, some that only differ in one. */
const letters = (most: number) =>
  fc
    .array(fc.constantFrom('a', 'b', 'c', ' ', '%', '0', 'ñ', '🍕', '🍔'), { maxLength: most })
    .map((parts) => parts.join(''));

const rowsOf = (segments: readonly (readonly string[])[]) =>
  segments.flatMap((texts, segment) =>
    [...packSegment(texts)].map(([pair, grams]) => ({ segment, pair, grams })),
  );

it('leaves out no text that holds all words, and none that holds a word of three letters', () => {
  fc.assert(
    fc.property(
      fc.array(letters(12), { minLength: 1, maxLength: 30 }),
      fc.array(
        letters(5).filter((word) => word !== ''),
        { minLength: 1, maxLength: 3 },
      ),
      (texts, words) => {
        const found = [...numbersIn(words.flatMap(gramsOf), rowsOf([texts]))].flat();
        const holding = [...texts.keys()].filter((at) =>
          words.every((word) => texts[at]?.includes(word)),
        );
        expect(found).toEqual(expect.arrayContaining(holding));
        if (words.every((word) => word.length <= 3)) expect(found).toEqual(holding);
      },
    ),
  );
});

it('tells segments apart, and keeps what hundreds of texts hold as well as what one does', () => {
  const common = Array.from({ length: 4096 }, (_, at) => (at % 3 === 0 ? `coffee ${at}` : 'tea'));
  const rows = rowsOf([common, ['one coffee'], ['tea']]);
  const find = (word: string) => [...numbersIn(gramsOf(word), rows)].flat();
  const every = common.flatMap((text, at) => (text.startsWith('coffee') ? at : []));
  expect(find('coffee')).toEqual([...every, 4096]);
  expect(find('coffee 4095')).toEqual([4095]);
  expect(find('ne')).toEqual([4096]);
  expect(find('q')).toEqual([]);
});

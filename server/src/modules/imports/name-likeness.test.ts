import { expect, it } from 'vitest';
import { nameLikeness } from './name-likeness.ts';

it.each([
  ['blue bottle', 'blue bottle', 2],
  ['blue bottle', 'blue bottle coffee', 1],
  ['starbuck coffee', 'starbucks', 1],
  ['wholefds', 'wholefds market', 1],
  ['shell', 'blue bottle', 0],
  ['gas', 'gas natural', 0],
  ['delta air', 'united air', 0],
])('finds %s and %s alike as far as %i', (a, b, likeness) => {
  expect(nameLikeness([a], [b])).toBe(likeness);
  expect(nameLikeness([b], [a])).toBe(likeness);
});

it('takes the best of several names, and says nothing of a name that is not there', () => {
  expect(nameLikeness(['my coffee', 'blue bottle'], ['blue bottle'])).toBe(2);
  expect(nameLikeness([], ['blue bottle'])).toBe(0);
  expect(nameLikeness([], [])).toBe(2);
});

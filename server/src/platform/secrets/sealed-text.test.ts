import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openBytes, placeName, readSealed, sealBytes, writeSealed } from './sealed-text.ts';

const key = randomBytes(32);
const place = fc
  .record({
    householdId: fc.string(),
    table: fc.string(),
    column: fc.string(),
    row: fc.string(),
  })
  .map(placeName);

it('gives back what was sealed, and never seals it the same way twice', () => {
  fc.assert(
    fc.property(place, fc.uint8Array(), (where, bytes) => {
      const sealed = sealBytes(key, where, Buffer.from(bytes));
      expect(openBytes(key, where, sealed)).toEqual(Buffer.from(bytes));
      expect(sealBytes(key, where, Buffer.from(bytes))).not.toEqual(sealed);
    }),
  );
});

it('opens nothing in another place, with another key, or with one bit changed', () => {
  fc.assert(
    fc.property(place, place, fc.uint8Array(), fc.nat(), (where, elsewhere, bytes, at) => {
      const sealed = sealBytes(key, where, Buffer.from(bytes));
      fc.pre(where !== elsewhere);
      expect(() => openBytes(key, elsewhere, sealed)).toThrow();
      expect(() => openBytes(randomBytes(32), where, sealed)).toThrow();
      const bit = at % (sealed.length * 8);
      const flipped = Buffer.from(sealed);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => openBytes(key, where, flipped)).toThrow();
      expect(() => openBytes(key, where, sealed.subarray(0, at % sealed.length))).toThrow();
    }),
  );
});

it('names no place like another, whatever the names hold', () => {
  const named = (table: string, column: string) =>
    placeName({ householdId: 'h', table, column, row: 'r' });
  expect(named('a","b', 'c')).not.toBe(named('a', 'b","c'));
});

it('refuses what is not in the form of a sealed text', () => {
  const text = writeSealed('01ARZ3NDEKTSV4RRFFQ69G5FAV', Buffer.from('x'));
  expect(readSealed(text).sealed.toString()).toBe('x');
  for (const other of ['', 'plain', text.replace('1.', '2.'), `${text}=`, `${text}\n`]) {
    expect(() => readSealed(other)).toThrow('This is not a sealed text.');
  }
});

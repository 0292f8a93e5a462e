import type { Transaction } from '@picture/contract';
import { expect, test } from 'vitest';
import { idsBetween } from './selection-range.ts';

const row = (id: string, kind = 'standard') => ({ id, kind }) as Transaction;
const rows = [row('a'), row('b'), row('told', 'valuation'), row('c'), row('d')];

test('a range goes from one row to the other, in either direction', () => {
  expect(idsBetween(rows, 'b', 'd')).toEqual(['b', 'c', 'd']);
  expect(idsBetween(rows, 'd', 'b')).toEqual(['b', 'c', 'd']);
});

test('a told value, which cannot be selected, is in no range', () => {
  expect(idsBetween(rows, 'a', 'c')).toEqual(['a', 'b', 'c']);
});

test('without a row it could begin from there is no range', () => {
  expect(idsBetween(rows, '', 'c')).toEqual([]);
  expect(idsBetween(rows, 'gone', 'c')).toEqual([]);
});

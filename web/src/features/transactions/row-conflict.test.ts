import type { Transaction } from '@picture/contract';
import { describe, expect, it } from 'vitest';
import { changedSince } from './row-conflict.ts';

const row = {
  payee: 'Market',
  postedOn: '2026-03-01',
  amount: { amountMinor: -100, currency: 'USD' },
  accountId: 'a',
  categoryId: 'c',
  tagIds: ['x'],
  note: null,
  isHidden: false,
  version: 1,
} as unknown as Transaction;

describe('two people on one transaction', () => {
  it('tells the fields another one changed, and nothing of what only counts changes', () => {
    expect(changedSince(row, { ...row, version: 2, attachments: 3 })).toEqual([]);
    expect(changedSince(row, { ...row, note: 'Hi', tagIds: [], categoryId: 'd' })).toEqual([
      'categoryId',
      'tagIds',
      'note',
    ]);
  });
});

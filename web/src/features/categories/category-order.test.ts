import type { Category } from '@picture/contract';
import { describe, expect, it } from 'vitest';
import { dropped, stepped } from './category-order.ts';

const one = (id: string, parentId: string | null, part: Partial<Category> = {}): Category => ({
  id,
  key: null,
  name: id,
  type: 'expense',
  parentId,
  icon: 'tag',
  colour: 0,
  protected: false,
  position: 0,
  archivedAt: null,
  ...part,
});
const [food, bread, meat, old, milk] = [
  one('food', null),
  one('bread', 'food'),
  one('meat', 'food'),
  one('old', 'food', { archivedAt: '2026-01-01T00:00:00.000Z' }),
  one('milk', 'food'),
];
const [home, rent, pay] = [
  one('home', null),
  one('rent', 'home'),
  one('pay', null, { type: 'income' }),
];
const items = [food, bread, meat, old, milk, home, rent, pay];

describe('the order of categories', () => {
  it('moves one a place, past what is archived, and not past the end', () => {
    expect(stepped(items, milk, -1)).toEqual({ parentId: 'food', ids: ['bread', 'milk', 'meat'] });
    expect(stepped(items, bread, -1)).toBeNull();
    expect(stepped(items, home, 1)).toBeNull();
    expect(stepped(items, home, -1)).toEqual({ parentId: null, ids: ['home', 'food'] });
  });

  it('puts what is dropped in the place of another, or into a group', () => {
    expect(dropped(items, bread, milk)?.ids).toEqual(['meat', 'milk', 'bread']);
    expect(dropped(items, milk, bread)?.ids).toEqual(['milk', 'bread', 'meat']);
    expect(dropped(items, rent, meat)).toEqual({
      parentId: 'food',
      ids: ['bread', 'rent', 'meat', 'milk'],
    });
    expect(dropped(items, rent, food)).toMatchObject({ parentId: 'food' });
    expect(dropped(items, food, home)).toEqual({ parentId: null, ids: ['home', 'food'] });
  });

  it('leaves alone what cannot be there', () => {
    expect(dropped(items, food, rent)).toBeNull();
    expect(dropped(items, food, pay)).toBeNull();
    expect(dropped(items, food, food)).toBeNull();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CATEGORIES } from '../transactions/default-categories.ts';
import { isNoCategory, likeKey } from './category-likeness.ts';
import { FileCategories, type OwnCategory } from './file-categories.ts';

const OWN: OwnCategory[] = DEFAULT_CATEGORIES.map(({ key, parentKey, type, name }) => ({
  id: key,
  key,
  parentId: parentKey,
  type,
  names: [name.en, name.es],
}));

function open(byDefault: 'make' | 'ignore' = 'make', choices = []) {
  const categories = new FileCategories(OWN, choices);
  categories.byDefault = byDefault;
  return categories;
}

describe('names of categories in a file', () => {
  it.each([
    ['Groceries', undefined, 'groceries'],
    ['supermercado', undefined, 'groceries'],
    ['Food & Dining:Groceries', undefined, 'groceries'],
    ['Groceries', 'Needs', 'groceries'],
    ['Groceries', 'Bills', 'groceries'],
  ])('that are ours are simply used: %s in %s', (name, group, id) => {
    const categories = open();
    expect(categories.of(name, group, -100)).toBe(id);
    expect(categories.finish()).toEqual([]);
  });

  it.each([
    ['Salary', 'paycheck'],
    ['Auto:Fuel', 'gas_fuel'],
    ['Dining Out', 'restaurants'],
    ['Ready to Assign', 'income'],
  ])('that mean one of ours are mapped to it: %s', (name, id) => {
    const categories = open();
    expect(categories.of(name, undefined, -100)).toBe(id);
    expect(categories.finish()).toMatchObject([{ choice: 'map', categoryId: id }]);
  });

  it('that nobody knows are made, in their group, of the type their rows have', () => {
    const categories = open();
    const id = categories.of('Hobby:Trains', undefined, -100);
    expect(categories.of('hobby:trains', undefined, 100)).toBe(id);
    categories.of('Trains', 'Hobby', 100);
    categories.of('Kids:Clothing', undefined, -100);
    expect(categories.finish()).toMatchObject([
      { name: 'Hobby:Trains', rows: 3, label: 'Trains', parentName: 'Hobby', type: 'income' },
      { name: 'Kids:Clothing', label: 'Clothing', parentId: 'kids', type: 'expense' },
    ]);
  });

  it('of a bank are ignored unless one is ours', () => {
    const categories = open('ignore');
    expect(categories.of('Salary', undefined, 100)).toBeNull();
    expect(categories.of('Coffee Shops', undefined, -100)).toBe('coffee_shops');
    expect(categories.finish()).toMatchObject([{ name: 'Salary', choice: 'ignore' }]);
  });

  it.each(['[Savings]', 'Uncategorized', '--Split--', ' ', 'Sin categoría'])(
    'that are none say nothing: “%s”',
    (name) => {
      const categories = open();
      expect(categories.of(name, undefined, -100)).toBeNull();
      expect(categories.finish()).toEqual([]);
    },
  );

  it('are as a person chose, also where that was one of ours', () => {
    const categories = new FileCategories(OWN, [
      { name: 'Salary', choice: 'make', type: 'transfer' },
      { name: 'Bricks', choice: 'map', categoryId: 'kids' },
      { name: 'Odds', choice: 'map', categoryId: 'gone' },
    ]);
    categories.byDefault = 'make';
    expect(categories.of('Bricks', undefined, -1)).toBe('kids');
    categories.of('Salary', undefined, 1);
    categories.of('Odds', undefined, 1);
    expect(categories.finish()).toMatchObject([
      { name: 'Bricks', choice: 'map' },
      { name: 'Salary', choice: 'make', type: 'transfer' },
      { name: 'Odds', choice: 'make' },
    ]);
  });

  it('are told apart without end where a column holds something else', () => {
    const categories = open();
    for (let at = 0; at < 5000; at += 1) categories.of(`number ${at}`, undefined, -1);
    expect(categories.finish()).toHaveLength(300);
  });

  it('whatever they are, give one of ours, one that is made, or nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.option(fc.string()))), (names) => {
        const categories = open();
        const ids = names.map(([name, group]) => categories.of(name, group ?? undefined, -1));
        const made = new Set(categories.finish().map((one) => one.categoryId));
        for (const id of ids) {
          if (id !== null) expect(made.has(id) || OWN.some((one) => one.id === id)).toBe(true);
        }
      }),
    );
  });
});

describe('near-synonyms', () => {
  it('mean categories of the default tree', () => {
    expect(likeKey('dining out')).toBe('restaurants');
    expect(likeKey('bricks')).toBeNull();
    expect(isNoCategory('n/a')).toBe(true);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNoCategory, likeKey } from './category-likeness.ts';
import { FileCategories, type OwnCategory } from './file-categories.ts';

const own = (id: string, en: string, es: string, parentId: string | null = null): OwnCategory => ({
  id,
  key: id,
  parentId,
  type: id === 'income' || parentId === 'income' ? 'income' : 'expense',
  names: [en, es],
});

const OWN: OwnCategory[] = [
  own('income', 'Income', 'Ingresos'),
  own('paycheck', 'Paycheck', 'Nómina', 'income'),
  own('food_dining', 'Food & Dining', 'Comida'),
  own('groceries', 'Groceries', 'Supermercado', 'food_dining'),
  own('restaurants', 'Restaurants', 'Restaurantes', 'food_dining'),
  own('coffee_shops', 'Coffee Shops', 'Cafeterías', 'food_dining'),
  own('shopping', 'Shopping', 'Compras'),
  own('clothing', 'Clothing', 'Ropa', 'shopping'),
  own('bills_utilities', 'Bills & Utilities', 'Facturas'),
  own('auto_transport', 'Auto & Transport', 'Coche y transporte'),
  own('gas_fuel', 'Gas & Fuel', 'Combustible', 'auto_transport'),
  own('kids', 'Kids', 'Niños'),
];

let lastId = 0;
const newId = () => {
  lastId += 1;
  return `new ${lastId}`;
};

function open(byDefault: 'make' | 'ignore' = 'make', choices = []) {
  const categories = new FileCategories(OWN, choices, newId);
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
    const categories = new FileCategories(
      OWN,
      [
        { name: 'Salary', choice: 'make', type: 'transfer' },
        { name: 'Bricks', choice: 'map', categoryId: 'kids' },
        { name: 'Odds', choice: 'map', categoryId: 'gone' },
      ],
      newId,
    );
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

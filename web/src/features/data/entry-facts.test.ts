import { describe, expect, it } from 'vitest';
import { changedFields, countIn, nameIn } from './entry-facts.ts';

describe('What an entry of the activity says', () => {
  it('finds the fields a wish changed, whatever way they are written', () => {
    const before = { id: '1', category_id: 'a', amount_minor: -500, payee: 'Shop' };
    const after = { categoryId: 'b', amountMinor: -500, version: 3 };
    expect(changedFields({ before, after })).toEqual([
      { field: 'category_id', before: 'a', after: 'b' },
      { field: 'version', before: null, after: 3 },
    ]);
  });

  it('takes all fields of a thing that came or went for news', () => {
    const row = { name: 'Cash', currency: 'USD', closed_on: null };
    const expected = [
      { field: 'name', before: null, after: 'Cash' },
      { field: 'currency', before: null, after: 'USD' },
    ];
    expect(changedFields({ before: null, after: row })).toEqual(expected);
    expect(changedFields({ before: row, after: null })).toEqual(
      expected.map(({ field, after }) => ({ field, before: after, after: null })),
    );
    expect(changedFields({ before: null, after: null })).toEqual([]);
  });

  it('names a thing by its newest name, a transaction by its payee', () => {
    expect(nameIn({ before: { name: 'Old' }, after: { name: 'New' } })).toBe('New');
    expect(nameIn({ before: { payee: 'Shop' }, after: { categoryId: 'b' } })).toBe('Shop');
    expect(nameIn({ before: [{ payee: 'One' }, { payee: 'Two' }], after: null })).toBe('One');
    expect(nameIn({ before: null, after: { version: 1 } })).toBeNull();
  });

  it('counts what was listed or counted', () => {
    expect(countIn({ before: [{}, {}], after: { categoryId: 'a' } })).toBe(2);
    expect(countIn({ before: null, after: { added: 41 } })).toBe(41);
    expect(countIn({ before: { removed: 7 }, after: null })).toBe(7);
    expect(countIn({ before: { count: 101, accountIds: [] }, after: { categoryId: 'a' } })).toBe(
      101,
    );
  });
});

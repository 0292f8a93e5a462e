import { describe, expect, test } from 'vitest';
import { DEFAULT_CATEGORIES } from './default-categories.ts';

const byKey = new Map(DEFAULT_CATEGORIES.map((category) => [category.key, category]));

describe('the default category tree', () => {
  test('has unique keys and names in each language', () => {
    expect(byKey.size).toBe(DEFAULT_CATEGORIES.length);
    expect(new Set(DEFAULT_CATEGORIES.map((c) => c.name.en)).size).toBe(DEFAULT_CATEGORIES.length);
    expect(new Set(DEFAULT_CATEGORIES.map((c) => c.name.es)).size).toBe(DEFAULT_CATEGORIES.length);
  });

  test('is two levels deep, groups before their children, one colour a group', () => {
    const seen = new Set<string>();
    for (const { key, parentKey, colour } of DEFAULT_CATEGORIES) {
      if (parentKey !== null) {
        expect(seen.has(parentKey)).toBe(true);
        expect(byKey.get(parentKey)?.parentKey).toBeNull();
        expect(byKey.get(parentKey)?.colour).toBe(colour);
      }
      seen.add(key);
    }
  });

  test('stays small enough to choose from', () => {
    expect(DEFAULT_CATEGORIES.filter((c) => c.parentKey === null)).toHaveLength(22);
    expect(DEFAULT_CATEGORIES.length).toBeLessThanOrEqual(80);
  });

  test('keeps the categories the ledger itself relies on as what they are', () => {
    expect(byKey.get('uncategorized')?.parentKey).toBeNull();
    for (const key of ['transfer', 'credit_card_payment', 'balance_adjustment']) {
      expect(byKey.get(key)?.type).toBe('transfer');
    }
  });

  test('uses palette colours and icon names in kebab-case', () => {
    for (const { icon, colour } of DEFAULT_CATEGORIES) {
      expect(icon).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(Number.isInteger(colour) && colour >= 0 && colour < 12).toBe(true);
    }
  });
});

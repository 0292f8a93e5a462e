import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, type RuleFact, ruleMatches, sharesOf } from './rules.ts';

const rule = (part: Partial<RuleFact>): RuleFact => ({
  id: 'r',
  contains: '',
  accountId: null,
  direction: null,
  minMinor: null,
  maxMinor: null,
  fromDay: null,
  toDay: null,
  categoryId: null,
  payee: null,
  note: null,
  addTagIds: [],
  isHidden: false,
  isReviewed: false,
  isTransfer: false,
  transferTo: null,
  split: [],
  ...part,
});
const rent = {
  searchText: 'acme homes rent march',
  accountId: 'a',
  amountMinor: -120_000,
  postedOn: '2026-03-30',
};

describe('rules', () => {
  it('says what a row is for once: the first rule with a category, parts or a transfer', () => {
    const transfer = rule({ contains: 'rent', isTransfer: true, transferTo: 'b' });
    const category = rule({ contains: 'rent', categoryId: 'c' });
    const parts = rule({ split: [{ percent: 100, categoryId: 'p', note: null }] });
    expect(outcomeOf([transfer, category, parts], rent)).toMatchObject({
      transfer: { to: 'b' },
      categoryId: null,
      split: [],
    });
    expect(outcomeOf([category, transfer], rent)).toMatchObject({
      transfer: null,
      categoryId: 'c',
    });
    expect(outcomeOf([parts, transfer], rent)).toMatchObject({
      transfer: null,
      split: [{ categoryId: 'p' }],
    });
    expect(ruleMatches(transfer, { ...rent, accountId: 'b' })).toBe(false);
  });

  it.each([
    [{ contains: 'homes' }, true],
    [{ contains: 'hotel' }, false],
    [{ accountId: 'b' }, false],
    [{ direction: 'out' as const }, true],
    [{ direction: 'in' as const }, false],
    [{ minMinor: 120_000, maxMinor: 120_000 }, true],
    [{ minMinor: 120_001 }, false],
    [{ maxMinor: 119_999 }, false],
    [{ fromDay: 28, toDay: 3 }, true],
    [{ fromDay: 1, toDay: 29 }, false],
    [{ fromDay: 30 }, true],
    [{ contains: 'rent', fromDay: 1, toDay: 5 }, false],
  ])('matches %j: %s', (part, matches) => {
    expect(ruleMatches(rule(part), rent)).toBe(matches);
  });

  it('lets the first rule that says something of a field decide it', () => {
    const rules = [
      rule({ contains: 'nothing', payee: 'Nobody' }),
      rule({ contains: 'rent', note: 'Flat', addTagIds: ['x'] }),
      rule({ categoryId: 'housing', note: 'Other', addTagIds: ['x', 'y'] }),
      rule({ categoryId: 'food', payee: 'Acme' }),
    ];
    expect(outcomeOf(rules, rent)).toEqual({
      categoryId: 'housing',
      transfer: null,
      payee: 'Acme',
      note: 'Flat',
      addTagIds: ['x', 'y'],
      isHidden: false,
      isReviewed: false,
      split: [],
    });
    expect(outcomeOf([rule({ contains: 'hotel' })], rent)).toBeNull();
  });

  it('shares an amount to the cent: no part is a unit away from its exact share', () => {
    expect(sharesOf(-10_000, [33.33, 33.33, 33.34])).toEqual([-3_333, -3_333, -3_334]);
    expect(sharesOf(100, [50, 25, 25])).toEqual([50, 25, 25]);
    expect(sharesOf(1, [50, 50])).toEqual([1, 0]);
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.array(fc.integer({ min: 1, max: 9_999 }), { minLength: 2, maxLength: 12 }),
        (amount, weights) => {
          const percents = weights.map((weight) => weight / 100);
          const parts = sharesOf(amount, percents);
          const total = weights.reduce((sum, one) => sum + one, 0);
          expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(amount));
          for (const [at, part] of parts.entries()) {
            const exact = (BigInt(amount) * BigInt(weights[at] ?? 0)) / BigInt(total);
            const apart = BigInt(part) - exact;
            expect(apart >= -1n && apart <= 1n).toBe(true);
          }
        },
      ),
    );
  });
});

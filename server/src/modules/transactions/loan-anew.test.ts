import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { interestAnew } from './loan-anew.ts';
import { dividePayment, monthlyInterest } from './loan-payment.ts';

interface Paid {
  on: string;
  paymentMinor: number;
  rate: string;
}

/** Divides these payments in an order, each time computing the later ones anew; gives the interests. */
function divideIn(order: readonly number[], payments: readonly Paid[], openingMinor: number) {
  const interests = new Map<number, number>();
  const repaid = (at: number) => (payments[at]?.paymentMinor ?? 0) - (interests.get(at) ?? 0);
  const owedOn = (day: string) =>
    [...interests.keys()].reduce(
      (owed, at) => ((payments[at]?.on ?? '') < day ? owed - repaid(at) : owed),
      openingMinor,
    );
  for (const at of order) {
    const { on = '', paymentMinor = 0, rate = '0' } = payments[at] ?? {};
    const parts = dividePayment({ paymentMinor, owedMinor: owedOn(on), rate });
    interests.set(at, parts?.interestMinor ?? 0);
    const later = [...interests.keys()]
      .filter((one) => (payments[one]?.on ?? '') > on)
      .sort((a, b) => ((payments[a]?.on ?? '') < (payments[b]?.on ?? '') ? -1 : 1));
    const anew = interestAnew(
      later.map((one) => ({
        on: payments[one]?.on ?? '',
        owedMinor: owedOn(payments[one]?.on ?? ''),
        rate: payments[one]?.rate ?? '0',
        interestMinor: interests.get(one) ?? 0,
      })),
    );
    for (const [index, one] of later.entries()) interests.set(one, anew[index] ?? 0);
  }
  return payments.map((_one, at) => interests.get(at));
}

describe('computing later payments anew', () => {
  it('takes from each what those before it repaid more', () => {
    // Divided last to first, each found 100,000.00 owed at 6 %.
    const owedMinor = 10_000_000 - 9_955;
    const found = { rate: '6', interestMinor: 50_000 };
    expect(
      interestAnew([
        { on: '2026-02-01', owedMinor, ...found },
        { on: '2026-03-01', owedMinor: owedMinor - 9_955, ...found },
      ]),
      // Published: 499.50 and 499.00.
    ).toEqual([49_950, 49_900]);
  });

  it('computes payments of one day from what is owed as it starts', () => {
    const same = { on: '2026-02-01', owedMinor: 10_000_000, rate: '6', interestMinor: 0 };
    expect(interestAnew([same, same])).toEqual([50_000, 50_000]);
  });

  it('ends the same in any order as in the order of the days', () => {
    const paid = fc.record({
      on: fc.integer({ min: 1, max: 28 }).map((day) => `2026-02-${String(day).padStart(2, '0')}`),
      paymentMinor: fc.integer({ min: 1, max: 3_000_000 }),
      rate: fc.constantFrom('0', '3.125', '6', '24.99'),
    });
    const shuffled = fc
      .array(paid, { minLength: 1, maxLength: 12 })
      .map((payments) => payments.toSorted((a, b) => (a.on < b.on ? -1 : 1)))
      .chain((payments) =>
        fc.tuple(
          fc.constant(payments),
          fc.shuffledSubarray([...payments.keys()], { minLength: payments.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, fc.integer({ min: 0, max: 10_000_000 }), ([payments, order], owed) => {
        const inOrder = divideIn([...payments.keys()], payments, owed);
        expect(divideIn(order, payments, owed)).toEqual(inOrder);
        const [first] = payments;
        expect(inOrder[0]).toBe(monthlyInterest(owed, first?.rate ?? '0'));
      }),
    );
  });
});

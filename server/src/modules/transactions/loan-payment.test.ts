import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dividePayment, monthlyInterest } from './loan-payment.ts';

/** Pays the same amount a month, the last time what is left. */
function amortise(owedMinor: number, rate: string, paymentMinor: number, months: number) {
  let [owed, interest] = [owedMinor, 0];
  for (let month = 1; month <= months; month += 1) {
    const due = monthlyInterest(owed, rate);
    const payment = month === months ? owed + due : paymentMinor;
    const parts = dividePayment({ paymentMinor: payment, owedMinor: owed, rate });
    interest += parts?.interestMinor ?? 0;
    owed = parts?.owedAfterMinor ?? 0;
  }
  return { owed, interest };
}

describe('dividing a loan payment', () => {
  it('amortises as the published schedule of 100,000 at 6 % over 30 years', () => {
    const first = dividePayment({ paymentMinor: 59_955, owedMinor: 10_000_000, rate: '6' });
    expect(first).toEqual({
      principalMinor: 9_955,
      interestMinor: 50_000,
      escrowMinor: 0,
      owedAfterMinor: 9_990_045,
    });
    const second = dividePayment({ paymentMinor: 59_955, owedMinor: 9_990_045, rate: '6.00' });
    expect(second).toMatchObject({ interestMinor: 49_950, principalMinor: 10_005 });
    // Published total interest: 115,838; the last payment takes what rounding left.
    const { owed, interest } = amortise(10_000_000, '6', 59_955, 360);
    expect(owed).toBe(0);
    expect(Math.abs(interest - 11_583_800)).toBeLessThan(200);
  });

  it('rounds half away from zero to the cent', () => {
    // 1.00 at 6 % is half a cent a month.
    expect(monthlyInterest(100, '6')).toBe(1);
    expect(monthlyInterest(99, '6')).toBe(0);
    expect(monthlyInterest(300, '6')).toBe(2);
    expect(monthlyInterest(0, '6')).toBe(0);
    expect(monthlyInterest(-5_000, '6')).toBe(0);
    expect(monthlyInterest(9_007_199_254_740, '99.999999999999')).toBe(750_599_937_895);
    expect(() => monthlyInterest(1, 'six')).toThrow('No yearly rate');
  });

  it('says when the loan grows, and when more is repaid than owed', () => {
    expect(dividePayment({ paymentMinor: 30_000, owedMinor: 10_000_000, rate: '6' })).toMatchObject(
      {
        principalMinor: -20_000,
        owedAfterMinor: 10_020_000,
      },
    );
    expect(dividePayment({ paymentMinor: 10_000, owedMinor: 5_000, rate: null })).toMatchObject({
      principalMinor: 10_000,
      owedAfterMinor: -5_000,
    });
  });

  it('takes the principal a statement tells, and the rest as interest and escrow', () => {
    const facts = { paymentMinor: 90_000, owedMinor: 10_000_000, toldPrincipalMinor: 9_955 };
    expect(dividePayment({ ...facts, rate: null })).toMatchObject({ interestMinor: 80_045 });
    expect(dividePayment({ ...facts, rate: '6' })).toMatchObject({
      interestMinor: 50_000,
      escrowMinor: 30_045,
    });
    // A lender that counts days takes 509.59 for a month of 31.
    expect(dividePayment({ ...facts, paymentMinor: 9_955 + 50_959, rate: '6' })).toMatchObject({
      interestMinor: 50_959,
      escrowMinor: 0,
    });
    expect(dividePayment({ ...facts, rate: '6', escrowMinor: 40_000 })).toMatchObject({
      interestMinor: 40_045,
    });
    expect(dividePayment({ ...facts, rate: '6', interestMinor: 1, escrowMinor: 1 })).toBeNull();
    expect(dividePayment({ ...facts, rate: '6', escrowMinor: 90_000 })).toBeNull();
  });

  it('always adds up, and grows only below the interest', () => {
    const minor = fc.integer({ min: 0, max: 1_000_000_000_000 });
    const some = fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined });
    const rate = fc.option(
      fc.tuple(fc.nat(40), fc.nat(9_999)).map(([whole, part]) => `${whole}.${part}`),
    );
    fc.assert(
      fc.property(minor, minor, rate, some, some, some, (paid, owed, yearly, told, own, escrow) => {
        const parts = dividePayment({
          paymentMinor: paid,
          owedMinor: owed,
          rate: yearly,
          toldPrincipalMinor: told,
          interestMinor: own,
          escrowMinor: escrow,
        });
        if (parts === null) {
          expect(told).toBeDefined();
          return;
        }
        const { principalMinor, interestMinor, escrowMinor, owedAfterMinor } = parts;
        expect(principalMinor + interestMinor + escrowMinor).toBe(paid);
        expect(owedAfterMinor > owed).toBe(paid < interestMinor + escrowMinor);
      }),
    );
  });
});

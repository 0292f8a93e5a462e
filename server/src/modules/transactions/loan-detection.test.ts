import { addDays } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findLoanPayments,
  type Habit,
  type Loan,
  type LoanCredit,
  type LoanFacts,
  type Payment,
} from './loan-detection.ts';
import { namesAccount, saysLoan, saysMortgage } from './loan-words.ts';

let next = 0;
const id = () => {
  next += 1;
  return `t${String(next).padStart(4, '0')}`;
};
const pay = (amountMinor: number, day: number, part: Partial<Payment> = {}): Payment => ({
  id: id(),
  accountId: 'checking',
  currency: 'USD',
  postedOn: addDays('2026-03-01', day),
  amountMinor,
  merchantKey: 'lender',
  saysLoan: false,
  saysMortgage: false,
  names: [],
  ...part,
});
const credit = (amountMinor: number, day: number, accountId = 'house'): LoanCredit => ({
  id: id(),
  accountId,
  postedOn: addDays('2026-03-01', day),
  amountMinor,
});
const house: Loan = {
  id: 'house',
  currency: 'USD',
  isMortgage: true,
  from: '2026-01-01',
  to: '9999-12-31',
  instalmentMinor: null,
  hasRate: true,
  hasStatements: false,
};
const car: Loan = { ...house, id: 'car', isMortgage: false };
const habit: Habit = {
  merchantKey: 'lender',
  accountId: 'checking',
  loanAccountId: 'house',
  isRefused: false,
  amountMinor: 60_000,
};
const find = (part: Partial<LoanFacts>) =>
  findLoanPayments({
    payments: [],
    loans: [house, car],
    credits: [],
    habits: [],
    isRefused: () => false,
    ...part,
  });

describe('finding loan payments', () => {
  it('hears what kind of loan is meant, and which one by name', () => {
    const mortgage = pay(60_000, 0, { saysMortgage: true });
    const named = pay(30_000, 1, { names: ['car'] });
    expect(find({ payments: [named, mortgage] })).toEqual([
      {
        paymentId: mortgage.id,
        loanAccountId: 'house',
        creditId: null,
        isReady: true,
        isKnown: false,
      },
      { paymentId: named.id, loanAccountId: 'car', creditId: null, isReady: true, isKnown: false },
    ]);
  });

  it('tells none of two loans as likely, and nothing that nothing points at', () => {
    const payments = [pay(60_000, 0, { saysMortgage: true })];
    expect(find({ payments, loans: [house, { ...house, id: 'flat' }] })).toEqual([]);
    expect(find({ payments: [pay(60_000, 0)] })).toEqual([]);
    expect(find({ payments: [pay(60_000, -90, { saysMortgage: true })] })).toEqual([]);
    expect(find({ payments: [{ ...pay(1, 0, { names: ['car'] }), currency: 'EUR' }] })).toEqual([]);
  });

  it('finds the principal on the loan, each once, and leaves whole amounts to transfers', () => {
    const payments = [0, 1].map((day) => pay(60_000, day, { saysMortgage: true }));
    const credits = [credit(10_000, 2), credit(9_955, 0)];
    const found = find({ payments, credits });
    expect(found.map((one) => one.creditId)).toEqual([credits[1]?.id, credits[0]?.id]);
    expect(find({ payments, credits: [credit(60_000, 1)] })).toEqual([]);
    expect(find({ payments, credits: [credit(9_955, 9)] })).toMatchObject([{ creditId: null }, {}]);
  });

  it('knows a merchant again at about the same amount, and waits for a statement', () => {
    const payments = [pay(61_000, 0)];
    expect(find({ payments, habits: [habit] })).toMatchObject([{ isKnown: true }]);
    const dearer = { ...habit, amountMinor: 50_000 };
    expect(find({ payments, habits: [dearer] })).toMatchObject([{ isKnown: false }]);
    const loans = [{ ...house, hasStatements: true }];
    const rateless = [{ ...house, hasRate: false }];
    expect(find({ payments, loans: rateless, habits: [habit] })).toMatchObject([
      { isReady: false, isKnown: false },
    ]);
    expect(find({ payments, loans, habits: [habit] })).toMatchObject([{ isKnown: false }]);
    expect(find({ payments, loans, habits: [habit], credits: [credit(9_955, 1)] })).toMatchObject([
      { isKnown: true },
    ]);
  });

  it('does not find again what was refused, of a merchant or once', () => {
    const payments = [pay(60_000, 0, { saysMortgage: true })];
    expect(find({ payments, habits: [{ ...habit, isRefused: true }] })).toEqual([]);
    expect(find({ payments, habits: [habit], isRefused: () => true })).toEqual([]);
  });

  it('gives each payment and each row once, whatever the order', () => {
    const any = fc.record({
      amountMinor: fc.constantFrom(10_000, 60_000),
      day: fc.nat(20),
      saysMortgage: fc.boolean(),
      names: fc.subarray(['house', 'car']),
    });
    fc.assert(
      fc.property(fc.array(any), fc.array(fc.nat(20)), (rows, days) => {
        const payments = rows.map(({ amountMinor, day, ...part }) => pay(amountMinor, day, part));
        const credits = days.map((day) => credit(9_000, day));
        const found = find({ payments, credits, habits: [habit] });
        expect(new Set(found.map((one) => one.paymentId)).size).toBe(found.length);
        const used = found.flatMap((one) => one.creditId ?? []);
        expect(new Set(used).size).toBe(used.length);
        const reversed = { payments: payments.toReversed(), credits: credits.toReversed() };
        expect(find({ ...reversed, habits: [habit] })).toEqual(found);
      }),
    );
  });
});

it('hears of loans in words and names', () => {
  expect(saysMortgage('acme mortgage pymt')).toBe(true);
  expect(saysMortgage('recibo hipoteca')).toBe(true);
  expect(saysLoan('cuota prestamo coche')).toBe(true);
  expect(saysLoan('grocery outlet')).toBe(false);
  expect(namesAccount('ach acme bank 123', ['Home', 'Acme Bank'])).toBe(true);
  expect(namesAccount('ach acme bank 123', ['ING', null])).toBe(false);
});

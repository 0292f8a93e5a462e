import { addDays } from '@picture/contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Counted, keepToldValues, LedgerTotals } from './ledger-totals.ts';

const row: fc.Arbitrary<Counted> = fc.record({
  accountId: fc.constantFrom('a', 'b'),
  currency: fc.constant('USD'),
  postedOn: fc.integer({ min: 0, max: 90 }).map((offset) => addDays('2026-01-01', offset)),
  amountMinor: fc.integer({ min: -1e6, max: 1e6 }),
  categoryId: fc.constantFrom('food', 'pay'),
  categoryType: fc.constantFrom('expense' as const, 'income' as const),
  needsReview: fc.boolean(),
  isHidden: fc.constantFrom(0, 1),
});

describe('ledger totals', () => {
  it('leaves nothing of rows that are added and taken away', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const totals = new LedgerTotals(25);
        for (const one of rows) totals.add(one);
        for (const one of [...rows].reverse()) totals.take(one);
        for (const month of totals.months.values()) {
          expect([month.amountMinor, month.transactions]).toEqual([0, 0]);
        }
        for (const account of totals.accounts.values()) {
          expect([account.transactions, account.review]).toEqual([0, 0]);
          for (const day of account.days.values()) {
            expect([day.deltaMinor, Math.abs(day.spendingMinor)]).toEqual([0, 0]);
          }
        }
      }),
    );
  });

  it('sums to the same by month and by day, but for what is hidden, and counts only expenses as spending', () => {
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const totals = new LedgerTotals(25);
        for (const one of rows) totals.add(one);
        const sum = (amounts: number[]) => amounts.reduce((total, amount) => total + amount, 0);
        const days = [...totals.accounts.values()].flatMap((account) => [...account.days.values()]);
        const seen = rows.filter((one) => !one.isHidden);
        expect(sum(days.map((day) => day.deltaMinor))).toBe(
          sum(rows.map((one) => one.amountMinor)),
        );
        expect(sum([...totals.months.values()].map((month) => month.amountMinor))).toBe(
          sum(seen.map((one) => one.amountMinor)),
        );
        const spent = seen.filter((one) => one.categoryType === 'expense');
        expect(sum(days.map((day) => day.spendingMinor)) + 0).toBe(
          0 - sum(spent.map((one) => one.amountMinor)) + 0,
        );
      }),
    );
  });

  it('lets the first told value on or after a change take it back', () => {
    const values = [
      { on: '2026-02-01', transactionId: 'x' },
      { on: '2026-03-01', transactionId: 'y' },
    ];
    const days = new Map([
      ['2026-01-15', { deltaMinor: 100 }],
      ['2026-02-01', { deltaMinor: 20 }],
      ['2026-02-02', { deltaMinor: 3 }],
      ['2026-04-01', { deltaMinor: 9 }],
    ]);
    expect(keepToldValues(values, days)).toEqual([
      { value: values[0], changeMinor: -120 },
      { value: values[1], changeMinor: -3 },
    ]);
  });
});

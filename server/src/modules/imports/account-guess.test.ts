import { describe, expect, it } from 'vitest';
import { kindOf, suggestAccounts } from './account-guess.ts';

describe('the kind of an account', () => {
  it.each([
    ['moneymrkt', null, 'savings'],
    ['creditline', null, 'loan'],
    ['credit_card', 'Savings', 'credit_card'],
    [null, 'Blue Visa', 'credit_card'],
    [null, 'Rainy Day Savings', 'savings'],
    [null, 'House Mortgage', 'mortgage'],
    [null, 'Roth IRA', 'retirement'],
    [null, 'Tarjeta Oro', 'credit_card'],
    [null, 'Tagesgeldkonto', 'savings'],
    [null, 'Cash', 'cash'],
    [null, 'Everyday', 'checking'],
    [null, null, 'checking'],
  ] as const)('of type %s and name %s is %s', (type, name, kind) => {
    expect(kindOf(type, name)).toBe(kind);
  });
});

describe('the account suggested for a statement', () => {
  const none = { name: null, institution: null, externalId: null, type: null, currency: null };

  it('is called as the file says, by the end of its number, or as the file', () => {
    expect(
      suggestAccounts(
        [
          { ...none, name: 'Joint' },
          { ...none, institution: 'Harbor', externalId: '000987654321', type: 'savings' },
          none,
        ],
        'may visa.csv',
      ),
    ).toEqual([
      { name: 'Joint', kind: 'checking', currency: null },
      { name: 'Harbor …4321', kind: 'savings', currency: null },
      { name: 'may visa', kind: 'credit_card', currency: null },
    ]);
  });

  it('has its currency in its name where several share one', () => {
    const names = suggestAccounts(
      [
        { ...none, name: 'Current', currency: 'EUR' },
        { ...none, name: 'Current', currency: 'USD' },
      ],
      'x.csv',
    ).map((one) => one.name);
    expect(names).toEqual(['Current (EUR)', 'Current (USD)']);
  });
});

import { describe, expect, it } from 'vitest';
import { readText } from './csv.fixture.ts';
import { hashTagsIn, tagsIn } from './csv-extras.ts';

/** What a file says of its rows beside day, amount and payee. */
async function extras(content: string) {
  const { rows } = await readText(content);
  return rows.map(({ isPending, tags, note, originalPayee, isHidden, categoryGroup }) => ({
    ...(isPending && { isPending }),
    ...(tags && { tags }),
    ...(note !== undefined && { note }),
    ...(originalPayee && { originalPayee }),
    ...(isHidden && { isHidden }),
    ...(categoryGroup && { categoryGroup }),
  }));
}

describe('what owners wrote beside the rows of a CSV file', () => {
  it.each([
    [
      'Mint',
      'Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes\n1/15/2024,Corner Coffee,CORNER COFFEE 041 WA,4.50,debit,Coffee Shops,Blue Card,Trip Work,with Ana\n',
      { tags: ['Trip', 'Work'], note: 'with Ana', originalPayee: 'CORNER COFFEE 041 WA' },
    ],
    [
      'Monarch',
      'Date,Merchant,Category,Account,Original Statement,Notes,Amount,Tags\n2024-01-15,Corner Coffee,Coffee,Card,CORNER 041,latte,-4.50,"shared, big trip"\n',
      { tags: ['shared', 'big trip'], note: 'latte', originalPayee: 'CORNER 041' },
    ],
    [
      'YNAB',
      'Account,Flag,Date,Payee,Category Group/Category,Category Group,Category,Memo,Outflow,Inflow,Cleared\nCash,Red,15/01/2024,Shop,Fun: Coffee,Fun,Coffee,latte,$4.50,$0.00,Uncleared\n',
      { tags: ['Red'], note: 'latte', isPending: true, categoryGroup: 'Fun' },
    ],
    [
      'Copilot',
      'date,name,amount,status,category,parent category,excluded,tags,type,account,account mask,note,recurring\n2024-01-15,Coles,12.50,pending,Groceries,Food,true,trip,regular,Chase,1234,for the party,\n',
      {
        tags: ['trip'],
        note: 'for the party',
        isPending: true,
        isHidden: true,
        categoryGroup: 'Food',
      },
    ],
    [
      'Actual',
      'Account,Date,Payee,Notes,Category_Group,Category,Amount,Split_Amount,Cleared\nBank,2024-01-15,Cafe,latte #trip #work,Fun,Coffee,-4.50,0,Cleared\n',
      { tags: ['trip', 'work'], note: 'latte #trip #work', categoryGroup: 'Fun' },
    ],
    [
      'Lunch Money',
      'date,payee,amount,currency,category,notes,account,tags,recurring,original_name,status\n2024-01-15,Cafe,-4.50,usd,Coffee,latte,Bank,"a,b",,CAFE 12 WA,pending\n',
      { tags: ['a', 'b'], note: 'latte', originalPayee: 'CAFE 12 WA', isPending: true },
    ],
    [
      'Firefly III',
      'user_id,group_id,journal_id,type,currency_code,amount,foreign_currency_code,foreign_amount,description,date,source_name,source_type,destination_name,destination_type,category,tags,notes\n1,1,11,Withdrawal,EUR,-4.50,,,latte,2024-01-15,Giro,Asset account,Cafe,Expense account,Coffee,"a,b",mine\n',
      { tags: ['a', 'b'], note: 'mine' },
    ],
    [
      'Quicken Simplifi',
      'Date,Payee,Amount,Category,Tags,Notes,Check_No\n1/15/2024,Cafe,-4.50,Coffee,trip,latte,\n',
      { tags: ['trip'], note: 'latte' },
    ],
    [
      'Revolut',
      'Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nCARD_PAYMENT,Current,2024-01-15 10:00:00,,Cafe,-4.50,0.00,EUR,PENDING,\n',
      { isPending: true },
    ],
    [
      'Apple Card, which books on a day of its own',
      'Transaction Date,Clearing Date,Description,Merchant,Category,Type,Amount (USD),Purchased By\n01/15/2024,,CAFE 12,Cafe,Restaurants,Purchase,4.50,Ana\n',
      { isPending: true },
    ],
    [
      'a Spanish file of nobody known',
      'Fecha;Descripción;Importe;Etiquetas;Notas;Estado\n15/01/2024;Café;-4,50;viaje;con Ana;Pendiente\n',
      { tags: ['viaje'], note: 'con Ana', isPending: true },
    ],
  ])('are read from %s', async (_, content, expected) => {
    expect(await extras(content)).toEqual([expected]);
  });

  it('change neither payee nor memo, by which a row is recognised again', async () => {
    const { rows } = await readText(
      'Date,Description,Original Description,Amount,Transaction Type,Category,Account Name,Labels,Notes\n1/15/2024,Cafe,CAFE 12,4.50,debit,Coffee,Card,x,mine\n1/16/2024,Cafe,CAFE 13,4.50,debit,Coffee,Card,,\n',
    );
    expect(rows.map((row) => [row.payee, row.memo])).toEqual([
      ['Cafe', 'CAFE 12'],
      ['Cafe', 'CAFE 13'],
    ]);
  });

  it('are of the columns a person says, and of no other', async () => {
    const file = 'When;What;Own words;Mark;Sum\n2024-01-15;Cafe;latte;yes;-4,50\n';
    const columns = { postedOn: 0, payee: 1, note: 2, pending: 3, amount: 4, tags: null };
    const { rows, layout } = await readText(file, { csv: { columns } });
    expect(rows).toMatchObject([{ payee: 'Cafe', note: 'latte', isPending: true }]);
    expect(layout?.columns).toMatchObject({ note: 2, pending: 3, tags: null });
  });

  it('leave a file without any as it was', async () => {
    const { rows } = await readText('Date,Description,Amount\n2024-01-15,Cafe,-4.50\n');
    expect(Object.keys(rows[0] ?? {}).sort()).toEqual(
      [
        'amountMinor',
        'category',
        'checkNumber',
        'externalId',
        'line',
        'memo',
        'payee',
        'postedOn',
        'splits',
      ].sort(),
    );
  });
});

describe('splits', () => {
  const ynab = (...rows: string[]) =>
    `Account,Flag,Date,Payee,Category Group/Category,Category Group,Category,Memo,Outflow,Inflow,Cleared\n${rows.map((row) => `Cash,,15/01/2024,Shop,,${row},$0.00,Cleared\n`).join('')}`;

  it('of YNAB, whose parts stand alone, are one row recognised by its first part', async () => {
    const { rows } = await readText(
      ynab('Food,Groceries,Split (1/2) bread,$4.00', 'Fun,Toys,Split (2/2) ,$6.00'),
    );
    expect(rows).toMatchObject([
      {
        amountMinor: -1000,
        memo: null,
        keyOf: { amountMinor: -400, memo: 'Split (1/2) bread' },
        splits: [
          { amountMinor: -400, category: 'Groceries', memo: 'bread', categoryGroup: 'Food' },
          { amountMinor: -600, category: 'Toys', memo: null },
        ],
      },
    ]);
  });

  it('of which a part is missing stay rows of their own', async () => {
    const { rows } = await readText(
      ynab('Food,Groceries,Split (1/3) bread,$4.00', 'Fun,Toys,Split (2/3) x,$6.00', 'Fun,,,$1.00'),
    );
    expect(rows.map((row) => [row.amountMinor, row.splits])).toEqual([
      [-400, null],
      [-600, null],
      [-100, null],
    ]);
  });
});

describe('tags', () => {
  it.each([
    ['a, b;c|a', ['a', 'b', 'c']],
    ['#trip', ['trip']],
    [' , ', []],
    ['two words', ['two words']],
  ])('in “%s”', (cell, tags) => expect(tagsIn(cell)).toEqual(tags));
  it.each([
    ['Reimbursable Tax Related Vacation', ['Reimbursable', 'Tax Related', 'Vacation']],
    ['syntax related', ['syntax', 'related']],
    ['Tax Related, Big Trip', ['Tax Related', 'Big Trip']],
  ])('apart by spaces in “%s”', (cell, tags) => expect(tagsIn(cell, true)).toEqual(tags));
  it('stand after a sharp in the middle of words', () =>
    expect(hashTagsIn('lunch #trip, no. #1 a#b #')).toEqual(['trip', '1']));
});

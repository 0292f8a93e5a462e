import { describe, expect, test } from 'vitest';
import { loadBaseModel } from '../base-model.client.ts';
import { categorizeCsv as categorizeWith } from './categorize-csv.ts';

const categorizeCsv = (text: string) => categorizeWith(text, loadBaseModel());

const categories = (csv: string) =>
  categorizeCsv(csv)
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.replace(/,[^,]*$/, ''));

describe('categorising a CSV', () => {
  test('answers each row in order with an English name and a confidence', () => {
    const answer = categorizeCsv(
      'description,amount\nTRADER JOE S #123,-41.77\nNETFLIX.COM,-15.49\n',
    );
    expect(answer).toMatch(/^category,confidence\nGroceries,0\.\d\d\nMovies & DVDs,0\.\d\d\n$/);
  });

  test('finds its columns by name in any order and leaves others alone', () => {
    const csv =
      'Date,Amount,Account,Description\n' +
      '2026-03-01,"$1,234.50",x,DIVIDEND RECEIVED\n' +
      '2026-03-02,-4.10,x,"STARBUCKS, STORE 1"\n';
    expect(categories(csv)).toEqual(['Dividend & Cap Gains', 'Coffee Shops']);
  });

  test('reads a debit or credit column beside amounts without a sign', () => {
    const csv = 'description,amount,transaction type\nINTEREST,3.20,credit\nINTEREST,3.20,debit\n';
    expect(categories(csv)).toEqual(['Interest Income', 'Fees & Charges']);
  });

  test('takes no sign as evidence when every amount is positive', () => {
    const csv = 'description,amount\nZXQVON HOUSE,12.00\nSAFEWAY #12,40.00\n';
    expect(categories(csv)[0]).not.toBe('Income');
    expect(categories(csv)[1]).toBe('Groceries');
  });

  test('does without amounts, with a byte order mark, semicolons and Windows line ends', () => {
    expect(categories('\uFEFFDescription\r\nSHELL OIL 5744\r\n')).toEqual(['Gas & Fuel']);
    expect(categories('amount;payee\r\n-3,20;REWE SAGT DANKE\r\n')).toEqual(['Groceries']);
  });

  test('keeps a line for an empty description', () => {
    expect(categorizeCsv('description,amount\n,-3\n"",-4\n')).toBe(
      'category,confidence\nUncategorized,0.00\nUncategorized,0.00\n',
    );
  });

  test('says what is missing from the header', () => {
    expect(() => categorizeCsv('date,amount\n1,2\n')).toThrow('no "description" column');
    expect(() => categorizeCsv('')).toThrow('empty');
  });
});

import { describe, expect, it } from 'vitest';
import { importKey, KeyCounter } from '../import-key.ts';
import { type ParsedTransaction, readStatements } from './index.ts';

const REPORT = 'Register Report - All Dates,,,,,,,,,\n,,,,,,,,,\n';
const REPORT_HEAD = ',Date,Account,Num,Description,Memo,Category,Tag,Clr,Amount\n';
const FIREFLY_HEAD =
  'user_id,group_id,journal_id,group_title,type,currency_code,amount,foreign_currency_code,foreign_amount,description,date,source_name,source_type,destination_name,destination_type,category,tags,notes\n';

async function read(text: string) {
  const rows: ParsedTransaction[] = [];
  const problems: string[] = [];
  const source = {
    name: 'file.csv',
    sizeBytes: text.length,
    open: async function* () {
      yield Buffer.from(text);
    },
  };
  for await (const event of readStatements(source, { currency: 'USD' })) {
    if (event.kind === 'transactions') rows.push(...event.rows);
    if (event.kind === 'problem') problems.push(event.problem.code);
  }
  return { rows, problems };
}

const keyOf = (row: ParsedTransaction) => {
  const counter = new KeyCounter();
  return importKey(row, (base) => counter.seen(base));
};

describe("Splits of Quicken's register report", () => {
  const market =
    ',1/15/2024,Everyday,1042        S,Corner Market,weekend,Food:Groceries,trip,R,-40.50\n';
  const more = ',,,,,,Home:Things,,R,-19.99\n,,,,,soap,Personal Care,,R,-3.01\n';
  const after = ',1/16/2024,Everyday,,Acme,,Salary,,R,"1,000.00"\n,,,,,,,TOTAL,,936.50\n';

  it('are one row with its lines', async () => {
    const { rows, problems } = await read(REPORT + REPORT_HEAD + market + more + after);
    expect(problems).toEqual([]);
    expect(rows).toMatchObject([
      {
        postedOn: '2024-01-15',
        amountMinor: -6350,
        payee: 'Corner Market',
        memo: 'weekend',
        checkNumber: '1042',
        category: null,
        splits: [
          { amountMinor: -4050, category: 'Food:Groceries', memo: null, tags: ['trip'] },
          { amountMinor: -1999, category: 'Home:Things', memo: null },
          { amountMinor: -301, category: 'Personal Care', memo: 'soap' },
        ],
      },
      { postedOn: '2024-01-16', amountMinor: 100_000, payee: 'Acme', splits: null },
    ]);
    expect(rows[0]?.tags).toBeUndefined();
  });

  it('are recognised by the row that came in alone before', async () => {
    const [whole] = (await read(REPORT_HEAD + market + more + after)).rows;
    const [lone] = (await read(REPORT_HEAD + market + after)).rows;
    expect(lone).toMatchObject({ amountMinor: -4050, splits: null, category: 'Food:Groceries' });
    expect(whole && keyOf(whole)).toBe(lone && keyOf(lone));
    const former = { ...lone, checkNumber: '1042 S' } as ParsedTransaction;
    delete former.keyOf;
    expect(keyOf(former)).toBe(lone && keyOf(lone));
  });

  it('are not made of what stands below a row that is none', async () => {
    const plain = ',1/15/2024,Everyday,1042,Corner Market,,Food:Groceries,,R,-40.50\n';
    const { rows } = await read(REPORT_HEAD + plain + more + after);
    expect(rows.map((row) => row.amountMinor)).toEqual([-4050, 100_000]);
  });
});

describe("Groups of Firefly III's journals", () => {
  const journal = (group: number, id: number, title: string, amount: string, rest: string) =>
    `1,${group},${id},${title},Withdrawal,EUR,${amount},,,part ${id},2024-01-15T00:00:00+01:00,Giro,Asset account,${rest}\n`;
  const file =
    journal(1, 11, 'Weekend', '-4.50', 'Market,Expense account,Food,"a,b",mine') +
    journal(2, 13, '', '-9.00', 'Cafe,Expense account,Coffee,,') +
    journal(1, 12, 'Weekend', '-6.00', 'Market,Expense account,Home,,');

  it('are one row, also where another stands between them', async () => {
    const { rows } = await read(FIREFLY_HEAD + file);
    expect(rows).toMatchObject([
      { amountMinor: -900, payee: 'Cafe', splits: null },
      {
        amountMinor: -1050,
        payee: 'Market',
        memo: 'Weekend',
        externalId: '11',
        splits: [
          { amountMinor: -450, category: 'Food', memo: 'part 11 · mine', tags: ['a', 'b'] },
          { amountMinor: -600, category: 'Home', memo: 'part 12' },
        ],
      },
    ]);
    // As it was recognised when each journal was a row.
    expect(rows[1] && keyOf(rows[1])).toBe(
      keyOf({ ...(rows[1] as ParsedTransaction), amountMinor: -450, keyOf: undefined as never }),
    );
  });

  it('stay rows of their own in accounts of their own, and as journals without a title', async () => {
    const transfer = (id: number, amount: string, to: string) =>
      `1,3,${id},Savings,Transfer,EUR,${amount},,,save,2024-01-17,Giro,Asset account,${to},Asset account,,,\n`;
    const { rows } = await read(
      FIREFLY_HEAD + transfer(21, '20.00', 'Pot') + transfer(22, '30.00', 'Jar'),
    );
    expect(rows.map((row) => [row.amountMinor, row.splits?.length ?? 0]).sort()).toEqual([
      [-5000, 2],
      [2000, 0],
      [3000, 0],
    ]);
  });
});

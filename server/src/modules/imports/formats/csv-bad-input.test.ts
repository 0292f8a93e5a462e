import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brief, readText } from './csv.fixture.ts';
import { UnreadableStatement } from './statement.ts';

const HEADER = 'Date,Payee,Amount\n';
const GOOD = '2024-01-15,Coffee,-4.50\n';

const problemsOf = async (row: string) => {
  const file = await readText(`${HEADER}${GOOD}${row}\n${GOOD}`);
  expect(brief(file).filter((one) => one[2] === 'Coffee')).toHaveLength(2);
  return file.problems.map((problem) => [problem.line, problem.code, problem.severity]);
};

describe('readCsv, of bad input', () => {
  it('names the line of a day there is none', async () => {
    expect(await problemsOf('2024-02-31,Tea,-1.00')).toEqual([[3, 'date_invalid', 'error']]);
    expect(await problemsOf('"February 31, 2024",Tea,-1.00')).toEqual([
      [3, 'date_invalid', 'error'],
    ]);
  });

  it('names the line of an amount past safe integers, or that is none', async () => {
    expect(await problemsOf('2024-01-15,Tea,99999999999999999999')).toEqual([
      [3, 'amount_too_large', 'error'],
    ]);
    expect(await problemsOf('2024-01-15,Tea,twelve')).toEqual([[3, 'amount_invalid', 'error']]);
    expect(await problemsOf('2024-01-15,Tea')).toEqual([[3, 'amount_missing', 'error']]);
    expect(await problemsOf(',Tea,-1.00')).toEqual([[3, 'date_missing', 'error']]);
  });

  it('names the line of a currency that does not exist', async () => {
    const file = await readText(
      'Date,Payee,Amount,Currency\n2024-01-15,a,1.00,EUR\n2024-01-15,b,-1.00,EUR\n2024-01-15,c,1.00,ZZZ\n',
    );
    expect(brief(file).map((row) => row[2])).toEqual(['a', 'b']);
    expect(file.problems).toMatchObject([
      { line: 4, code: 'currency_unknown', params: { currency: 'ZZZ' } },
    ]);
  });

  it('rounds more decimals than the currency has, with a warning', async () => {
    const file = await readText(
      'Date,Payee,Amount,Currency\n2024-01-15,a,-1.005,EUR\n2024-01-15,b,7.5,JPY\n',
    );
    expect(file.rows.map((row) => row.amountMinor)).toEqual([-101, 8]);
    expect(file.problems.map((problem) => [problem.line, problem.code, problem.severity])).toEqual([
      [2, 'amount_rounded', 'warning'],
      [3, 'amount_rounded', 'warning'],
    ]);
  });

  it('says that the last row is cut off', async () => {
    const file = await readText(`${HEADER}${GOOD}${GOOD}2024-01-16,Te`);
    expect(file.rows).toHaveLength(2);
    expect(file.problems).toMatchObject([{ line: 4, code: 'file_truncated' }]);
  });

  it('reads on after a quote never closed', async () => {
    expect(await problemsOf('2024-01-15,"Tea,-1.00')).toEqual([[3, 'quote_unclosed', 'warning']]);
  });

  it('keeps formulas as the text they are', async () => {
    const file = await readText(`${HEADER}2024-01-15,"=HYPERLINK(""x"")",-1.00\n${GOOD}`);
    expect(brief(file)[0]).toEqual(['2024-01-15', -100, '=HYPERLINK("x")']);
  });

  it('says when dates could be read either way', async () => {
    const file = await readText('Date,Payee,Amount\n01/02/2024,a,-1.00\n03/04/2024,b,1.00\n');
    expect(file.problems).toMatchObject([{ code: 'ambiguous_dates', severity: 'warning' }]);
    expect(file.rows[0]?.postedOn).toBe('2024-01-02');
    const european = await readText('Date;Payee;Amount\n01/02/2024;a;-1,00\n03/04/2024;b;1,00\n');
    expect(european.rows[0]?.postedOn).toBe('2024-02-01');
  });

  it('dates pending rows by the newest row, with a warning', async () => {
    const file = await readText(`${HEADER}Pending,Tea,-1.00\n2024-01-17,Bus,-2.00\n${GOOD}`);
    expect(brief(file)[0]).toEqual(['2024-01-17', -100, 'Tea']);
    expect(file.problems).toMatchObject([{ line: 2, code: 'date_pending', severity: 'warning' }]);
  });

  it('still tells its columns when none holds dates', async () => {
    const file = await readText('Account,Shop,Name,Points,Value\nCard,VTI,Fund,100,"$30,512.00"\n');
    expect(file.rows).toEqual([]);
    expect(file.layout?.headers).toEqual(['Account', 'Shop', 'Name', 'Points', 'Value']);
    expect(file.problems).toMatchObject([{ code: 'date_column_missing' }]);
  });

  it('takes little time for hundreds of columns of amounts without a name', async () => {
    const row = `2024-01-15,${Array.from({ length: 480 }, (_, at) => `${at}.50`).join(',')}\n`;
    const before = process.cpuUsage();
    await readText(row.repeat(100));
    expect(process.cpuUsage(before).user).toBeLessThan(2_000_000);
  });

  it('tells a thousand problems and how many more there are', async () => {
    const file = await readText(`${HEADER}${GOOD}${'2024-02-31,Tea,-1.00\n'.repeat(1500)}`);
    expect(file.problems).toHaveLength(1001);
    expect(file.problems.at(-1)).toMatchObject({ code: 'more_problems', params: { count: 500 } });
  });

  it('refuses text that is no table', async () => {
    await expect(readText('Dear customer,\n\nthank you for your letter.\n')).rejects.toThrow(
      UnreadableStatement,
    );
    await expect(readText(`a${'b'.repeat(2_000_000)}`)).rejects.toThrow(UnreadableStatement);
  });

  it('never fails, nor takes long, whatever is changed in a file', async () => {
    const original = Buffer.from(
      'Account;Buchungstag;Empfänger;Betrag;Währung\n"Giro";15.01.2024;"Café; ""Zum Bären""";-1.234,50;EUR\nGiro;16.01.2024;Lohn;2.000,00;EUR\nGiro;17.01.2024;Bäcker;-3,20;EUR\n',
    );
    const change = fc.record({
      at: fc.nat(original.length - 1),
      remove: fc.nat(30),
      insert: fc.oneof(
        fc.uint8Array({ maxLength: 8 }),
        fc
          .constantFrom('"', '""', '\n', '\r', ';', ',', '\0', '(', '-', '31.02.', '9'.repeat(40))
          .map((text) => Buffer.from(text)),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async (changes) => {
        let bytes = original as Uint8Array;
        for (const { at, remove, insert } of changes) {
          bytes = Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
        }
        const started = performance.now();
        try {
          const file = await readText(bytes);
          for (const row of file.rows) {
            expect(Number.isSafeInteger(row.amountMinor)).toBe(true);
            expect(row.postedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
          }
        } catch (error) {
          if (!(error instanceof UnreadableStatement)) throw error;
        }
        expect(performance.now() - started).toBeLessThan(1000);
      }),
      { numRuns: 500 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { brief, readText } from './csv.fixture.ts';

const COFFEE = ['2024-01-15', -450, 'Corner coffee'];
const PAY = ['2024-01-16', 100_000, 'Payroll Inc'];

/** Made up here, each after how one bank or program writes its export. */
const EXPORTS: Record<string, string> = {
  'a plain file':
    'Date,Description,Amount\n2024-01-15,Corner coffee,-4.50\n2024-01-16,Payroll Inc,1000\n',
  'a card with posting dates':
    'Transaction Date,Post Date,Description,Category,Type,Amount,Memo\n01/14/2024,01/15/2024,Corner coffee,Food,Sale,-4.50,\n01/15/2024,01/16/2024,Payroll Inc,,Payment,"1,000.00",\n',
  'a card whose purchases are positive, told by its columns':
    'Date,Description,Card Member,Account #,Amount\n01/15/2024,Corner coffee,JANE,-1,4.50\n01/16/2024,Payroll Inc,JANE,-1,-1000.00\n',
  'a card whose purchases are positive, told by the sort of each row':
    'Transaction Date,Clearing Date,Description,Type,Amount (USD)\n01/14/2024,01/15/2024,Corner coffee,Purchase,4.50\n01/16/2024,01/16/2024,Payroll Inc,Payment,-1000.00\n',
  'columns for money out and in':
    'Date,Details,Paid out,Paid in,Balance\n15 Jan 2024,Corner coffee,£4.50,,£95.50\n16 Jan 2024,Payroll Inc,,"£1,000.00","£1,095.50"\n',
  'debits written with a minus':
    'Date,Description,Debit,Credit\n1/15/2024,Corner coffee,-4.50,\n1/16/2024,Payroll Inc,,1000.00\n',
  'amounts named after their side':
    'Transaction Date,Sort Code,Transaction Description,Debit Amount,Credit Amount,Balance\n15/01/2024,30-00-00,Corner coffee,4.50,,95.50\n16/01/2024,30-00-00,Payroll Inc,,1000.00,1095.50\n',
  'a word for the direction':
    'Date,Description,Amount,Transaction Type,Category\n1/15/2024,Corner coffee,4.50,debit,Coffee\n1/16/2024,Payroll Inc,1000.00,credit,Pay\n',
  'Dutch words for the direction':
    'Datum;Naam / Omschrijving;Af Bij;Bedrag (EUR)\n20240115;Corner coffee;Af;4,50\n20240116;Payroll Inc;Bij;1000,00\n',
  'German letters for the direction':
    'Buchungstag;Empfänger;Betrag;S/H\n15.01.2024;Corner coffee;4,50;S\n16.01.2024;Payroll Inc;1.000,00;H\n',
  'only credits marked':
    'Date,Description,Amount,\n15-Jan-2024,Corner coffee,£4.50,\n16-Jan-2024,Payroll Inc,"£1,000.00",CR\n',
  'a preamble and a footer':
    'Description,,Summary Amt.\nBeginning balance,,"1,000.00"\n\nDate,Description,Amount,Running Bal.\n01/15/2024,Beginning balance,,"1,000.00"\n01/15/2024,Corner coffee,-4.50,995.50\n01/16/2024,Payroll Inc,"1,000.00","1,995.50"\nTotal:,,995.50,\n',
  'no header, with an asterisk':
    '"01/15/2024","-4.50","*","","Corner coffee"\n"01/16/2024","1000.00","*","","Payroll Inc"\n',
  'no header, a balance beside the amount':
    '15-01-2024,NL99ASNB9999999999,Corner coffee,EUR,100.00,EUR,-4.50\n16-01-2024,NL99ASNB9999999999,Payroll Inc,EUR,95.50,EUR,1000.00\n17-01-2024,NL99ASNB9999999999,,EUR,1095.50,EUR,0.00\n',
  French:
    "Date de l'opération;Libellé;Débit;Crédit\n15/01/2024;Corner coffee;4,50;\n16/01/2024;Payroll Inc;;1 000,00\n",
  Spanish:
    'Fecha;Concepto;Importe;Saldo\n15/01/2024;Corner coffee;-4,50 EUR;95,50 EUR\n16/01/2024;Payroll Inc;1.000,00 EUR;1.095,50 EUR\n',
  Italian:
    'Data contabile,Descrizione,Dare,Avere\n15/01/2024,Corner coffee,"4,50",\n16/01/2024,Payroll Inc,,"1.000,00"\n',
  Portuguese:
    'Data mov.;Descrição;Débito;Crédito\n15-01-2024;Corner coffee;4,50;\n16-01-2024;Payroll Inc;;1.000,00\n',
  'a language not known':
    '日付\t内容\t金額\n2024/01/15\tCorner coffee\t-4.50\n2024/01/16\tPayroll Inc\t"1,000.00"\n',
  'a separator announced':
    'sep=|\nDate|Payee|Amount\n2024-01-15|Corner coffee|-4.50\n2024-01-16|Payroll Inc|1000.00\n',
  'a balance and a fee':
    'Type,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\nCARD,2024-01-14 10:00:00,2024-01-15 10:00:00,Corner coffee,-4.35,0.15,EUR,COMPLETED,95.50\nTOPUP,2024-01-16 10:00:00,,Payroll Inc,1000.00,0.00,EUR,PENDING,\n',
  'gross, fee and net':
    'Date,Name,Currency,Gross,Fee,Net\n1/15/2024,Corner coffee,USD,-4.00,-0.50,-4.50\n1/16/2024,Payroll Inc,USD,1010.00,-10.00,1000.00\n',
  'an original amount before the booked one':
    'Datum;Verwendungszweck;Fremdwährung;Betrag;Kurs;Betrag;Währung\n15.01.2024;Corner coffee;USD;- 5,00;1,1;- 4,50;EUR\n16.01.2024;Payroll Inc;;;;1.000,00;EUR\n',
  'payer and payee':
    'ID,Datetime,Type,Note,From,To,Amount (total),Amount (fee)\n900000000001,2024-01-15T10:00:00,Payment,Latte,Jane,Corner coffee,- $4.50,\n900000000002,2024-01-16T10:00:00,Payment,Wages,Payroll Inc,Jane,"+ $1,000.00",\n',
  'rows longer than the header':
    'Details,Posting Date,Description,Amount,Type,Balance\nDEBIT,01/15/2024,"Corner coffee",-4.50,POS,95.50,,\nCREDIT,01/16/2024,"Payroll Inc",1000.00,ACH,1095.50,,\n',
};

describe('readCsv', () => {
  it.each(Object.entries(EXPORTS))('reads %s', async (_name, text) => {
    const file = await readText(text);
    expect(brief(file).slice(0, 2)).toEqual([COFFEE, PAY]);
    expect(file.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  });

  it('puts an unquoted separator in the payee back into it', async () => {
    const file = await readText(
      'Date,Payee,Amount\n2024-01-15,Smith, Sons,-1.00\n2024-01-16,b,2.00\n',
    );
    expect(brief(file)[0]).toEqual(['2024-01-15', -100, 'Smith, Sons']);
  });

  it('makes a statement of each account and each currency', async () => {
    const file = await readText(
      'Account,Date,Payee,Amount,Currency\nCash,2024-01-15,a,-1,USD\nBank,2024-01-15,b,-2,USD\nCash,2024-01-15,c,-3,JPY\nCash,2024-01-15,d,-4,USD\n',
    );
    expect(
      file.statements.map(({ event, rows }) => [
        event.account.name,
        event.currency,
        rows.map((row) => row.amountMinor),
      ]),
    ).toEqual([
      ['Cash', 'USD', [-100, -400]],
      ['Bank', 'USD', [-200]],
      ['Cash', 'JPY', [-3]],
    ]);
  });

  it('reads the column of each currency', async () => {
    const file = await readText(
      '"Account Type","Account Number","Transaction Date","Cheque Number","Description 1","CAD$","USD$"\n"Chequing","123-456","1/15/2024","12","a",-1.00,\n"Chequing","123-456","1/16/2024","","b",,2.00\n',
    );
    expect(
      file.statements.map(({ event }) => [
        event.account.externalId,
        event.account.type,
        event.currency,
      ]),
    ).toEqual([
      ['123-456', 'Chequing', 'CAD'],
      ['123-456', 'Chequing', 'USD'],
    ]);
    expect(file.rows.map((row) => [row.amountMinor, row.checkNumber])).toEqual([
      [-100, '12'],
      [200, null],
    ]);
  });

  it('joins the parts of a split transaction', async () => {
    const file = await readText(
      'Account,Date,Payee,Notes,Category,Amount,Split_Amount,Cleared\nBank,2024-01-15,Shop,(SPLIT INTO 2) week,,0,-10.00,Cleared\nBank,2024-01-15,Shop,(SPLIT 1 OF 2) bread,Food,-4.00,0,Cleared\nBank,2024-01-15,Shop,(SPLIT 2 OF 2) ,Home,-6.00,0,Cleared\nBank,2024-01-16,Other,,Food,-1.00,0,Cleared\n',
    );
    expect(file.rows.map((row) => [row.amountMinor, row.memo, row.splits])).toEqual([
      [
        -1000,
        'week',
        [
          { amountMinor: -400, category: 'Food', memo: 'bread' },
          { amountMinor: -600, category: 'Home', memo: null },
        ],
      ],
      [-100, null, null],
    ]);
    expect(file.problems).toEqual([]);
  });

  it('takes the balance of the newest row, first or last in the file', async () => {
    const header = 'Date,Description,Amount,Balance\n';
    const [old, recent] = ['2024-01-15,a,-1.00,9.00\n', '2024-01-16,b,5.00,14.00\n'];
    expect((await readText(header + old + recent)).balances).toEqual([[1400, '2024-01-16']]);
    expect((await readText(header + recent + old)).balances).toEqual([[1400, '2024-01-16']]);
    const sameDay = '2024-01-15,b,5.00,14.00\n';
    expect((await readText(header + sameDay + old)).balances).toEqual([[1400, '2024-01-15']]);
  });

  it('reads the same again by the layout it found', async () => {
    for (const text of Object.values(EXPORTS)) {
      const found = await readText(text);
      const {
        headers: _h,
        sample: _s,
        fingerprint: _f,
        ...mapping
      } = found.layout ?? {
        headers: [],
        sample: [],
        fingerprint: '',
      };
      const again = await readText(text, { csv: mapping });
      expect(again.rows.map((row) => row.amountMinor)).toEqual(
        found.rows.map((row) => row.amountMinor),
      );
      expect(again.rows.map((row) => row.postedOn)).toEqual(found.rows.map((row) => row.postedOn));
    }
  });

  it('reads by what a person said of the columns', async () => {
    const text = 'a,b,c\n01/02/2024,5,coffee\n03/04/2024,6,tea\n';
    const file = await readText(text, {
      csv: {
        headerRow: 0,
        columns: { postedOn: 0, amount: 1, payee: 2 },
        dateOrder: 'dmy',
        invertSign: true,
      },
    });
    expect(brief(file)).toEqual([
      ['2024-02-01', -500, 'coffee'],
      ['2024-04-03', -600, 'tea'],
    ]);
  });

  it('gives files of one make one fingerprint', async () => {
    const print = async (text: string) => (await readText(text)).layout?.fingerprint;
    const header = 'Date,Payee,Amount\n';
    expect(await print(`${header}2024-01-15,a,1\n`)).toBe(
      await print(`${header}2023-05-06,b,-2\n`),
    );
    expect(await print(`${header}2024-01-15,a,1\n`)).not.toBe(
      await print('Date,Payee,Amount,Notes\n2024-01-15,a,1,x\n'),
    );
  });

  it('gives rows in batches of a thousand', async () => {
    const rows = Array.from({ length: 2500 }, (_, n) => `2024-01-15,p${n},-${n}.00\n`).join('');
    const file = await readText(`Date,Payee,Amount\n${rows}`);
    expect(file.rows).toHaveLength(2500);
    expect(file.rows.map((row) => row.line)).toEqual(Array.from({ length: 2500 }, (_, n) => n + 2));
  });
});

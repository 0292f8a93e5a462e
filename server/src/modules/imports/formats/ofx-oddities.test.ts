import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOfx } from './ofx.ts';
import type { ParsedTransaction, StatementEvent } from './statement.ts';

const bank = (rows: string, currency = 'USD') =>
  `OFXHEADER:100\n\n<OFX><SIGNONMSGSRSV1><SONRS><FI><ORG>Harbor Bank<FID>1</FI></SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>${currency}<BANKACCTFROM><BANKID>12<ACCTID>9876<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\n${rows}</BANKTRANLIST><LEDGERBAL><BALAMT>10<DTASOF>20260131</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;

const row = (amount: string, rest = '', day = '20260102') =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>f1${rest}</STMTTRN>\n`;

const rowsOf = (events: StatementEvent[]): ParsedTransaction[] =>
  events.flatMap((event) => (event.kind === 'transactions' ? event.rows : []));

const problemsOf = (events: StatementEvent[]) =>
  events.flatMap((event) => (event.kind === 'problem' ? [event.problem] : []));

const amounts = (text: string) => rowsOf([...readOfx(text, {})]).map((one) => one.amountMinor);

describe('OFX as banks write it', () => {
  it('takes a header on one line, none at all, and tags in small letters', () => {
    const plain = bank(row('-1.00', '<NAME>deli'));
    const body = plain.slice(plain.indexOf('<OFX>'));
    const oneLine = `OFXHEADER:100DATA:OFXSGMLVERSION:102ENCODING:USASCII${body}`;
    for (const text of [plain, body, oneLine, plain.toLowerCase()])
      expect(amounts(text)).toEqual([-100]);
  });

  it('reads transactions that are never closed', () => {
    const open = bank(row('-1.00') + row('-2.00')).replaceAll('</STMTTRN>', '');
    expect(amounts(open)).toEqual([-100, -200]);
  });

  it.each([
    ['<NAME>A < B <C Ltd\n<MEMO>m', 'A < B <C Ltd', 'm'],
    ['<PAYEE><NAME>Acme<ADDR1>Main St</PAYEE><MEMO>m', 'Acme', 'm'],
    ['<BANKACCTTO><BANKID>5<ACCTID>6</BANKACCTTO><NAME>Savings', 'Savings', null],
    ['<NAME>Caf&#233; <!-- inside --> Nord\n  South', 'Café  Nord South', null],
    ['<NAME><![CDATA[A &amp; B]]><MEMO/>', 'A &amp; B', null],
    ['<NAME>\n<MEMO>only a memo', null, 'only a memo'],
  ])('reads %j', (rest, payee, memo) => {
    expect(rowsOf([...readOfx(bank(row('-1', rest)), {})])).toMatchObject([{ payee, memo }]);
  });

  it.each([
    ['point', ['-1,234.56', '1,000'], [-123_456, 100_000]],
    ['comma', ['-12,5', '1.234,5', '0,07'], [-1250, 123_450, 7]],
  ])('takes the %s before decimals from the whole file', (_, written, minor) => {
    expect(amounts(bank(written.map((one) => row(one)).join('')))).toEqual(minor);
  });

  it('counts in the minor units of the currency, and tells what it rounded', () => {
    expect(amounts(bank(row('-1200'), 'JPY'))).toEqual([-1200]);
    expect(amounts(bank(row('-1.234'), 'KWD'))).toEqual([-1234]);
    const events = [...readOfx(bank(row('-2.00') + row('-0.125')), {})];
    expect(rowsOf(events).map((one) => one.amountMinor)).toEqual([-200, -13]);
    expect(problemsOf(events)).toMatchObject([{ code: 'amount_rounded', line: 5 }]);
  });

  it('leaves out a row without a day, with a row number where it was', () => {
    const events = [...readOfx(bank(row('-1', '', '') + row('-2', '', '2026') + row('')), {})];
    expect(rowsOf(events)).toEqual([]);
    expect(problemsOf(events)).toMatchObject([
      { code: 'date_missing', line: 4 },
      { code: 'date_invalid', line: 5 },
      { code: 'amount_missing', line: 6 },
    ]);
  });

  it('does not take zeros for the id of a transaction', () => {
    const text = bank(row('-1').replace('f1', '000'));
    expect(rowsOf([...readOfx(text, {})])[0]?.externalId).toBeNull();
  });

  it('knows the bank by its name, else by its number, and each account by its own', () => {
    const other =
      '<STMTRS><CURDEF>EUR<BANKACCTFROM><BANKID>77<ACCTID>5<ACCTTYPE>MONEYMRKT</BANKACCTFROM></STMTRS>';
    const accounts = (text: string) =>
      [...readOfx(text, {})].flatMap((event) =>
        event.kind === 'statement' ? [event.account] : [],
      );
    const text = bank(row('-1')).replace('</STMTTRNRS>', `</STMTTRNRS>${other}`);
    expect(accounts(text)).toMatchObject([
      { externalId: '9876', type: 'checking', institution: 'Harbor Bank' },
      { externalId: '5', type: 'savings', institution: 'Harbor Bank' },
    ]);
    expect(accounts(text.replace('<ORG>Harbor Bank', ''))[1]?.institution).toBe('77');
  });
});

describe('an OFX file cut off anywhere', () => {
  const whole = bank(row('-1.11') + row('-2.22') + row('-3.33'));

  it('gives only whole transactions and whole balances, and says that it was cut', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: whole.indexOf('</BANKACCTFROM>') + 15, max: whole.length - 1 }),
        (at) => {
          const events = [...readOfx(whole.slice(0, at), {})];
          const read = rowsOf(events).map((one) => one.amountMinor);
          expect(read).toEqual([-111, -222, -333].slice(0, read.length));
          expect(read.length).toBe(whole.slice(0, at).split('</STMTTRN>').length - 1);
          for (const event of events) {
            if (event.kind === 'balance') expect(event.closingBalanceMinor).toBe(1000);
          }
          expect(problemsOf(events)).toMatchObject([{ code: 'file_truncated' }]);
        },
      ),
      { numRuns: 500, seed: 3 },
    );
  });
});

it('reads any amount and day of an OFX file back as written', () => {
  const day = fc.date({
    min: new Date('1970-01-01'),
    max: new Date('2100-01-01'),
    noInvalidDate: true,
  });
  const minor = fc.integer({ min: -9_007_199_254_740, max: 9_007_199_254_740 });
  fc.assert(
    fc.property(fc.array(fc.tuple(day, minor), { minLength: 1 }), (given) => {
      const text = given.map(([at, amount]) => {
        const digits = String(Math.abs(amount)).padStart(3, '0');
        const written = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
        return row(
          written,
          '',
          `${at.toISOString().slice(0, 10).replaceAll('-', '')}120000[-8:PST]`,
        );
      });
      expect(
        rowsOf([...readOfx(bank(text.join('')), {})]).map((one) => [one.postedOn, one.amountMinor]),
      ).toEqual(given.map(([at, amount]) => [at.toISOString().slice(0, 10), amount]));
    }),
  );
});

it.each(['<', '<a', '<!', '<!--', '<a ', '&amp;', '<STMTTRN>', '<FI>', '<SECINFO>', 'x  \n'])(
  'takes time in proportion for a file of nothing but %j',
  (junk) => {
    const text = bank(`<STMTTRN><NAME>${junk.repeat(300_000 / junk.length)}>`);
    const start = performance.now();
    expect([...readOfx(text, {})].length).toBeGreaterThan(0);
    expect(performance.now() - start).toBeLessThan(1000);
  },
);

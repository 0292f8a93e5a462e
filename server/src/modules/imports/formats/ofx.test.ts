import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, toParseJson } from './index.ts';
import { readOfx } from './ofx.ts';
import { UnreadableStatement } from './statement.ts';

const readText = (text: string) => toParseJson(readStatements(sourceOf(text), {}));

const sgml = (body: string) => `OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX>${body}</OFX>`;
const bank = (rows: string, currency = 'USD') =>
  sgml(
    `<BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>${currency}<BANKACCTFROM><BANKID>12<ACCTID>9876<ACCTTYPE>SAVINGS</BANKACCTFROM><BANKTRANLIST><DTSTART>20260101<DTEND>${rows}</BANKTRANLIST><LEDGERBAL><BALAMT>1.234,50<DTASOF>20260131120000[-5:EST]</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>`,
  );
const row = (day: string, amount: string, rest = '') =>
  `<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>${day}<TRNAMT>${amount}<FITID>f1${rest}</STMTTRN>`;

describe('OFX', () => {
  it('reads elements without end tags, on one line, with the day as the bank wrote it', async () => {
    const read = await readText(
      bank(row('20260131233000.000[-8:PST]', '-12.34', '<NAME>A & B &amp;amp; C<MEMO>')),
    );
    expect(read.format).toBe('ofx1');
    expect(read.statements[0]).toMatchObject({
      account: { externalId: '9876', type: 'savings' },
      currency: 'USD',
      closingBalanceMinor: 123_450,
      closingBalanceOn: '2026-01-31',
    });
    expect(read.statements[0]?.transactions[0]).toMatchObject({
      postedOn: '2026-01-31',
      amountMinor: -1234,
      payee: 'A & B & C',
      memo: null,
      externalId: 'f1',
    });
  });

  it('reads XML with end tags, self-closed tags and CDATA', async () => {
    const xml = `<?xml version="1.0"?><?OFX OFXHEADER="200"?><OFX><CREDITCARDMSGSRSV1><CCSTMTTRNRS><CCSTMTRS><CURDEF>EUR</CURDEF><CCACCTFROM><ACCTID>1</ACCTID></CCACCTFROM><BANKTRANLIST><STMTTRN><DTPOSTED>20260102</DTPOSTED><TRNAMT>-5,5</TRNAMT><FITID/><NAME><![CDATA[Café <3]]></NAME></STMTTRN></BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>`;
    const read = await readText(xml);
    expect(read.format).toBe('ofx2');
    expect(read.statements[0]?.account.type).toBe('credit_card');
    expect(read.statements[0]?.transactions[0]).toMatchObject({
      amountMinor: -550,
      payee: 'Café <3',
    });
  });

  it('tells three decimals from thousands: OFX has no thousands marks', async () => {
    const read = await readText(bank(row('20260101', '-30.000') + row('20260101', '-3.77000')));
    expect(read.statements[0]?.transactions.map((one) => one.amountMinor)).toEqual([-3000, -377]);
  });

  it('names the line of a day that does not exist, a huge amount, and a row cut off', async () => {
    const cut = bank(
      `\n${row('20260231', '-1')}\n${row('20260101', '-99999999999999999999')}\n${row('20260101', '-2.00')}\n`,
    ).replace(/<\/STMTTRN>\n<\/BANKTRANLIST>.*$/, '');
    const read = await readText(`${cut}</STMTTRN>\n<STMTTRN><DTPOSTED>2026`);
    expect(read.statements[0]?.transactions.map((one) => one.amountMinor)).toEqual([-200]);
    expect(read.problems.map((one) => one.line)).toEqual([6, 7, 9]);
  });

  it.each([
    ['an entity declaration', `<!DOCTYPE x [<!ENTITY a "aa">]>${bank('')}`],
    ['a currency that does not exist', bank(row('20260101', '-1'), 'XQX')],
    ['no statement', sgml('<SIGNONMSGSRSV1></SIGNONMSGSRSV1>')],
    ['a statement of nothing known', sgml('<BANKMSGSRSV1><STMTRS></STMTRS></BANKMSGSRSV1>')],
  ])('refuses %s with one sentence', async (_, text) => {
    await expect(readText(text)).rejects.toBeInstanceOf(UnreadableStatement);
  });

  it('reads the cash legs of an investment statement', async () => {
    const read = await readText(
      sgml(
        `<INVSTMTMSGSRSV1><INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVACCTFROM><ACCTID>7</INVACCTFROM><INVTRANLIST><BUYSTOCK><INVBUY><INVTRAN><FITID>b<DTTRADE>20260105</INVTRAN><SECID><UNIQUEID>US1</SECID><UNITS>2<UNITPRICE>10<TOTAL>-20.50</INVBUY></BUYSTOCK><REINVEST><INVTRAN><FITID>r<DTTRADE>20260106</INVTRAN><TOTAL>-9</REINVEST></INVTRANLIST></INVSTMTRS></INVSTMTTRNRS></INVSTMTMSGSRSV1><SECLISTMSGSRSV1><SECLIST><STOCKINFO><SECINFO><SECID><UNIQUEID>US1</SECID><SECNAME>Acme Corp</SECINFO></STOCKINFO></SECLIST></SECLISTMSGSRSV1>`,
      ),
    );
    expect(read.statements[0]?.transactions.map((one) => [one.amountMinor, one.payee])).toEqual([
      [-2050, 'Acme Corp'],
      [0, null],
    ]);
  });

  it('survives five hundred mutations of a file', () => {
    const whole = bank(
      row('20260101', '-12.34', '<NAME>Deli') + row('20260102', '1,00', '<MEMO>x'),
    );
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(12),
        fc.string({ maxLength: 8 }),
        (at, cut, insert) => {
          const mutated = whole.slice(0, at) + insert + whole.slice(at + cut);
          try {
            const events = [...readOfx(mutated, {})];
            expect(events[0]?.kind).toBe('format');
          } catch (error) {
            expect(error).toBeInstanceOf(UnreadableStatement);
          }
        },
      ),
      { numRuns: 500, seed: 7 },
    );
  });
});

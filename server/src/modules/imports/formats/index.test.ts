import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { readStatements, type StatementSource, toParseJson, UnreadableStatement } from './index.ts';

const read = (content: string | Uint8Array) => toParseJson(readStatements(sourceOf(content), {}));

const codeOf = (source: StatementSource) =>
  toParseJson(readStatements(source, {})).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableStatement ? error.code : String(error)),
  );

/** A source that counts what is taken from it. */
function endless(piece: string, bytes: number, head = '') {
  const chunk = Buffer.from(piece.repeat(65_536 / piece.length));
  const taken = { bytes: 0 };
  const source: StatementSource = {
    name: 'endless.csv',
    sizeBytes: bytes,
    async *open() {
      yield Buffer.from(head);
      for (let at = 0; at < bytes; at += chunk.length) {
        taken.bytes += chunk.length;
        yield chunk;
      }
    },
  };
  return { source, taken };
}

describe('readStatements', () => {
  it('gives everything a CSV file says, and null for what it does not', async () => {
    expect(
      await read(
        'Date,Payee,Amount,Account\n2024-01-15,Coffee,-4.50,Cash\n2024-02-31,Tea,1,Cash\n',
      ),
    ).toEqual({
      format: 'csv',
      statements: [
        {
          account: { externalId: null, name: 'Cash', type: null, institution: null },
          currency: null,
          closingBalanceMinor: null,
          closingBalanceOn: null,
          transactions: [
            {
              postedOn: '2024-01-15',
              amountMinor: -450,
              payee: 'Coffee',
              memo: null,
              externalId: null,
              checkNumber: null,
              category: null,
              splits: null,
            },
          ],
        },
      ],
      problems: [{ line: 3, message: '“2024-02-31” is not a date.' }],
    });
  });

  it('tells the format by the content, whatever the file is called', async () => {
    const qif = await read('!Type:Bank\nD1/15/2024\nT-4.50\nPCoffee\n^\n');
    expect(qif.format).toBe('qif');
    expect((await read(':20:A\n:25:1/2\n:60F:C240101EUR0,00\n')).format).toBe('mt940');
    const ofx = await read(
      'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-4.50<FITID>1<NAME>Coffee</STMTTRN></BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>',
    );
    expect(ofx.format).toBe('ofx1');
    expect(ofx.statements[0]?.transactions[0]?.amountMinor).toBe(-450);
  });

  it('reads UTF-16 with and without a mark', async () => {
    const text = 'Date;Payee;Amount\r\n15.01.2024;Café;-4,50\r\n';
    for (const mark of ['', '\ufeff']) {
      const file = await read(Buffer.from(mark + text, 'utf16le'));
      expect(file.statements[0]?.transactions[0]).toMatchObject({
        payee: 'Café',
        amountMinor: -450,
      });
    }
  });

  it('refuses what is empty, and what is another sort of file', async () => {
    expect(await codeOf(sourceOf(''))).toBe('file_empty');
    expect(await codeOf(sourceOf(' \r\n\t\n'))).toBe('file_empty');
    expect(await codeOf(sourceOf('%PDF-1.7\n%âãÏÓ'))).toBe('wrong_file_type');
    expect(await codeOf(sourceOf(Buffer.from([0x1f, 0x8b, 8, 0, 0])))).toBe('wrong_file_type');
    expect(await codeOf(sourceOf('PK\u0003\u0004rest'))).toBe('archive_damaged');
    expect(await codeOf(sourceOf('<!doctype html><p>a, b</p>'))).toBe('wrong_file_type');
    expect(await codeOf(sourceOf('[{"date":"2024-01-02",\n"amount":-1}]'))).toBe('wrong_file_type');
    expect(await codeOf(sourceOf(new Uint8Array(5000).map((_, at) => (at * 7919) % 256)))).toBe(
      'not_a_statement',
    );
  });

  it.each([
    ['zeros', '\0', 'not_a_statement'],
    ['spaces', ' ', 'file_empty'],
    ['line ends', '\n', 'file_empty'],
  ])('refuses a gigabyte of %s by its beginning', async (_name, piece, code) => {
    const { source, taken } = endless(piece, 1024 ** 3);
    expect(await codeOf(source)).toBe(code);
    expect(taken.bytes).toBeLessThan(1024 ** 2);
  });

  it.each(['\0', ' ', '\r\n'])('refuses a file that turns blank (%j) for good', async (piece) => {
    const { source, taken } = endless(
      piece,
      1024 ** 3,
      'Date,Payee,Amount\n2024-01-02,Shop,-1.00\n',
    );
    expect(await codeOf(source)).toMatch(/^(?:file_blank|not_a_statement)$/);
    expect(taken.bytes).toBeLessThan(16 * 1024 ** 2);
  });

  it('refuses an OFX file larger than it would keep in memory', async () => {
    const { source, taken } = endless('<OFX>\n  ', 1024 ** 3);
    expect(await codeOf(source)).toBe('file_too_large');
    expect(taken.bytes).toBeLessThan(70 * 1024 ** 2);
  });
});

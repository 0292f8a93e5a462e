import { strToU8, type Zippable, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sourceOf } from './csv.fixture.ts';
import { type ReadOptions, readStatements, toParseJson } from './index.ts';

const read = (bytes: Uint8Array, options: ReadOptions = {}) =>
  toParseJson(readStatements(sourceOf(bytes, 65_536), options));

const zip = (files: Record<string, string | Uint8Array>): Uint8Array => {
  const content: Zippable = {};
  for (const [name, file] of Object.entries(files)) {
    content[name] = typeof file === 'string' ? strToU8(file) : file;
  }
  return zipSync(content);
};

const STYLES =
  '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="[Red]#,##0.00 &quot;days&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>';

/** A workbook of sheets given as the XML of their rows. */
function workbook(
  sheets: Record<string, string>,
  strings: string[] = [],
  properties = '',
): Uint8Array {
  const names = Object.keys(sheets);
  const files: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook xmlns:r="x">${properties}<sheets>${names.map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="r${at}"${name === 'Hidden' ? ' state="hidden"' : ''}/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${names.map((_, at) => `<Relationship Id="r${at}" Target="worksheets/sheet${at}.xml"/>`).join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<sst>${strings.map((text) => `<si>${text}</si>`).join('')}</sst>`,
    'xl/styles.xml': STYLES,
  };
  for (const [at, rows] of Object.values(sheets).entries()) {
    files[`xl/worksheets/sheet${at}.xml`] = `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
  }
  return zip(files);
}

const row = (number: number, ...cells: string[]) => `<row r="${number}">${cells.join('')}</row>`;
const text = (at: string, value: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
const shared = (at: string, index: number) => `<c r="${at}" t="s"><v>${index}</v></c>`;
const number = (at: string, value: string, style = 0) =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`;

const HEADER = row(3, text('A3', 'Date'), text('B3', 'Payee'), text('C3', 'Amount'));

describe('Excel workbooks', () => {
  it('are read by what their cells mean: days, shared texts, doubles, gaps, rows as lines', async () => {
    const file = await read(
      workbook(
        {
          Movements:
            row(1, text('A1', 'Account 123')) +
            HEADER +
            row(
              4,
              number('A4', '45306', 1),
              shared('B4', 0),
              number('C4', '-12.300000000000001', 3),
            ) +
            row(5, number('A5', '45307.75', 2), shared('B5', 1), number('C5', '1.5')) +
            row(7, number('A7', '45308', 1), text('B7', 'Bad'), text('C7', 'x')) +
            row(8, number('A8', '45309', 1), number('C8', '1.234')),
        },
        ['<t>Corner shop, &quot;old&quot;</t>', '<r><t>Two </t></r><r><t>runs</t></r>'],
      ),
    );
    expect(file.format).toBe('xlsx');
    expect(
      file.statements[0]?.transactions.map((one) => [one.postedOn, one.amountMinor, one.payee]),
    ).toEqual([
      ['2024-01-15', -1230, 'Corner shop, "old"'],
      ['2024-01-16', 150, 'Two runs'],
      ['2024-01-18', 123, null],
    ]);
    expect(file.problems).toEqual([
      { line: 7, message: '“x” is not an amount.' },
      { line: 8, message: expect.stringContaining('rounded') },
    ]);
  });

  it('count days from 1904 where an old Mac wrote them', async () => {
    const sheet = HEADER + row(4, number('A4', '43844', 1), text('B4', 'Shop'), number('C4', '-1'));
    const file = await read(workbook({ A: sheet }, [], '<workbookPr date1904="1"/>'));
    expect(file.statements[0]?.transactions[0]?.postedOn).toBe('2024-01-15');
  });

  it('make a statement of each sheet that is one, not of notes nor of hidden sheets', async () => {
    const sheet = (payee: string) =>
      HEADER + row(4, number('A4', '45306', 1), text('B4', payee), number('C4', '-1'));
    const file = await read(
      workbook({
        Notes: row(1, text('A1', 'Dear customer')),
        One: sheet('A'),
        Hidden: sheet('B'),
        Two: sheet('C'),
      }),
    );
    expect(file.statements.map((one) => one.transactions[0]?.payee)).toEqual(['A', 'C']);
    await expect(read(workbook({ Notes: row(1, text('A1', 'Dear customer')) }))).rejects.toThrow(
      'not a statement',
    );
  });

  it('are not blown up by rows far apart, nor by one long text in every cell', async () => {
    const far = Array.from({ length: 3000 }, (_, at) => row(at * 9999 + 1, number('SF1', '1')));
    const sheet = HEADER.replace('r="3"', 'r="1"') + far.join('');
    expect((await read(workbook({ A: sheet }))).problems).toHaveLength(1);
    const cells = shared('A1', 0).repeat(200);
    const repeated = Array.from({ length: 2000 }, (_, at) =>
      row(at + 1, cells.replaceAll('"A1"', '""')),
    );
    const long = workbook({ A: repeated.join('') }, [`<t>${'x'.repeat(30_000)}</t>`]);
    await expect(read(long)).rejects.toThrow('64 MB at most');
  });

  it('take a person’s word on the columns', async () => {
    const sheet = HEADER + row(4, number('A4', '45306', 1), text('B4', 'Shop'), number('C4', '-1'));
    const file = await read(workbook({ A: sheet }), { csv: { separator: ';', invertSign: true } });
    expect(file.statements[0]?.transactions[0]?.amountMinor).toBe(100);
  });
});

const CSV = 'Date,Payee,Amount\n2024-01-15,Shop,-1.00\n2024-02-31,Tea,-1.00\n';
const QIF = '!Type:Bank\nD1/15/2024\nT-2.00\nPBar\n^\n';

describe('archives', () => {
  it('give the statements of all their files, and the file of each problem', async () => {
    const file = await read(
      zip({
        'a/one.csv': CSV,
        'two.qif': QIF,
        '__MACOSX/._one.csv': 'x',
        'readme.txt': 'Hello',
        'a/': '',
      }),
    );
    expect(file.format).toBe('zip');
    expect(file.statements.map((one) => one.transactions.map((two) => two.amountMinor))).toEqual([
      [-100],
      [-200],
    ]);
    expect(file.problems).toEqual([
      { line: 3, message: 'one.csv: “2024-02-31” is not a date.' },
      { line: 1, message: 'readme.txt: This file is not a statement.' },
    ]);
  });

  it('give nothing of a file that turns out damaged', async () => {
    const camt = `<Document><BkToCstmrStmt><Stmt>${'<Ntry><Amt Ccy="EUR">1.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><BookgDt><Dt>2024-01-15</Dt></BookgDt></Ntry>'.repeat(2000)}`;
    const file = await read(zip({ 'cut.xml': camt, 'two.qif': QIF }));
    expect(file.statements).toHaveLength(1);
    expect(file.problems[0]?.message).toMatch(/^cut\.xml: Line \d+ of this file is not whole/);
  });

  it('may hold a workbook, and no further archive', async () => {
    const sheet = HEADER + row(4, number('A4', '45306', 1), text('B4', 'Shop'), number('C4', '-1'));
    const file = await read(
      zip({ 'book.xlsx': workbook({ A: sheet }), 'inner.zip': zip({ 'one.csv': CSV }) }),
    );
    expect(file.statements[0]?.transactions).toHaveLength(1);
    expect(file.problems[0]?.message).toContain('an archive within an archive');
  });

  it('refuse bombs before unpacking them, damage, and archives without a statement', async () => {
    const zeros = zip({ 'bomb.csv': new Uint8Array(60 * 1024 * 1024) });
    await expect(read(zeros)).rejects.toThrow('holds too much');
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, at) => [`${at}.csv`, '']));
    await expect(read(zip(many))).rejects.toThrow('holds too much');
    const good = zip({ 'one.csv': CSV });
    await expect(read(good.subarray(0, good.length - 30))).rejects.toThrow('cannot be unpacked');
    await expect(read(zip({ 'readme.txt': 'Hello' }))).rejects.toThrow('No file in this archive');
  });

  it('are not believed about the size of what they hold', async () => {
    const lying = zip({ 'one.csv': 'Date,Payee,Amount\n'.repeat(100_000) });
    const view = new DataView(lying.buffer, lying.byteOffset);
    // The directory says ten bytes where there are almost two megabytes.
    const directory = lying.length - 22 - (46 + 'one.csv'.length);
    view.setUint32(directory + 24, 10, true);
    await expect(read(lying)).rejects.toThrow();
  });
});

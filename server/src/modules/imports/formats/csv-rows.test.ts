import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvRows } from './csv-rows.ts';

function rowsOf(text: string, separator = ',', pieces = text.length || 1) {
  const rows = new CsvRows(separator);
  const all = [];
  for (let at = 0; at < text.length; at += pieces) {
    all.push(...rows.add(text.slice(at, at + pieces), at + pieces >= text.length));
  }
  return all;
}

const cellsOf = (text: string, separator = ',') => rowsOf(text, separator).map((row) => row.cells);

describe('CsvRows', () => {
  it('reads quoted separators, quotes and line ends', () => {
    expect(cellsOf('a,"b,c","d ""e"""\r\n"x\ny",z\n')).toEqual([
      ['a', 'b,c', 'd "e"'],
      ['x\ny', 'z'],
    ]);
  });

  it('reads every kind of line end, mixed, and skips blank lines', () => {
    const rows = rowsOf('a,1\r\nb,2\rc,3\n\n\r\nd,4');
    expect(rows.map((row) => [row.line, ...row.cells])).toEqual([
      [1, 'a', '1'],
      [2, 'b', '2'],
      [3, 'c', '3'],
      [6, 'd', '4'],
    ]);
    expect(rows.map((row) => row.unterminated)).toEqual([false, false, false, true]);
  });

  it('keeps stray quotes as letters', () => {
    expect(cellsOf('5" pipe,1\n"The "Blue" Door",2\n')).toEqual([
      ['5" pipe', '1'],
      ['The "Blue" Door', '2'],
    ]);
  });

  it('reads quotes written with a backslash', () => {
    expect(cellsOf('"SAY \\"HI\\"",1\n"BACK\\\\",2\n')).toEqual([
      ['SAY "HI"', '1'],
      ['BACK\\', '2'],
    ]);
  });

  it('gives up on a quote never closed and still reads the rows after it', () => {
    const rows = rowsOf('"a",1\n"b,2\n"c",3\n"d",4\n');
    expect(rows.map((row) => row.cells)).toEqual([
      ['a', '1'],
      ['"b', '2'],
      ['c', '3'],
      ['d', '4'],
    ]);
    expect(rows.map((row) => row.unclosedQuote)).toEqual([false, true, false, false]);
    expect(cellsOf('a,1\nb,"2\nc,3\n')).toEqual([
      ['a', '1'],
      ['b', '"2'],
      ['c', '3'],
    ]);
  });

  it('is quick even where every row has a quote never closed', () => {
    const started = performance.now();
    expect(rowsOf('a,"b\n'.repeat(50_000), ',', 65_536)).toHaveLength(50_000);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('reads back what was written, however it is cut', () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'é', ' ', ',', ';', '\t', '"', '\n', '\r'),
    });
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.integer({ min: 1, max: 30 }),
        (table, separator, lineEnd, pieces) => {
          // Two cells of one row must not look like the opening of a quote never closed.
          const safe = table.map((row) =>
            row.map((text) => text.replaceAll(/[,;\t]"|"[,;\t\n\r]/g, '"')),
          );
          const text = safe
            .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator))
            .join(lineEnd);
          expect(rowsOf(text, separator, pieces).map((row) => row.cells)).toEqual(safe);
        },
      ),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CsvColumn, csvHead, csvLine } from './csv.ts';

const COLUMNS: CsvColumn<string>[] = [
  { title: 'Payee', kind: 'text', of: (cell) => cell },
  { title: 'Amount', kind: 'plain', of: () => '-12.50' },
];

describe('CSV for people', () => {
  it('lets no spreadsheet run a text, and leaves amounts alone', () => {
    for (const bad of ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\0=1']) {
      expect(csvLine(COLUMNS, bad)).toBe(`'${bad},-12.50\r\n`);
    }
    expect(csvLine(COLUMNS, '\r=1')).toBe(`"'\r=1",-12.50\r\n`);
    expect(csvLine(COLUMNS, 'Café 1+1=2')).toBe('Café 1+1=2,-12.50\r\n');
  });

  it('reads back as the same text, whatever stands in it', () => {
    const columns = COLUMNS.slice(0, 1);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const line = csvLine(columns, text);
        const cell = line.slice(0, -2);
        const read = cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
        expect(read.replace(/^'(?=[=+\-@\t\r\0])/, '')).toBe(text);
      }),
    );
  });

  it('begins with the mark of UTF-8 and the titles', () => {
    expect(csvHead(COLUMNS)).toBe('\uFEFFPayee,Amount\r\n');
  });
});

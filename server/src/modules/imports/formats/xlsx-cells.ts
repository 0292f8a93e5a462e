import { decimalText } from './decimals.ts';
import { nodeAt, nodesNamed, type XmlNode } from './xml.ts';

export interface Row {
  /** As the sheet counts, from 1. */
  number: number | null;
  cells: string[];
}

const MOST_COLUMNS = 500;
/** The last row Excel has. */
const LAST_ROW = 1_048_576;
/** Formats Excel has of its own for days and times (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) ||
  (id >= 27 && id <= 36) ||
  (id >= 45 && id <= 47) ||
  (id >= 50 && id <= 58);

/** Excel counts days from 1899-12-30, since it takes 1900 for a leap year; older Macs from 1904. */
const EPOCH = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const DAY_MS = 86_400_000;
/** 31 December 9999, the last day Excel knows. */
const LAST_DAY = 2_958_465;

/** Reads rows of a workbook into texts a CSV file could hold: days as 2024-01-31, plain decimals. */
export function rowReader(
  strings: readonly string[],
  styles: XmlNode | undefined,
  from1904: boolean,
): (row: XmlNode) => Row {
  const isDate = dateStyles(styles);
  return (row) => {
    const cells: string[] = [];
    for (const cell of nodesNamed(row, 'c')) {
      const column = columnOf(cell.attributes['r']) ?? cells.length;
      if (column >= MOST_COLUMNS) continue;
      while (cells.length < column) cells.push('');
      cells[column] = textOf(cell, strings, isDate, from1904).replace(/[\r\n]+/g, ' ');
    }
    const number = Number(row.attributes['r'] ?? Number.NaN);
    const isRow = Number.isInteger(number) && number > 0 && number <= LAST_ROW;
    return { number: isRow ? number : null, cells };
  };
}

/** "AB12" stands in column 27, counted from 0. */
function columnOf(reference: string | undefined): number | null {
  const letters = /^[A-Z]{1,3}(?=\d)/.exec(reference ?? '')?.[0];
  if (letters === undefined) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function textOf(
  cell: XmlNode,
  strings: readonly string[],
  isDate: (style: number) => boolean,
  from1904: boolean,
): string {
  const value = nodeAt(cell, 'v')?.text ?? '';
  const type = cell.attributes['t'] ?? 'n';
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'inlineStr') {
    const inline = nodeAt(cell, 'is');
    return inline ? sharedText(inline) : '';
  }
  if (type === 'e') return '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  if (type !== 'n' || value === '') return value;
  const number = Number(value);
  if (!Number.isFinite(number)) return '';
  if (isDate(Number(cell.attributes['s'] ?? 0)) && number >= 1 && number <= LAST_DAY) {
    const day = (from1904 ? EPOCH_1904 : EPOCH) + Math.floor(number) * DAY_MS;
    return new Date(day).toISOString().slice(0, 10);
  }
  return plainNumber(number);
}

/** Excel keeps fifteen digits: what a double holds past them, as in 12.300000000000001, is noise. */
function plainNumber(number: number): string {
  const text = decimalText(number.toPrecision(15), '.') ?? String(number);
  // Three decimals could be taken for thousands.
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

function dateStyles(styles: XmlNode | undefined): (style: number) => boolean {
  const own = new Map<number, string>();
  for (const { attributes } of nodesNamed(nodeAt(styles, 'numFmts'), 'numFmt')) {
    own.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
  }
  const dates = nodesNamed(nodeAt(styles, 'cellXfs'), 'xf').map(({ attributes }) => {
    const id = Number(attributes['numFmtId'] ?? 0);
    // Colours, conditions and literal texts of a format tell nothing of what it is for.
    const code = own.get(id)?.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
    return code === undefined ? isBuiltInDate(id) : /[dy]|m(?=.*[dy])/i.test(code);
  });
  return (style) => dates[style] ?? false;
}

/** A text in one piece or in runs of one look each; hints for reading aloud are no part of it. */
export function sharedText(node: XmlNode): string {
  const runs = nodesNamed(node, 'r').map((run) => nodeAt(run, 't')?.text ?? '');
  return runs.length > 0 ? runs.join('') : (nodeAt(node, 't')?.text ?? '');
}

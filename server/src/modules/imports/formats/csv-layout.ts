import type { CsvMapping } from '@picture/contract';
import { assignColumns, type Columns } from './csv-columns.ts';
import { rolesNamed } from './csv-headers.ts';
import { isAmount, isDay, isPending } from './csv-profile.ts';
import { type CsvProfile, profileOf } from './csv-profiles.ts';
import { CsvRows } from './csv-rows.ts';

export type Separator = NonNullable<CsvMapping['separator']>;

/** Where things stand in a file, as its beginning tells. */
export interface Structure {
  separator: Separator;
  /** Which row, blank lines not counted, holds the names; null: none does. */
  headerRow: number | null;
  /** The first row that may hold a transaction. */
  firstRow: number;
  headers: string[];
  /** How many cells most rows have. */
  width: number;
  sample: string[][];
  columns: Columns;
  /** The service whose file it is, where that is known. */
  profile: CsvProfile | null;
  score: number;
}

const SEPARATORS: readonly Separator[] = [',', ';', '\t', '|'];
const ROWS_LOOKED_AT = 250;
const SAMPLE_ROWS = 100;
/** A preamble is seldom longer. */
const LAST_HEADER_ROW = 60;

/** Finds the separator under which the beginning of a file looks most like transactions. */
export function structureOf(text: string, whole: boolean, mapping: CsvMapping): Structure | null {
  const declared = /^\ufeff?"?sep=(.)"?\s*[\r\n]/i.exec(text)?.[1];
  const separators = mapping.separator
    ? [mapping.separator]
    : declared !== undefined && SEPARATORS.includes(declared as Separator)
      ? [declared as Separator]
      : SEPARATORS;
  let best: Structure | null = null;
  for (const separator of separators) {
    const structure = structureUnder(separator, text, whole, mapping);
    if (structure && (best === null || structure.score > best.score)) best = structure;
  }
  return best;
}

function structureUnder(
  separator: Separator,
  text: string,
  whole: boolean,
  mapping: CsvMapping,
): Structure | null {
  const rows: string[][] = [];
  for (const row of new CsvRows(separator).add(text, whole)) {
    if (rows.push(row.cells) >= ROWS_LOOKED_AT) break;
  }
  const width = usualWidth(rows);
  if (width < 2 && mapping.separator === undefined) return null;
  const headerRow = mapping.headerRow === undefined ? findHeader(rows) : mapping.headerRow;
  const firstRow = headerRow === null ? 0 : headerRow + 1;
  const headers = headerRow === null ? [] : (rows[headerRow] ?? []).map((cell) => cell.trim());
  const data = rows.slice(firstRow).filter((cells) => cells.length > 1);
  // Totals and notes around the rows would blur what the columns hold.
  const dated = data.filter((cells) => cells.some((cell) => isDay(cell) || isPending(cell)));
  const even = headerRow === null ? [] : dated.filter((cells) => cells.length === width);
  const telling = [even, dated, data].find((some) => some.length > 0) ?? [];
  const sample = telling.slice(0, SAMPLE_ROWS);
  const profile = mapping.columns === undefined ? profileOf(headers, sample) : null;
  const columns = assignColumns(headers, sample, mapping.columns ?? profile?.columns);
  const named = rolesNamed(headers).names;
  const steady = rows.filter((cells) => cells.length === width).length / Math.max(1, rows.length);
  const score =
    (columns.roles.postedOn === null ? 0 : 20) +
    (columns.sums.length === 0 && columns.roles.debit === null && columns.roles.credit === null
      ? 0
      : 20) +
    named * 2 +
    Math.min(width, 10) * 0.5 +
    steady * 6;
  return {
    separator,
    headerRow,
    firstRow,
    headers,
    width,
    sample: data.slice(0, 5),
    columns,
    profile,
    score,
  };
}

function usualWidth(rows: readonly string[][]): number {
  const counts = new Map<number, number>();
  for (const cells of rows) counts.set(cells.length, (counts.get(cells.length) ?? 0) + 1);
  let usual = 0;
  for (const [width, count] of counts) {
    if (width > 1 && (usual === 0 || count > (counts.get(usual) ?? 0))) usual = width;
  }
  return usual;
}

/** The row of names; null where the first row of data has none above it. */
function findHeader(rows: readonly string[][]): number | null {
  let best: { row: number; weight: number } | null = null;
  const limit = Math.min(rows.length, LAST_HEADER_ROW);
  for (let row = 0; row < limit; row += 1) {
    const cells = rows[row] ?? [];
    if (isData(cells)) {
      // Names stand above the data: once it began, no header comes unless none was found.
      if (best !== null) break;
      continue;
    }
    if (cells.some((cell) => cell.trim() !== '' && (isDay(cell) || isAmount(cell)))) continue;
    const { names, date, sum } = rolesNamed(cells);
    const weight = names + (date ? 3 : 0) + (sum ? 2 : 0);
    if (names >= 2 && (best === null || weight > best.weight)) best = { row, weight };
  }
  if (best !== null && best.weight >= 4) return best.row;
  return headerByPlace(rows) ?? best?.row ?? null;
}

const isData = (cells: readonly string[]): boolean =>
  cells.some((cell) => isDay(cell)) &&
  cells.some((cell) => cell !== '' && !isDay(cell) && isAmount(cell));

/** In a language not known here: the row of words just above the first row of data, as wide. */
function headerByPlace(rows: readonly string[][]): number | null {
  const first = rows.findIndex(isData);
  const above = rows[first - 1];
  const data = rows[first];
  if (!above || !data || Math.abs(above.length - data.length) > 1) return null;
  const words = above.filter((cell) => /\p{L}/u.test(cell) && !isDay(cell)).length;
  return words >= 2 && words >= above.length / 2 ? first - 1 : null;
}

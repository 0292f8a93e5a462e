import { parse } from 'csv-parse/sync';
import { parseAmount } from '../src/modules/imports/formats/amounts.ts';
import { parseDay } from '../src/modules/imports/formats/dates.ts';
import type { Example } from '../src/modules/transactions/categorizer/index.ts';
import { DEFAULT_CATEGORIES } from '../src/modules/transactions/default-categories.ts';
import { foldText } from '../src/modules/transactions/descriptor.ts';

export interface LabelledCsv {
  /** In date order where the file has a date column, else in the file's. */
  readonly examples: readonly Example[];
  /** Labels nobody mapped to a category of ours, with their rows, which are left out. */
  readonly unmapped: ReadonlyMap<string, number>;
  readonly isDated: boolean;
}

const OURS = new Map<string, string>();
for (const { key, name } of DEFAULT_CATEGORIES) {
  // A group comes before its children, and keeps a name they share.
  for (const word of [key, name.en, name.es]) {
    if (!OURS.has(foldText(word))) OURS.set(foldText(word), key);
  }
}

const DESCRIPTIONS = [
  'original description',
  'original statement',
  'description',
  'payee',
  'merchant',
  'name',
];
const TYPES = ['transaction type', 'debit/credit', 'type'];

/**
 * Reads a mapping of foreign labels to ours: JSON `{"Dining": "Restaurants"}` or CSV of two columns.
 * Ours may be written as key, English or Spanish name. Throws an Error that names a label of ours
 * that does not exist.
 */
export function readMapping(text: string): ReadonlyMap<string, string> {
  const pairs: string[][] = text.trimStart().startsWith('{')
    ? Object.entries(JSON.parse(text) as Record<string, string>)
    : parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  return new Map(
    pairs.map(([foreign = '', ours], i) => {
      const key = OURS.get(foldText(ours?.trim() ?? ''));
      const isHeader = i === 0 && key === undefined && !text.trimStart().startsWith('{');
      if (key === undefined && !isHeader) {
        throw new Error(
          `The mapping of "${foreign}" names "${ours}", which is no category of ours.`,
        );
      }
      return [foldText(foreign.trim()), key ?? ''];
    }),
  );
}

/**
 * Reads CSV with columns description, amount and category, and maybe date and debit/credit. Throws
 * an Error that names a missing column, or the line of an amount that is none.
 */
export function readLabelledCsv(text: string, mapping: ReadonlyMap<string, string>): LabelledCsv {
  const rows: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    delimiter: [',', ';', '\t'],
  });
  const header = (rows.shift() ?? []).map((name) => name.trim().toLowerCase().replaceAll('_', ' '));
  const find = (names: readonly string[]) =>
    names.map((name) => header.indexOf(name)).find((at) => at >= 0);
  const need = (names: readonly string[]) => {
    const at = find(names);
    if (at === undefined) throw new Error(`The CSV header has no "${names.at(-1)}" column.`);
    return at;
  };
  const [description, amount] = [need([...DESCRIPTIONS].reverse()), need(['amount'])];
  const [label, type, date] = [need(['category']), find(TYPES), find(['date', 'posted date'])];
  const unmapped = new Map<string, number>();
  const dated: { day: string; example: Example }[] = [];
  for (const [i, row] of rows.entries()) {
    const foreign = row[label]?.trim() ?? '';
    const category = mapping.get(foldText(foreign)) ?? OURS.get(foldText(foreign));
    if (category === undefined || category === '') {
      unmapped.set(foreign, (unmapped.get(foreign) ?? 0) + 1);
      continue;
    }
    const read = parseAmount(row[amount] ?? '', '.', 2);
    if (!read.ok) throw new Error(`Line ${i + 2}: "${row[amount] ?? ''}" is no amount.`);
    const spent = /^(debit|dr)$/i.test(row[type ?? -1]?.trim() ?? '') || read.mark === 'debit';
    dated.push({
      day: date === undefined ? '' : (parseDay(row[date] ?? '', 'mdy') ?? ''),
      example: {
        text: row[description] ?? '',
        amountMinor: spent ? -Math.abs(read.minor) : read.minor,
        category,
      },
    });
  }
  const isDated = date !== undefined;
  // Exports often begin with the newest; the sort keeps the file's order within a day.
  if (isDated) dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  return { examples: dated.map(({ example }) => example), unmapped, isDated };
}

import { parse } from 'csv-parse/sync';
import { DEFAULT_CATEGORIES } from '../default-categories.ts';
import type { BaseModel } from './base-model.ts';
import { type Categorisation, categorizeWithBase } from './categorize.ts';

/** The bank's own text comes first: a cleaned name beside it says less. */
const DESCRIPTION_COLUMNS = [
  'original description',
  'original statement',
  'description',
  'payee',
  'merchant',
  'name',
  'details',
  'narrative',
  'memo',
  'text',
];
const AMOUNT_COLUMNS = [
  'amount',
  'value',
  'sum',
  'betrag',
  'importe',
  'montant',
  'bedrag',
  'importo',
  'valor',
];
const TYPE_COLUMNS = ['transaction type', 'debit/credit', 'type', 'credit/debit'];
/** A file with more money in than this is one that shows spending without a sign. */
const MOST_MONEY_IN = 0.7;
const FEWEST_ROWS = 20;

const NAME_OF_KEY = new Map(DEFAULT_CATEGORIES.map(({ key, name }) => [key, name.en]));

interface Columns {
  readonly description: number;
  readonly amount: number;
  readonly type: number;
}

/**
 * Categorises CSV text with a header that has a description column and maybe an amount and a
 * debit/credit column, in any order. Returns CSV `category,confidence`, a line for each row in the
 * same order; categories by their English names. Throws an Error when there is no such header.
 */
export function categorizeCsv(text: string, model: BaseModel): string {
  const rows: string[][] = parse(text, {
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    delimiter: delimiterOf(text),
  });
  const header = rows.shift();
  if (header === undefined)
    throw new Error('The CSV is empty: a header with "description" is needed.');
  const columns = findColumns(header);
  const signs = signsOf(rows, columns);
  const seen = new Map<string, string>();
  const lines = ['category,confidence'];
  for (let i = 0; i < rows.length; i += 1) {
    const description = rows[i]?.[columns.description] ?? '';
    const sign = signs[i] as number;
    const key = `${sign}${description}`;
    let line = seen.get(key);
    if (line === undefined) {
      line = formatLine(categorizeWithBase(model, description, sign));
      seen.set(key, line);
    }
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

function delimiterOf(text: string): string {
  const end = text.indexOf('\n');
  const header = end < 0 ? text : text.slice(0, end);
  const counts = [',', ';', '\t'].map((mark) => [mark, header.split(mark).length] as const);
  return counts.reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

function findColumns(header: readonly string[]): Columns {
  const names = header.map((name) => name.trim().toLowerCase().replaceAll('_', ' '));
  const first = (wanted: readonly string[]) =>
    wanted.map((name) => names.indexOf(name)).find((index) => index >= 0) ?? -1;
  const columns = {
    description: first(DESCRIPTION_COLUMNS),
    amount: first(AMOUNT_COLUMNS),
    type: first(TYPE_COLUMNS),
  };
  if (columns.description < 0) {
    throw new Error('The CSV header has no "description" column.');
  }
  return columns;
}

/** −1, 0 or 1 for each row; all 0 when the file's amounts carry no sign that tells in from out. */
function signsOf(rows: readonly string[][], columns: Columns): Int8Array {
  const signs = new Int8Array(rows.length);
  let moneyIn = 0;
  let moneyOut = 0;
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i] as string[];
    const sign = signOfType(row[columns.type]) || signOfAmount(row[columns.amount]);
    signs[i] = sign;
    if (sign > 0) moneyIn += 1;
    if (sign < 0) moneyOut += 1;
  }
  const unsigned =
    moneyOut === 0
      ? moneyIn > 1
      : rows.length >= FEWEST_ROWS && moneyIn / (moneyIn + moneyOut) > MOST_MONEY_IN;
  return unsigned ? signs.fill(0) : signs;
}

function signOfType(type: string | undefined): number {
  const word = type?.trim().toLowerCase();
  if (word === 'debit' || word === 'dr') return -1;
  return word === 'credit' || word === 'cr' ? 1 : 0;
}

/** Sign of "-12.34", "(12.34)", "12.34-", "$1,234.50", "−3,20 €"; 0 when there is no number. */
function signOfAmount(amount: string | undefined): number {
  if (amount === undefined || !/[1-9]/.test(amount)) return 0;
  return /[-−(]/.test(amount) || /\bdr\b/i.test(amount) ? -1 : 1;
}

function formatLine({ categoryKey, confidence }: Categorisation): string {
  const name = NAME_OF_KEY.get(categoryKey) ?? categoryKey;
  return `${/[",]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name},${confidence.toFixed(2)}`;
}

import { parse } from 'csv-parse/sync';
import { DecimalEvidence, parseAmount } from '../src/modules/imports/formats/amounts.ts';
import {
  type DateOrder,
  DateOrderEvidence,
  parseDay,
} from '../src/modules/imports/formats/dates.ts';
import type { Example } from '../src/modules/transactions/categorizer/index.ts';
import { foldText } from '../src/modules/transactions/descriptor.ts';
import { type LabelMapping, meaningOf } from './foreign-labels.ts';
import { type Signed, signed } from './labelled-signs.ts';

export interface LabelledCsv {
  /** In date order where the file has a date column, else in the file's. */
  readonly examples: readonly Example[];
  /** Which label was taken for which of ours, with its rows. */
  readonly mapped: ReadonlyMap<string, number>;
  /** Labels that mean no category of ours, with their rows, which are left out. */
  readonly unmapped: ReadonlyMap<string, number>;
  /** Labels the mapping says to leave out, with their rows. */
  readonly excluded: ReadonlyMap<string, number>;
  /** Why other rows were left out, with how many. */
  readonly unread: ReadonlyMap<string, number>;
  readonly isDated: boolean;
  /** How the file's amounts were taken, in a sentence. */
  readonly signs: string;
  /** Which column is what, in a sentence. */
  readonly columns: string;
}

const NAMES = {
  description:
    'description|transaction description|desc|details|narrative|name|payee|merchant|merchant name|text|memo|original description|original statement|statement description|descripcion|concepto|beschreibung|verwendungszweck|libelle|omschrijving|descrizione',
  amount:
    'amount|transaction amount|amount usd|amount minor units|value|sum|price|importe|monto|cantidad|betrag|montant|bedrag|importo|valor|amount eur|amount gbp|amount cad',
  out: 'debit|debits|withdrawal|withdrawals|money out|paid out|outflow|debit amount|spent|cargo|soll',
  in: 'credit|credits|deposit|deposits|money in|paid in|inflow|credit amount|received|abono|haben',
  label:
    'subcategory|sub category|category|category group category|categories|label|labels|category name|categoria|kategorie|categorie|tag|class|truth|group|category group|parent category|main category',
  type: 'transaction type|debit credit|debit or credit|credit debit|dr cr|cr dr|credit or debit|credit debit indicator|type|direction|flow',
  date: 'date|transaction date|posted date|post date|posting date|posted on|booking date|trans date|day|datetime|timestamp|time|fecha|datum|data|buchungstag',
  account: 'account name|account|account id|card|cuenta|konto|compte|rekening',
};

type Part = keyof typeof NAMES;

/** Columns by what they hold, the one to prefer first. */
type Columns = Readonly<Record<Part, readonly number[]>>;

const headWord = (name: string): string =>
  foldText(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const columnsIn = (header: readonly string[]): Columns => {
  const words = header.map(headWord);
  const find = (names: string) =>
    names.split('|').flatMap((name) => words.flatMap((word, i) => (word === name ? [i] : [])));
  return Object.fromEntries(
    Object.entries(NAMES).map(([part, names]) => [part, find(names)]),
  ) as unknown as Columns;
};

const isComplete = ({ description, amount, out, in: into, label }: Columns): boolean =>
  description.length > 0 && label.length > 0 && amount.length + out.length + into.length > 0;

/** The table under its header, which may stand below some lines of other text. */
function readTable(text: string): { rows: string[][]; columns: Columns; header: string[] } {
  const plain = text.replace(/^\uFEFF/, '').replace(/^sep=.\r?\n/i, '');
  let nearest: string[] = [];
  for (const delimiter of [',', ';', '\t', '|']) {
    const rows = rowsBy(plain, delimiter);
    for (const [i, row] of rows.slice(0, 20).entries()) {
      const columns = columnsIn(row);
      if (isComplete(columns)) return { rows: rows.slice(i + 1), columns, header: row };
      if (i === 0 && row.length > nearest.length) nearest = row;
    }
    const columns = byContent(rows);
    if (columns) return { rows, columns, header: [] };
  }
  const seen = columnsIn(nearest);
  const missing = (['description', 'amount', 'label'] as const).find(
    (part) => seen[part].length === 0,
  );
  const name = missing === 'label' ? 'category' : (missing ?? 'description');
  throw new Error(
    `The CSV header has no "${name}" column; it has ${nearest.map((cell) => `"${cell.trim()}"`).join(', ')}.`,
  );
}

function rowsBy(text: string, delimiter: string): string[][] {
  const options = { delimiter, relax_column_count: true, skip_empty_lines: true } as const;
  try {
    return parse(text, { ...options, relax_quotes: true });
  } catch {
    // A quotation mark that never ends: taken as a letter.
    return parse(text, { ...options, quote: null });
  }
}

/** Without a header: a date maybe, a text, an amount and a label, in that order of columns. */
function byContent(rows: readonly string[][]): Columns | null {
  const [row, second] = rows;
  if (!row || !second) return null;
  const is = (test: (cell: string) => boolean) =>
    row.flatMap((cell, i) => (test(cell) && test(second[i] ?? '') ? [i] : []));
  const date = is((cell) => parseDay(cell, 'mdy') !== null || parseDay(cell, 'dmy') !== null);
  const amount = is((cell) => parseAmount(cell, '.', 2).ok).filter((i) => !date.includes(i));
  const words = is((cell) => /\p{L}/u.test(cell)).filter((i) => !date.includes(i));
  const [description, label] = [words[0], words.at(-1)];
  if (amount.length !== 1 || description === undefined || label === description) return null;
  const only = (at: number | undefined) => (at === undefined ? [] : [at]);
  return {
    description: [description],
    amount,
    label: only(label),
    date: only(date[0]),
    out: [],
    in: [],
    type: [],
    account: [],
  };
}

/** First cell of some columns that is not empty. */
const cellOf = (row: readonly string[], columns: readonly number[]): string =>
  columns.map((at) => row[at]?.trim() ?? '').find((cell) => cell !== '') ?? '';

interface Read extends Signed {
  readonly text: string;
  readonly category: string;
  readonly day: string;
}

/**
 * Reads a table of labelled transactions in about any shape: description, amount (or debit and
 * credit) and category, and maybe date, transaction type and account. Throws an Error that names a
 * missing column; rows that cannot be read are left out and counted.
 */
export function readLabelledCsv(text: string, mapping: LabelMapping): LabelledCsv {
  const { rows, columns, header } = readTable(text);
  const count = (into: Map<string, number>, what: string) =>
    into.set(what, (into.get(what) ?? 0) + 1);
  const mapped = new Map<string, number>();
  const unmapped = new Map<string, number>();
  const excluded = new Map<string, number>();
  const unread = new Map<string, number>();
  const dayOf = dayReader(rows, columns.date);
  const amountOf = amountReader(rows, columns);
  const read: Read[] = [];
  for (const row of rows) {
    const labels = columns.label.map((at) => row[at]?.trim() ?? '').filter((one) => one !== '');
    const category = labels
      .map((label) => meaningOf(label, mapping))
      .find((key) => key !== undefined);
    const minor = amountOf(row);
    const description = cellOf(row, columns.description);
    if (labels.length === 0) count(unread, 'no category');
    else if (category === undefined) count(unmapped, labels[0] as string);
    else if (category === '') count(excluded, labels[0] as string);
    else if (description === '') count(unread, 'no description');
    else if (minor === null) count(unread, 'no amount that can be read');
    else {
      count(mapped, `${labels[0]} = ${category}`);
      read.push({
        text: description,
        category,
        minor,
        type: cellOf(row, columns.type),
        account: cellOf(row, columns.account),
        day: dayOf(row),
      });
    }
  }
  const isDated = read.filter(({ day }) => day !== '').length * 2 > read.length;
  const { amounts, sentence } = signed(read);
  const examples = read.map(({ text: told, category, day }, i) => ({
    day,
    example: { text: told, amountMinor: amounts[i] as number, category },
  }));
  return {
    examples: (isDated ? inDateOrder(examples) : examples).map(({ example }) => example),
    mapped,
    unmapped,
    excluded,
    unread,
    isDated,
    signs: sentence,
    columns: tellColumns(columns, header),
  };
}

function inDateOrder<T extends { day: string }>(rows: T[]): T[] {
  // A row without a date stands where it stood, beside the one before it.
  let last = rows.find(({ day }) => day !== '')?.day ?? '';
  const dated = rows.map((row) => {
    last = row.day || last;
    return { ...row, day: last };
  });
  // Exports often begin with the newest; within a day the file's order is kept, or turned with it.
  if ((dated[0]?.day ?? '') > (dated.at(-1)?.day ?? '')) dated.reverse();
  return dated.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

function dayReader(rows: readonly string[][], columns: readonly number[]) {
  const evidence = new DateOrderEvidence();
  for (const row of rows) evidence.add(cellOf(row, columns));
  const order: DateOrder = evidence.verdict.order ?? 'mdy';
  return (row: readonly string[]) => parseDay(cellOf(row, columns), order) ?? '';
}

/** Minor units as written; money in a column of its own for it is below zero where it went out. */
function amountReader(rows: readonly string[][], columns: Columns) {
  const evidence = new DecimalEvidence();
  const all = [...columns.amount, ...columns.out, ...columns.in];
  for (const row of rows) for (const at of all) evidence.add(row[at] ?? '');
  const mark = evidence.verdict(2) ?? '.';
  const minorOf = (cell: string) => {
    const read = cell === '' ? null : parseAmount(cell, mark, 2);
    return read?.ok ? read.minor : null;
  };
  return (row: readonly string[]): number | null => {
    if (columns.amount.length > 0) return minorOf(cellOf(row, columns.amount));
    const [out, into] = [minorOf(cellOf(row, columns.out)), minorOf(cellOf(row, columns.in))];
    if (out === null && into === null) return null;
    return Math.abs(into ?? 0) - Math.abs(out ?? 0);
  };
}

function tellColumns(columns: Columns, header: readonly string[]): string {
  const name = (at: number | undefined) =>
    at === undefined
      ? 'none'
      : header[at] === undefined
        ? `column ${at + 1}`
        : `"${header[at].trim()}"`;
  const amount = columns.amount[0] ?? columns.out[0] ?? columns.in[0];
  return `Text ${name(columns.description[0])}, amount ${name(amount)}, category ${columns.label.map(name).join(' or ')}, date ${name(columns.date[0])}, type ${name(columns.type[0])}.`;
}

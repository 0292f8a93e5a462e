import { currencyExponent } from '@picture/contract';
import { parseAmount } from './amounts.ts';
import { tagsIn } from './csv-extras.ts';
import { plainHeader } from './csv-headers.ts';
import { JournalGroups } from './csv-journal-groups.ts';
import { type CsvRecord, type RowProblem, told } from './csv-record.ts';
import { type CsvRow, CsvRows } from './csv-rows.ts';
import { CsvStatements } from './csv-statements.ts';
import { parseDay } from './dates.ts';
import { decodeChunks, type Encoding } from './encoding.ts';
import { problem } from './problems.ts';
import { DEFAULT_CURRENCY, type StatementEvent, type StatementSource } from './statement.ts';

/** One side of a row: an account, or whom money came from or went to. */
interface Side {
  name: string;
  type?: string;
  amount: string;
  currency: string;
  fee?: string;
}

/** A file whose rows name both sides of what was paid, of which one or both are one's own. */
interface TwoSided {
  profile: string;
  has: string[];
  date: string[];
  source: Side;
  target: Side;
  memo: string[];
  tags?: string;
  note?: string;
  category?: string;
  id: string;
  /** What rows that are one transaction share, where they have a title. */
  group?: { id: string; title: string };
  status?: string;
  /** Which sides are one's own, by what the row says. */
  own(cell: (name: string) => string): { source: boolean; target: boolean };
  /** Whether sides are told apart by account, not by currency alone. */
  byAccount: boolean;
}

const OWN_ACCOUNT = /^(?:asset account|default account|cash account|loan|debt|mortgage)$/i;

const KNOWN: readonly TwoSided[] = [
  {
    profile: 'Firefly III',
    has: ['journal id', 'type', 'amount', 'currency code', 'source name', 'destination name'],
    date: ['date'],
    source: {
      name: 'source name',
      type: 'source type',
      amount: 'amount',
      currency: 'currency code',
    },
    target: {
      name: 'destination name',
      type: 'destination type',
      amount: 'foreign amount',
      currency: 'foreign currency code',
    },
    memo: ['description', 'notes'],
    tags: 'tags',
    note: 'notes',
    category: 'category',
    id: 'journal id',
    group: { id: 'group id', title: 'group title' },
    own: (cell) => ({
      source: OWN_ACCOUNT.test(cell('source type')),
      target: OWN_ACCOUNT.test(cell('destination type')),
    }),
    byAccount: true,
  },
  {
    profile: 'Wise',
    has: [
      'id',
      'status',
      'direction',
      'source name',
      'source currency',
      'target name',
      'target currency',
    ],
    date: ['finished on', 'created on'],
    source: {
      name: 'source name',
      amount: 'source amount after fees',
      currency: 'source currency',
      fee: 'source fee amount',
    },
    target: {
      name: 'target name',
      amount: 'target amount after fees',
      currency: 'target currency',
    },
    memo: ['reference', 'note'],
    category: 'category',
    id: 'id',
    status: 'status',
    // Between one's own balances money goes out of one and into another.
    own: (cell) => ({ source: cell('direction') !== 'IN', target: cell('direction') !== 'OUT' }),
    byAccount: false,
  },
];

export interface TwoSidedTable {
  format: TwoSided;
  names: string[];
}

/** Both are written by programs alone: commas, points before decimals, the header first. */
export function twoSidedTableOf(text: string): TwoSidedTable | null {
  for (const { cells } of new CsvRows(',').add(text, true)) {
    const names = cells.map(plainHeader);
    const format = KNOWN.find(({ has }) => has.every((name) => names.includes(name)));
    return format ? { format, names } : null;
  }
  return null;
}

/** Reads such a file: a row for each side that is one's own. */
export async function* readTwoSided(
  source: StatementSource,
  encoding: Encoding,
  { format, names }: TwoSidedTable,
): AsyncGenerator<StatementEvent> {
  yield { kind: 'format', format: 'csv', encoding, csv: null, profile: format.profile };
  const statements = new CsvStatements(true, null);
  const groups = new JournalGroups();
  const rows = new CsvRows(',');
  let isHeader = true;
  for await (const { text, bytesRead, last } of decodeChunks(source.open(), encoding)) {
    for (const row of rows.add(text, last)) {
      const outcome = isHeader ? [] : sidesOf(row, format, names);
      isHeader = false;
      if ('code' in outcome) {
        yield problem('error', row.line, outcome.code, outcome.message, outcome.params);
        continue;
      }
      const cell = cellsOf(row, names);
      const [group, title] = [cell(format.group?.id), cell(format.group?.title)];
      for (const record of outcome) {
        if (group !== '' && title !== '') groups.add({ record, group, title });
        else yield* statements.add(record, bytesRead) ?? [];
      }
    }
  }
  for (const whole of groups.finish()) yield* statements.add(whole, source.sizeBytes) ?? [];
  yield* statements.finish(source.sizeBytes);
}

const cellsOf = (row: CsvRow, names: readonly string[]) => (name: string | undefined) =>
  row.cells[name === undefined ? -1 : names.indexOf(name)]?.trim() ?? '';

function sidesOf(row: CsvRow, format: TwoSided, names: string[]): CsvRecord[] | RowProblem {
  const cell = cellsOf(row, names);
  if (row.cells.length < names.length)
    return told('file_truncated', 'The file is cut off in this row.');
  const status = cell(format.status);
  if (status !== '' && status !== 'COMPLETED') {
    return told('not_booked', `This row is marked ${status.slice(0, 40)}.`, {
      status: status.slice(0, 40),
    });
  }
  const written = format.date.map(cell).find((text) => text !== '') ?? '';
  const day = parseDay(written, 'dmy');
  if (written === '') return told('date_missing', 'This row has no date.');
  if (day === null) {
    const text = written.slice(0, 40);
    return told('date_invalid', `“${text}” is not a date.`, { text });
  }
  const own = format.own(cell);
  const records: CsvRecord[] = [];
  for (const side of ['source', 'target'] as const) {
    if (!own[side]) continue;
    const record = sideOf(row, format, cell, side, day);
    if ('code' in record) return record;
    records.push(record);
  }
  return records;
}

function sideOf(
  row: CsvRow,
  format: TwoSided,
  cell: (name: string | undefined) => string,
  side: 'source' | 'target',
  day: string,
): CsvRecord | RowProblem {
  const [own, other] =
    side === 'source' ? [format.source, format.target] : [format.target, format.source];
  // What arrives is told apart only where it is another currency.
  const written = cell(own.amount) === '' ? other : own;
  const currency = cell(written.currency).toUpperCase();
  if (currencyExponent(currency) === null) {
    const text = currency.slice(0, 10);
    return told('currency_unknown', `“${text}” is not a currency.`, { currency: text });
  }
  const exponent = currencyExponent(currency) ?? currencyExponent(DEFAULT_CURRENCY) ?? 2;
  const amount = parseAmount(padded(cell(written.amount)), '.', exponent);
  if (!amount.ok) {
    const text = cell(written.amount).slice(0, 40);
    return amount.why === 'empty'
      ? told('amount_missing', 'This row has no amount.')
      : told(
          amount.why === 'too_large' ? 'amount_too_large' : 'amount_invalid',
          amount.why === 'too_large'
            ? `The amount ${text} is too large.`
            : `“${text}” is not an amount.`,
          { text },
        );
  }
  const fee = parseAmount(padded(cell(own.fee)), '.', exponent);
  const sum = Math.abs(amount.minor);
  const memo = format.memo.map(cell).filter((text) => text !== '');
  const tags = tagsIn(cell(format.tags));
  const note = cell(format.note);
  return {
    transaction: {
      line: row.line,
      postedOn: day,
      amountMinor: side === 'source' ? 0 - sum - (fee.ok ? fee.minor : 0) : sum,
      payee: cell(other.name) || null,
      memo: memo.join(' · ') || null,
      externalId: cell(format.id) || null,
      checkNumber: null,
      category: cell(format.category) || null,
      splits: null,
      ...(tags.length > 0 && { tags }),
      ...(note !== '' && { note }),
    },
    account: format.byAccount ? cell(own.name) || null : null,
    accountType: null,
    currency,
    balanceMinor: null,
    warning: null,
    splitTotalMinor: null,
  };
}

/** Written by a program, three decimals are never thousands. */
const padded = (text: string): string => (/\.\d{3}$/.test(text) ? `${text}0` : text);

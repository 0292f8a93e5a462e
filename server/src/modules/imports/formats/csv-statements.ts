import type { CsvRecord } from './csv-record.ts';
import { problem } from './problems.ts';
import {
  BATCH_ROWS,
  NO_ACCOUNT,
  type ParsedSplit,
  type ParsedTransaction,
  type StatementEvent,
} from './statement.ts';

interface Balance {
  day: string;
  minor: number;
  amountMinor: number;
}

interface Open {
  index: number;
  rows: ParsedTransaction[];
  first: Balance | null;
  last: Balance | null;
  /** How often a balance is the one above it plus its own amount, or the one below it plus that. */
  oldestFirst: number;
  newestFirst: number;
}

const SPLIT_PARENT = /^\(split into \d+\)\s*/i;
/** YNAB writes each part of a split as a row with an amount of its own. */
const LONE_PART = /^split \((\d{1,3})\/(\d{1,3})\)\s*/i;
const SPLIT_PART = /^\(split \d+ of \d+\)\s*/i;

/** Sorts the rows of a file into statements: one for each account and currency in it. */
export class CsvStatements {
  readonly #accountIsName: boolean;
  readonly #currency: string | null;
  readonly #open = new Map<string, Open>();
  #recent: { account: string | null; currency: string | null; open: Open } | null = null;
  /** A split transaction of which parts may still follow. */
  #split: ParsedTransaction | null = null;
  /** Rows that are parts of one split, as long as some are missing. */
  #parts: CsvRecord[] = [];

  constructor(accountIsName: boolean, currency: string | null) {
    this.#accountIsName = accountIsName;
    this.#currency = currency;
  }

  /** Takes a row; gives back what is ready to be told, null for nothing. */
  add(record: CsvRecord, bytesRead: number): StatementEvent[] | null {
    const of = Number(LONE_PART.exec(record.transaction.memo ?? '')?.[2] ?? 0);
    if (of < 2 && this.#parts.length === 0) return this.#addRow(record, bytesRead);
    const events: StatementEvent[] = [];
    if (of < 2 || !isPartOf(this.#parts[0], record)) events.push(...this.#dropParts(bytesRead));
    if (of < 2) events.push(...(this.#addRow(record, bytesRead) ?? []));
    else if (this.#parts.push(record) === of) {
      const whole = wholeOf(this.#parts[0] ?? record, this.#parts);
      this.#parts = [];
      events.push(...(this.#addRow(whole, bytesRead) ?? []));
    }
    return events.length > 0 ? events : null;
  }

  /** Parts whose others do not follow stay rows of their own. */
  #dropParts(bytesRead: number): StatementEvent[] {
    const parts = this.#parts;
    this.#parts = [];
    return parts.flatMap((part) => this.#addRow(part, bytesRead) ?? []);
  }

  #addRow(record: CsvRecord, bytesRead: number): StatementEvent[] | null {
    const { transaction } = record;
    if (this.#split !== null && this.#addPart(this.#split, record)) return null;
    const events: StatementEvent[] = [...this.#closeSplit()];
    const open = this.#openFor(record, events);
    if (open.rows.length >= BATCH_ROWS) {
      events.push({ kind: 'transactions', index: open.index, rows: open.rows, bytesRead });
      open.rows = [];
    }
    open.rows.push(transaction);
    if (record.splitTotalMinor && transaction.amountMinor === 0) {
      transaction.amountMinor = record.splitTotalMinor;
      withoutMark(transaction, SPLIT_PARENT);
      transaction.splits = [];
      this.#split = transaction;
    }
    if (record.part === 'first') {
      transaction.splits = [lineOf(transaction)];
      this.#split = transaction;
    }
    if (record.balanceMinor !== null) noteBalance(open, transaction, record.balanceMinor);
    return events.length > 0 ? events : null;
  }

  *finish(bytesRead: number): Generator<StatementEvent> {
    yield* this.#dropParts(bytesRead);
    yield* this.#closeSplit();
    if (this.#open.size === 0) {
      yield { kind: 'statement', index: 0, account: NO_ACCOUNT, currency: this.#currency };
    }
    for (const open of this.#open.values()) {
      const { index, rows } = open;
      yield { kind: 'transactions', index, rows, bytesRead };
      const closing = closingOf(open);
      if (closing) {
        const { minor, day } = closing;
        yield { kind: 'balance', index, closingBalanceMinor: minor, closingBalanceOn: day };
      }
    }
  }

  #openFor(record: CsvRecord, events: StatementEvent[]): Open {
    const { account, currency } = record;
    const recent = this.#recent;
    if (recent && recent.account === account && recent.currency === currency) return recent.open;
    const key = JSON.stringify([account, currency]);
    let open = this.#open.get(key);
    if (!open) {
      const index = this.#open.size;
      open = { index, rows: [], first: null, last: null, oldestFirst: 0, newestFirst: 0 };
      this.#open.set(key, open);
      events.push({
        kind: 'statement',
        index,
        account: {
          ...NO_ACCOUNT,
          name: this.#accountIsName ? account : null,
          externalId: this.#accountIsName ? null : account,
          type: record.accountType,
        },
        currency,
      });
    }
    this.#recent = { account, currency, open };
    return open;
  }

  #addPart(whole: ParsedTransaction, { part: place, transaction: part }: CsvRecord): boolean {
    if (place === 'more') {
      // The first row tells of itself alone what the others do.
      if (whole.splits?.length === 1) {
        whole.category = null;
        delete whole.tags;
      }
      whole.amountMinor += part.amountMinor;
      whole.splits?.push({ ...lineOf(part), memo: part.memo });
      return true;
    }
    if (!SPLIT_PART.test(part.memo ?? '') || part.postedOn !== whole.postedOn) return false;
    withoutMark(part, SPLIT_PART);
    whole.splits?.push({ ...lineOf(part), memo: part.memo });
    return true;
  }

  *#closeSplit(): Generator<StatementEvent> {
    const whole = this.#split;
    this.#split = null;
    if (!whole?.splits) return;
    const sum = whole.splits.reduce((total, split) => total + split.amountMinor, 0);
    if (whole.splits.length === 0 || (whole.keyOf && whole.splits.length === 1))
      whole.splits = null;
    else if (sum !== whole.amountMinor) {
      const message = 'The parts of this split transaction do not add up to its amount.';
      yield problem('warning', whole.line, 'splits_mismatch', message);
    }
  }
}

/** What a row says as a line of a split, whose memo is the whole's. */
const lineOf = ({
  amountMinor,
  category,
  tags,
  categoryGroup,
}: ParsedTransaction): ParsedSplit => ({
  amountMinor,
  category,
  memo: null,
  ...(tags && { tags }),
  ...(categoryGroup && { categoryGroup }),
});

const isPartOf = (first: CsvRecord | undefined, { account, currency, transaction }: CsvRecord) =>
  first === undefined ||
  (first.account === account &&
    first.currency === currency &&
    first.transaction.postedOn === transaction.postedOn &&
    lastOf(first) === lastOf({ transaction }));

const lastOf = ({ transaction }: Pick<CsvRecord, 'transaction'>) =>
  LONE_PART.exec(transaction.memo ?? '')?.[2];

/** One row of all parts, recognised by the first of them as that stood alone. */
function wholeOf(first: CsvRecord, parts: readonly CsvRecord[]): CsvRecord {
  const { amountMinor, memo } = first.transaction;
  const splits = parts.map(({ transaction: part }) => ({
    amountMinor: part.amountMinor,
    category: part.category,
    memo: part.memo?.replace(LONE_PART, '') || null,
    ...(part.categoryGroup && { categoryGroup: part.categoryGroup }),
  }));
  const { note: _, ...row } = first.transaction;
  const whole: ParsedTransaction = {
    ...row,
    amountMinor: splits.reduce((sum, split) => sum + split.amountMinor, 0),
    memo: null,
    keyOf: { amountMinor, memo },
    splits,
  };
  return { ...first, balanceMinor: null, transaction: whole };
}

/** Takes the mark of a split out of what is written beside a row. */
function withoutMark(row: ParsedTransaction, mark: RegExp): void {
  row.memo = row.memo?.replace(mark, '') || null;
  if (row.note !== undefined) row.note = row.note.replace(mark, '');
}

function noteBalance(open: Open, row: ParsedTransaction, minor: number): void {
  const before = open.last;
  const balance = { day: row.postedOn, minor, amountMinor: row.amountMinor };
  if (before) {
    if (minor === before.minor + row.amountMinor) open.oldestFirst += 1;
    if (before.minor === minor + before.amountMinor) open.newestFirst += 1;
  }
  open.first ??= balance;
  open.last = balance;
}

/** The balance beside the newest row, which stands first or last as the file is sorted. */
function closingOf({ first, last, oldestFirst, newestFirst }: Open): Balance | null {
  if (!first || !last) return null;
  if (first.day !== last.day) return first.day > last.day ? first : last;
  return newestFirst > oldestFirst ? first : last;
}

import { currencyExponent } from '@picture/contract';
import { type AmountFailure, DecimalEvidence, type DecimalMark, parseAmount } from './amounts.ts';
import { DateOrderEvidence, parseDay } from './dates.ts';
import { problem } from './problems.ts';
import { movesNoCash, qifCash } from './qif-investments.ts';
import { type QifRecord, qifParts } from './qif-records.ts';
import {
  BATCH_ROWS,
  DEFAULT_CURRENCY,
  NO_ACCOUNT,
  type ParsedSplit,
  type ParsedTransaction,
  type ReadOptions,
  type StatementEvent,
  UnreadableStatement,
} from './statement.ts';

/** Sections of Quicken's own lists, which hold no transactions. */
const LISTS =
  /^(?:type:(?:cat|class|tag|memorized|prices?|security|budget|invitem|template|bill)|account$)/;

const ACCOUNT_TYPES: Record<string, string> = {
  bank: 'checking',
  cash: 'cash',
  ccard: 'credit_card',
  invst: 'brokerage',
  port: 'brokerage',
  mutual: 'brokerage',
  '401(k)/403(b)': 'retirement',
  'oth a': 'other_asset',
  'oth l': 'other_liability',
};

/** How a file writes its days and amounts, which no single record tells. */
interface Conventions {
  order: 'dmy' | 'mdy' | 'ymd';
  datesOpen: boolean;
  mark: DecimalMark;
  exponent: number;
}

interface Statement {
  index: number;
  type: string;
  rows: ParsedTransaction[];
}

/**
 * Reads QIF: the accounts of a file with their transactions, splits and the cash of investments.
 *
 * @throws {UnreadableStatement} when it holds lists only.
 */
export function* readQif(text: string, options: ReadOptions): Generator<StatementEvent> {
  yield { kind: 'format', format: 'qif', encoding: '', csv: null };
  const conventions = survey(text, options);
  if (conventions.datesOpen) {
    const order = conventions.order === 'dmy' ? 'day, then month' : 'month, then day';
    const message = `The dates could be read either way round; they were read as ${order}.`;
    yield problem('warning', 1, 'ambiguous_dates', message, { order: conventions.order });
  }
  const statements = new QifStatements(conventions);
  let section = 'type:bank';
  for (const part of qifParts(text)) {
    if (part.kind === 'header') {
      section = part.name;
      if (section.startsWith('type:') && !LISTS.test(section)) {
        yield* statements.begin(section.slice('type:'.length).trim(), part.at);
      }
    } else if (section === 'account') statements.name(part);
    else if (!LISTS.test(section)) yield* statements.add(part);
  }
  yield* statements.finish(text.length);
}

function survey(text: string, options: ReadOptions): Conventions {
  const dates = new DateOrderEvidence();
  const decimals = new DecimalEvidence();
  let section = '';
  for (const part of qifParts(text)) {
    if (part.kind === 'header') section = part.name;
    else if (!LISTS.test(section)) {
      for (const { code, text } of part.fields) {
        if (code === 'D') dates.add(text);
        else if (code === 'T' || code === 'U' || code === '$') decimals.add(text);
      }
    }
  }
  const exponent = currencyExponent(options.currency ?? DEFAULT_CURRENCY) ?? 2;
  const mark = options.csv?.decimalMark ?? decimals.verdict(exponent) ?? '.';
  const { order, open } = dates.verdict;
  const chosen = options.csv?.dateOrder;
  return {
    // Quicken is American; a decimal comma is not.
    order: chosen ?? order ?? (mark === ',' ? 'dmy' : 'mdy'),
    datesOpen: open && chosen === undefined,
    mark,
    exponent,
  };
}

class QifStatements {
  readonly #conventions: Conventions;
  readonly #byName = new Map<string, Statement>();
  #named: { name: string | null; type: string | null } | null = null;
  #statement: Statement | null = null;
  #count = 0;

  constructor(conventions: Conventions) {
    this.#conventions = conventions;
  }

  /** The account that the transactions to come are of. */
  name({ fields }: QifRecord): void {
    this.#named = { name: fieldOf(fields, 'N'), type: fieldOf(fields, 'T') };
  }

  *begin(type: string, at: number): Generator<StatementEvent> {
    const named = this.#named;
    this.#named = null;
    if (named === null && this.#statement?.type === type) return;
    yield* this.#flush(at);
    const key = JSON.stringify([named?.name ?? null, named === null ? type : '']);
    const known = this.#byName.get(key);
    this.#statement = known ?? { index: this.#count, type, rows: [] };
    if (known) return;
    this.#byName.set(key, this.#statement);
    this.#count += 1;
    const kind = (named?.type ?? type).toLowerCase();
    const account = {
      ...NO_ACCOUNT,
      name: named?.name ?? null,
      type: ACCOUNT_TYPES[kind] ?? ACCOUNT_TYPES[type] ?? (kind || null),
    };
    yield { kind: 'statement', index: this.#statement.index, account, currency: null };
  }

  *add(record: QifRecord): Generator<StatementEvent> {
    if (this.#statement === null) yield* this.begin('bank', record.at);
    const statement = this.#statement;
    if (statement === null) return;
    const { line } = record;
    if (record.cut) {
      yield problem('error', line, 'file_truncated', 'The file ends in the middle of this record.');
      return;
    }
    if (!record.ended) {
      yield problem('warning', line, 'file_truncated', 'The last record of the file has no end.');
    }
    const read = this.#transaction(record, isInvestment(statement.type));
    if ('kind' in read) {
      yield read;
      return;
    }
    yield* warnings(read, record);
    statement.rows.push(read);
    if (statement.rows.length >= BATCH_ROWS) yield* this.#flush(record.at);
  }

  *finish(at: number): Generator<StatementEvent> {
    yield* this.#flush(at);
    if (this.#count === 0) {
      throw new UnreadableStatement('no_statements', 'This QIF file holds lists, no transactions.');
    }
  }

  *#flush(bytesRead: number): Generator<StatementEvent> {
    const statement = this.#statement;
    if (!statement || statement.rows.length === 0) return;
    const { index, rows } = statement;
    statement.rows = [];
    yield { kind: 'transactions', index, rows, bytesRead };
  }

  #transaction(record: QifRecord, invested: boolean): ParsedTransaction | StatementEvent {
    const { fields, line } = record;
    const field = (code: string) => fieldOf(fields, code);
    const day = field('D');
    if (day === null) return problem('error', line, 'date_missing', 'This record has no date.');
    const postedOn = parseDay(day, this.#conventions.order);
    if (postedOn === null) {
      const text = day.slice(0, LONGEST_QUOTE);
      return problem('error', line, 'date_invalid', `"${text}" is not a date.`, { text });
    }
    const action = invested ? (field('N') ?? 'cash') : null;
    const written = field('T') ?? field('U') ?? (invested ? field('$') : null) ?? '';
    const amount = this.#amount(written);
    const needless = action !== null && movesNoCash(action);
    if (!amount.ok && !(needless && amount.why === 'empty')) {
      return unreadableAmount(amount.why, written, line);
    }
    const minor = amount.ok ? amount.minor : 0;
    const number = action === null ? field('N') : null;
    return {
      line,
      postedOn,
      amountMinor: action === null ? minor : qifCash(action, minor),
      payee: field('P') ?? field('Y'),
      memo: field('M'),
      externalId: null,
      checkNumber: isCheckNumber(number, postedOn) ? number : null,
      category: unlessSplit(field('L')),
      splits: action === null ? this.#splits(fields) : null,
    };
  }

  #amount(text: string) {
    return parseAmount(text.replace(/^=/, ''), this.#conventions.mark, this.#conventions.exponent);
  }

  #splits(fields: QifRecord['fields']): ParsedSplit[] | null {
    const splits: ParsedSplit[] = [];
    let priced = true;
    for (const { code, text } of fields) {
      if (code === 'S' || (code === '$' && priced)) {
        splits.push({ amountMinor: 0, category: code === 'S' ? text || null : null, memo: null });
        priced = false;
      }
      const split = splits.at(-1);
      if (!split) continue;
      if (code === 'E') split.memo = text || null;
      if (code === '$') {
        const read = this.#amount(text);
        split.amountMinor = read.ok ? read.minor : 0;
        priced = true;
      }
    }
    return splits.length > 0 ? splits : null;
  }
}

const LONGEST_QUOTE = 40;

const isInvestment = (type: string): boolean => /^(?:invst|port|mutual|401)/.test(type);

const fieldOf = (fields: QifRecord['fields'], code: string): string | null =>
  fields.find((field) => field.code === code)?.text || null;

/** Words stand for how it was paid; American Express writes the day there. */
const isCheckNumber = (number: string | null, postedOn: string): boolean =>
  number !== null && /\d/.test(number) && number !== postedOn.replaceAll('-', '');

const unlessSplit = (category: string | null): string | null =>
  category !== null && /^-+split-+$/i.test(category) ? null : category;

function unreadableAmount(why: AmountFailure['why'], written: string, line: number) {
  const text = written.slice(0, LONGEST_QUOTE);
  if (why === 'empty') {
    return problem('error', line, 'amount_missing', 'This record has no amount.');
  }
  return why === 'too_large'
    ? problem('error', line, 'amount_too_large', `The amount ${text} is too large.`, { text })
    : problem('error', line, 'amount_invalid', `"${text}" is not an amount.`, { text });
}

function* warnings(row: ParsedTransaction, { line }: QifRecord): Generator<StatementEvent> {
  const sum = row.splits?.reduce((total, split) => total + split.amountMinor, 0);
  if (sum !== undefined && sum !== row.amountMinor) {
    const message = 'The parts of this split transaction do not add up to its amount.';
    yield problem('warning', line, 'splits_mismatch', message);
  }
}

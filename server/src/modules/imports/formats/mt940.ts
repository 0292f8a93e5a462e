import { currencyExponent } from '@picture/contract';
import { amountProblem, balanceProblem, currencyNamed } from './entry-problems.ts';
import { dayOfSix, mt940Amount, mt940Details, mt940Entry } from './mt940-entries.ts';
import { type Mt940Field, mt940Fields } from './mt940-fields.ts';
import { problem } from './problems.ts';
import {
  BATCH_ROWS,
  NO_ACCOUNT,
  notAStatement,
  type ParsedTransaction,
  type ReadOptions,
  type StatementAccount,
  type StatementEvent,
} from './statement.ts';

interface Balance {
  minor: number;
  day: string | null;
}

interface Reading {
  index: number;
  line: number;
  account: StatementAccount;
  currency: string | null;
  currencyTold: boolean;
  announced: boolean;
  opening: Balance | null;
  closing: Balance | null;
  sumMinor: number;
  rows: ParsedTransaction[];
  /** The entry whose description may still follow. */
  entry: { row: ParsedTransaction; details: Mt940Field[] } | null;
}

/**
 * Reads MT940, and the MT942 that a bank sends within the day. Written here since the parser at hand
 * (mt940js 1.3.5) stops at nine of the fifteen banks' files we know.
 *
 * @throws {UnreadableStatement} when there is no statement in it.
 */
export function* readMt940(text: string, options: ReadOptions): Generator<StatementEvent> {
  yield { kind: 'format', format: 'mt940', encoding: '', csv: null };
  const reader = new Mt940Reader(options.currency ?? null);
  for (const field of mt940Fields(text)) yield* reader.take(field);
  yield* reader.end(text.length);
}

class Mt940Reader {
  readonly #defaultCurrency: string | null;
  #statement: Reading | null = null;
  #count = 0;

  constructor(defaultCurrency: string | null) {
    this.#defaultCurrency = defaultCurrency;
  }

  *take(field: Mt940Field): Generator<StatementEvent> {
    if (field.tag === '20') {
      yield* this.#finish(field.at);
      this.#statement = newReading(this.#count, field.line);
      this.#count += 1;
    }
    const statement = this.#statement;
    if (!statement) return;
    if (field.tag === '61') {
      yield* this.#announce(statement);
      yield* this.#endEntry(statement, field.at);
      yield* this.#beginEntry(statement, field);
    } else if (field.tag === '86' || field.tag === 'NS') statement.entry?.details.push(field);
    // Some banks write a description under the number of the account's field.
    else if (field.tag === '25' && statement.entry) statement.entry.details.push(field);
    else if (field.tag.startsWith('25')) tellAccount(statement, field);
    else if (/^6[02]/.test(field.tag)) yield* this.#tellBalance(statement, field);
  }

  *end(at: number): Generator<StatementEvent> {
    yield* this.#finish(at);
    if (this.#count === 0) throw notAStatement();
  }

  *#beginEntry(statement: Reading, field: Mt940Field): Generator<StatementEvent> {
    const { row, problems } = mt940Entry(field, statement.currency ?? this.#defaultCurrency);
    yield* problems;
    if (!row) return;
    statement.sumMinor += row.amountMinor;
    statement.entry = { row, details: [] };
  }

  *#endEntry(statement: Reading, at: number): Generator<StatementEvent> {
    const { entry } = statement;
    statement.entry = null;
    if (!entry) return;
    statement.rows.push(mt940Details(entry.row, entry.details));
    if (statement.rows.length >= BATCH_ROWS) yield* flush(statement, at);
  }

  *#tellBalance(
    statement: Reading,
    { tag, text, line, at }: Mt940Field,
  ): Generator<StatementEvent> {
    const parts = BALANCE.exec(text);
    if (!parts) {
      const quote = text.slice(0, 40);
      const message = `“${quote}” is not a balance.`;
      yield problem('warning', line, 'balance_invalid', message, { text: quote });
      return;
    }
    const [, side, date = '', currency, amount = ''] = parts;
    if (!statement.currencyTold) {
      const named = currencyNamed(currency, line);
      statement.currency = named.currency;
      statement.currencyTold = true;
      if (named.told) yield named.told;
    }
    const read = mt940Amount(amount, statement.currency ?? this.#defaultCurrency);
    if (!read.ok) {
      yield amountProblem('warning', read.why, amount, line);
      return;
    }
    const minor = side === 'D' || side === 'RC' ? 0 - read.minor : read.minor;
    const balance = { minor, day: dayOfSix(date) };
    if (tag.startsWith('60')) {
      statement.opening ??= balance;
      return;
    }
    yield* this.#announce(statement);
    yield* this.#endEntry(statement, at);
    statement.closing = balance;
  }

  *#announce(statement: Reading): Generator<StatementEvent> {
    if (statement.announced) return;
    statement.announced = true;
    const { index, account, currency } = statement;
    yield { kind: 'statement', index, account, currency };
  }

  *#finish(at: number): Generator<StatementEvent> {
    const statement = this.#statement;
    this.#statement = null;
    if (!statement) return;
    yield* this.#announce(statement);
    yield* this.#endEntry(statement, at);
    yield* flush(statement, at);
    const { opening, closing, sumMinor, index, line } = statement;
    if (!closing) {
      // A report within the day has no balances at all.
      if (!opening) return;
      const message = 'This statement has no closing balance: the file may be cut off.';
      yield problem('warning', line, 'file_truncated', message);
      return;
    }
    if (opening && opening.minor + sumMinor !== closing.minor) yield balanceProblem(line);
    yield {
      kind: 'balance',
      index,
      closingBalanceMinor: closing.minor,
      closingBalanceOn: closing.day,
    };
  }
}

/** Side, day, currency and amount; some banks leave the currency out of the closing one. */
const BALANCE = /^(R?[CD])\s?(\d{6})([A-Z]{3})?\s?(\d[\d.]*,?\d*|,\d+)\s*$/;

const newReading = (index: number, line: number): Reading => ({
  index,
  line,
  account: NO_ACCOUNT,
  currency: null,
  currencyTold: false,
  announced: false,
  opening: null,
  closing: null,
  sumMinor: 0,
  rows: [],
  entry: null,
});

/** "87052000/123456789", "NL50RABO0123456789", "1291.99.348EUR", "DABADKKK/1111.11.1/NOK". */
function tellAccount(statement: Reading, { text }: Mt940Field): void {
  const written = text.split('\n')[0]?.trim() ?? '';
  const coded = /^(.*\d)\s?\/?([A-Z]{3})$/.exec(written);
  const bare = coded && currencyExponent(coded[2] ?? '') !== null ? (coded[1] ?? '') : written;
  const slash = bare.indexOf('/');
  statement.account = {
    ...NO_ACCOUNT,
    externalId: bare || null,
    institution: slash > 0 ? bare.slice(0, slash) : null,
  };
}

function* flush(statement: Reading, bytesRead: number): Generator<StatementEvent> {
  if (statement.rows.length === 0) return;
  const { index, rows } = statement;
  statement.rows = [];
  yield { kind: 'transactions', index, rows, bytesRead };
}

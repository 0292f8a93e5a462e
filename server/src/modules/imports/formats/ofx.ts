import { currencyExponent } from '@picture/contract';
import { OfxHoldings } from './ofx-holdings.ts';
import { INVESTMENT_RECORDS, ofxTrade, POSITIONS } from './ofx-investments.ts';
import { listedSecurities } from './ofx-securities.ts';
import { type OfxToken, ofxTokens } from './ofx-tokens.ts';
import { type OfxContext, ofxTransaction } from './ofx-transactions.ts';
import { type OfxRecord, ofxAmount, ofxDay, ofxDecimalMark } from './ofx-values.ts';
import { problem } from './problems.ts';
import {
  BATCH_ROWS,
  NO_ACCOUNT,
  notAStatement,
  type ParsedTransaction,
  type ReadOptions,
  type StatementAccount,
  type StatementEvent,
  UnreadableStatement,
} from './statement.ts';

/** The type of account each statement is of, where the account does not say. */
const STATEMENTS = new Map<string, string | null>([
  ['STMTRS', null],
  ['CCSTMTRS', 'credit_card'],
  ['INVSTMTRS', 'brokerage'],
]);
const LISTS = new Set(['BANKTRANLIST', 'INVTRANLIST', 'INVBANKTRAN']);
/** Aggregates gathered whole; the innermost that is open takes the values. */
const GATHERED = new Set([
  'BANKACCTFROM',
  'CCACCTFROM',
  'INVACCTFROM',
  'BANKACCTTO',
  'CCACCTTO',
  'LEDGERBAL',
  'AVAILBAL',
  'FI',
  'INVBAL',
  'BAL',
  ...POSITIONS,
]);

const ACCOUNT_TYPES: Record<string, string> = {
  CHECKING: 'checking',
  SAVINGS: 'savings',
  MONEYMRKT: 'savings',
  CD: 'savings',
  CREDITCARD: 'credit_card',
  CREDITLINE: 'loan',
};

/** What of a statement was read so far. */
interface Reading {
  index: number;
  kind: string;
  account: StatementAccount | null;
  currency: string | null;
  announced: boolean;
  rows: ParsedTransaction[];
  balance: StatementEvent | null;
  /** The day an investment statement is of. */
  asOf: string | null;
  holdings: OfxHoldings;
}

/**
 * Reads OFX 1.x and 2.x, QFX too: bank, card and investment statements, as many as the file holds.
 * Of investments the rows are the cash legs; what moves only securities has an amount of zero.
 *
 * @throws {UnreadableStatement} when there is no statement in it, or one that names no account.
 */
export function* readOfx(text: string, options: ReadOptions): Generator<StatementEvent> {
  const isXml = /^\s*<\?xml|<\?OFX\s/i.test(text.slice(0, 2000));
  yield { kind: 'format', format: isXml ? 'ofx2' : 'ofx1', encoding: '', csv: null };
  const mark = ofxDecimalMark(text);
  const securities = listedSecurities(text, mark);
  const reader = new OfxReader({ currency: options.currency ?? null, mark, securities });
  for (const token of ofxTokens(text)) yield* reader.take(token);
  yield* reader.end(text.length);
}

class OfxReader {
  readonly #context: OfxContext;
  #institution: string | null = null;
  #statement: Reading | null = null;
  #statements = 0;
  #record: OfxRecord | null = null;
  #gathered: OfxRecord | null = null;
  #closed = false;
  #line = 1;

  constructor(context: OfxContext) {
    this.#context = context;
  }

  *take({ kind, tag, value, line, at }: OfxToken): Generator<StatementEvent> {
    this.#line = line;
    if (kind === 'open') yield* this.#open(tag, line, at);
    else if (kind === 'close') yield* this.#close(tag, at);
    else this.#value(tag, value, line);
  }

  /** A record that the end of the file cuts off is left out: its last value may be half of one. */
  *end(at: number): Generator<StatementEvent> {
    const cutOff = this.#record?.line;
    this.#record = null;
    this.#gathered = null;
    yield* this.#endStatement(at);
    if (this.#statements === 0) throw notAStatement();
    if (cutOff !== undefined) {
      const message = 'The file is cut off in the transaction that begins here.';
      yield problem('error', cutOff, 'file_truncated', message);
    } else if (!this.#closed) {
      const message = 'The file is cut off here: the bank may have had more to tell.';
      yield problem('warning', this.#line, 'file_truncated', message);
    }
  }

  *#open(tag: string, line: number, at: number): Generator<StatementEvent> {
    if (STATEMENTS.has(tag)) {
      yield* this.#endStatement(at);
      this.#statement = {
        index: this.#statements,
        kind: tag,
        account: null,
        currency: null,
        announced: false,
        rows: [],
        balance: null,
        asOf: null,
        holdings: new OfxHoldings(),
      };
      this.#statements += 1;
    } else if (tag === 'STMTTRN' || INVESTMENT_RECORDS.has(tag)) {
      // A transaction left open ends where the next begins.
      yield* this.#endRecord(at);
      if (this.#statement) this.#record = { kind: tag, line, values: new Map() };
    } else if (GATHERED.has(tag)) {
      this.#endGathered();
      this.#gathered = { kind: tag, line, values: new Map() };
    }
  }

  *#close(tag: string, at: number): Generator<StatementEvent> {
    if (this.#gathered?.kind === tag) this.#endGathered();
    else if (this.#record?.kind === tag || LISTS.has(tag)) yield* this.#endRecord(at);
    else if (STATEMENTS.has(tag)) yield* this.#endStatement(at);
    else if (tag === 'OFX') this.#closed = true;
  }

  #value(tag: string, value: string, line: number): void {
    const values = (this.#gathered ?? this.#record)?.values;
    if (values) {
      if (!values.has(tag)) values.set(tag, value);
    } else if (tag === 'CURDEF' && this.#statement) {
      this.#statement.currency = knownCurrency(value, line);
    } else if (tag === 'DTASOF' && this.#statement) this.#statement.asOf ??= ofxDay(value);
  }

  #endGathered(): void {
    const gathered = this.#gathered;
    this.#gathered = null;
    if (gathered?.kind === 'FI') this.#institution = gathered.values.get('ORG') ?? null;
    else if (gathered?.kind === 'LEDGERBAL') this.#tellBalance(gathered);
    else if (gathered?.kind.endsWith('ACCTFROM')) this.#tellAccount(gathered);
    else if (gathered && this.#statement) this.#tellHolding(this.#statement, gathered);
  }

  #tellHolding(statement: Reading, gathered: OfxRecord): void {
    const context = this.#contextOf(statement);
    if (gathered.kind === 'INVBAL') statement.holdings.tellCash(gathered, context);
    else if (gathered.kind === 'BAL') statement.holdings.tellTotal(gathered, context);
    else if (POSITIONS.has(gathered.kind)) statement.holdings.addPosition(gathered, context);
  }

  #tellAccount({ values }: OfxRecord): void {
    const statement = this.#statement;
    if (!statement || statement.account) return;
    const type = values.get('ACCTTYPE');
    statement.account = {
      externalId: values.get('ACCTID') ?? null,
      name: null,
      type:
        STATEMENTS.get(statement.kind) ??
        (type === undefined ? null : (ACCOUNT_TYPES[type.toUpperCase()] ?? type.toLowerCase())),
      institution: this.#institution ?? values.get('BANKID') ?? values.get('BROKERID') ?? null,
    };
  }

  #tellBalance({ values, line }: OfxRecord): void {
    const statement = this.#statement;
    if (!statement) return;
    const { currency, mark } = this.#contextOf(statement);
    const { minor } = ofxAmount(values.get('BALAMT'), currency, mark, line);
    if (minor === null) return;
    statement.balance ??= {
      kind: 'balance',
      index: statement.index,
      closingBalanceMinor: minor,
      closingBalanceOn: ofxDay(values.get('DTASOF')),
    };
  }

  #contextOf(statement: Reading): OfxContext {
    return { ...this.#context, currency: statement.currency ?? this.#context.currency };
  }

  *#announce(statement: Reading): Generator<StatementEvent> {
    if (statement.announced) return;
    statement.announced = true;
    if (statement.account === null && statement.currency === null) {
      throw new UnreadableStatement(
        'account_missing',
        'A statement in this file does not say which account it is of: the file is damaged.',
      );
    }
    const { index, currency } = statement;
    yield { kind: 'statement', index, account: statement.account ?? NO_ACCOUNT, currency };
  }

  *#endRecord(at: number): Generator<StatementEvent> {
    this.#endGathered();
    const record = this.#record;
    const statement = this.#statement;
    this.#record = null;
    if (!record || !statement) return;
    yield* this.#announce(statement);
    const { row, warning } = ofxTransaction(record, this.#contextOf(statement));
    if (warning) yield warning;
    if (row) {
      statement.rows.push(row);
      if (INVESTMENT_RECORDS.has(record.kind)) {
        statement.holdings.addTrade(ofxTrade(record, row, this.#contextOf(statement)));
      }
    }
    if (statement.rows.length >= BATCH_ROWS) yield* flush(statement, at);
  }

  *#endStatement(at: number): Generator<StatementEvent> {
    yield* this.#endRecord(at);
    const statement = this.#statement;
    this.#statement = null;
    if (!statement) return;
    yield* this.#announce(statement);
    yield* flush(statement, at);
    const context = this.#contextOf(statement);
    const investments = statement.holdings.investments(context);
    if (investments) yield { kind: 'investments', index: statement.index, investments };
    const worth = statement.holdings.worthMinor(context.currency);
    if (statement.balance) yield statement.balance;
    else if (worth !== null) {
      const { index, asOf } = statement;
      yield { kind: 'balance', index, closingBalanceMinor: worth, closingBalanceOn: asOf };
    }
  }
}

function* flush(statement: Reading, bytesRead: number): Generator<StatementEvent> {
  if (statement.rows.length === 0) return;
  const { index, rows } = statement;
  statement.rows = [];
  yield { kind: 'transactions', index, rows, bytesRead };
}

function knownCurrency(value: string, line: number): string {
  const currency = value.toUpperCase().slice(0, 10);
  if (currencyExponent(currency) !== null) return currency;
  throw new UnreadableStatement(
    'currency_unknown',
    `Line ${line} names the currency ${currency}, which does not exist.`,
    { line, currency },
  );
}

import { currencyExponent } from '@picture/contract';
import { cashEffect, INVESTMENT_RECORDS, securityNames } from './ofx-investments.ts';
import { type OfxToken, ofxTokens } from './ofx-tokens.ts';
import { type OfxRecord, ofxAmount, ofxDay } from './ofx-values.ts';
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

const STATEMENTS = new Set(['STMTRS', 'CCSTMTRS', 'INVSTMTRS']);
const ACCOUNTS = new Set(['BANKACCTFROM', 'CCACCTFROM', 'INVACCTFROM']);

const ACCOUNT_TYPES: Record<string, string> = {
  CHECKING: 'checking',
  SAVINGS: 'savings',
  MONEYMRKT: 'savings',
  CD: 'savings',
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
}

/**
 * Reads OFX 1.x and 2.x, QFX too: bank, card and investment statements, as many as the file holds.
 * Of investments the cash legs are read; what moves only securities has an amount of zero.
 *
 * @throws {UnreadableStatement} when there is no statement in it, or one that names no account.
 */
export function* readOfx(text: string, options: ReadOptions): Generator<StatementEvent> {
  const version2 = /^\s*<\?xml|<\?OFX\s/i.test(text.slice(0, 2000));
  yield { kind: 'format', format: version2 ? 'ofx2' : 'ofx1', encoding: '', csv: null };
  const reader = new OfxReader(options, securityNames(text));
  for (const token of ofxTokens(text)) yield* reader.take(token);
  yield* reader.end();
}

class OfxReader {
  readonly #options: ReadOptions;
  readonly #securities: ReadonlyMap<string, string>;
  #institution: string | null = null;
  #statement: Reading | null = null;
  #statements = 0;
  #record: OfxRecord | null = null;
  /** Where single values belong: an account, a balance, the institution. */
  #place: string | null = null;
  #accountId: string | null = null;
  #accountType: string | null = null;
  #balanceText: { amount?: string; on?: string; line: number } | null = null;

  constructor(options: ReadOptions, securities: ReadonlyMap<string, string>) {
    this.#options = options;
    this.#securities = securities;
  }

  *take(token: OfxToken): Generator<StatementEvent> {
    if (token.kind === 'open') yield* this.#open(token.tag, token.line);
    else if (token.kind === 'close') yield* this.#close(token.tag, token.line);
    else this.#value(token.tag, token.value, token.line);
  }

  *end(): Generator<StatementEvent> {
    if (this.#record) yield* this.#truncated(this.#record.line);
    if (this.#statement) yield* this.#finish();
    if (this.#statements === 0) throw notAStatement();
  }

  *#open(tag: string, line: number): Generator<StatementEvent> {
    if (STATEMENTS.has(tag)) {
      if (this.#statement) yield* this.#finish();
      this.#statement = {
        index: this.#statements,
        kind: tag,
        account: null,
        currency: null,
        announced: false,
        rows: [],
        balance: null,
      };
      this.#statements += 1;
    } else if (tag === 'STMTTRN' || INVESTMENT_RECORDS.has(tag)) {
      if (this.#record) yield* this.#truncated(this.#record.line);
      if (this.#statement) this.#record = { kind: tag, line, values: new Map() };
    } else if (ACCOUNTS.has(tag) || tag === 'FI') {
      this.#place = tag;
      if (this.#statement && ACCOUNTS.has(tag)) this.#statement.account ??= this.#accountSoFar();
    } else if (tag === 'LEDGERBAL') {
      this.#place = tag;
      this.#balanceText = { line };
    } else if (tag === 'AVAILBAL' || tag === 'BANKACCTTO' || tag === 'CCACCTTO') {
      this.#place = tag;
    }
  }

  *#close(tag: string, line: number): Generator<StatementEvent> {
    if (this.#record?.kind === tag) {
      const record = this.#record;
      this.#record = null;
      yield* this.#transaction(record);
    } else if (STATEMENTS.has(tag) && this.#statement) {
      if (this.#record) yield* this.#truncated(this.#record.line);
      this.#record = null;
      yield* this.#finish();
    } else if (tag === 'LEDGERBAL') {
      this.#endBalance(line);
    }
    if (tag === this.#place) this.#place = null;
  }

  #value(tag: string, value: string, line: number): void {
    if (this.#place === 'FI' && tag === 'ORG') this.#institution = value;
    if (this.#record) {
      const inOtherAccount = this.#place === 'BANKACCTTO' || this.#place === 'CCACCTTO';
      if (!inOtherAccount && !this.#record.values.has(tag)) this.#record.values.set(tag, value);
      return;
    }
    const statement = this.#statement;
    if (!statement) return;
    if (tag === 'CURDEF') {
      statement.currency = this.#knownCurrency(value, line);
    } else if (this.#place !== null && ACCOUNTS.has(this.#place)) {
      if (tag === 'ACCTID') this.#accountId = value;
      if (tag === 'ACCTTYPE') this.#accountType = value;
      statement.account = this.#accountSoFar();
    } else if (this.#balanceText && this.#place === 'LEDGERBAL') {
      if (tag === 'BALAMT') this.#balanceText.amount ??= value;
      if (tag === 'DTASOF') this.#balanceText.on ??= value;
    }
  }

  #accountSoFar(): StatementAccount {
    const kind = this.#statement?.kind;
    const type =
      kind === 'CCSTMTRS'
        ? 'credit_card'
        : kind === 'INVSTMTRS'
          ? 'brokerage'
          : (ACCOUNT_TYPES[(this.#accountType ?? '').toUpperCase()] ??
            this.#accountType?.toLowerCase() ??
            null);
    return { externalId: this.#accountId, name: null, type, institution: this.#institution };
  }

  #knownCurrency(value: string, line: number): string {
    const code = value.toUpperCase();
    if (currencyExponent(code) === null) {
      throw new UnreadableStatement(
        'currency_unknown',
        `Line ${line} names the currency ${code.slice(0, 10)}, which does not exist.`,
        { line, currency: code.slice(0, 10) },
      );
    }
    return code;
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

  *#transaction(record: OfxRecord): Generator<StatementEvent> {
    const statement = this.#statement;
    if (!statement) return;
    yield* this.#announce(statement);
    const currency = statement.currency ?? this.#options.currency ?? null;
    const values = record.values;
    const isBank = record.kind === 'STMTTRN';
    const dayText = isBank
      ? (values.get('DTPOSTED') ?? values.get('DTUSER') ?? values.get('DTAVAIL'))
      : (values.get('DTTRADE') ?? values.get('DTSETTLE') ?? values.get('DTPOSTED'));
    const postedOn = ofxDay(dayText);
    if (postedOn === null) {
      const shown = dayText?.slice(0, 40) ?? '';
      yield shown
        ? problem('error', record.line, 'date_invalid', `“${shown}” is not a day that exists.`, {
            date: shown,
          })
        : problem('error', record.line, 'date_missing', 'The transaction has no date.');
      return;
    }
    const effect = isBank ? null : cashEffect(record, this.#securities);
    const amountText = effect ? effect.amount : values.get('TRNAMT');
    const amount = ofxAmount(amountText, currency, record.line);
    if (amount.warning) yield amount.warning;
    if (amount.minor === null) return;
    statement.rows.push({
      line: record.line,
      postedOn,
      amountMinor: amount.minor,
      payee: effect ? effect.payee : (values.get('NAME') ?? null),
      memo: effect ? effect.memo : (values.get('MEMO') ?? null),
      externalId: values.get('FITID') ?? null,
      checkNumber: values.get('CHECKNUM') ?? null,
      category: null,
      splits: null,
    });
    if (statement.rows.length >= BATCH_ROWS) yield* this.#flush(statement, record.line);
  }

  *#flush(statement: Reading, line: number): Generator<StatementEvent> {
    if (statement.rows.length === 0) return;
    yield { kind: 'transactions', index: statement.index, rows: statement.rows, bytesRead: line };
    statement.rows = [];
  }

  #endBalance(line: number): void {
    const told = this.#balanceText;
    this.#balanceText = null;
    const statement = this.#statement;
    if (!told?.amount || !statement) return;
    const read = ofxAmount(told.amount, statement.currency ?? this.#options.currency ?? null, line);
    if (read.minor === null) return;
    statement.balance = {
      kind: 'balance',
      index: statement.index,
      closingBalanceMinor: read.minor,
      closingBalanceOn: ofxDay(told.on),
    };
  }

  *#finish(): Generator<StatementEvent> {
    const statement = this.#statement;
    if (!statement) return;
    if (this.#balanceText) this.#endBalance(this.#balanceText.line);
    yield* this.#announce(statement);
    yield* this.#flush(statement, 0);
    if (statement.balance) yield statement.balance;
    this.#statement = null;
    this.#accountId = null;
    this.#accountType = null;
    this.#place = null;
  }

  *#truncated(line: number): Generator<StatementEvent> {
    this.#record = null;
    yield problem('error', line, 'file_truncated', 'The transaction that begins here is cut off.');
  }
}

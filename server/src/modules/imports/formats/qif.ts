import { type Investments, pricesOf, type Trade } from './investments.ts';
import { problem } from './problems.ts';
import { beginsSection, isList, type QifConventions, qifConventions } from './qif-conventions.ts';
import { QifSecurities, qifTrade } from './qif-investments.ts';
import { type QifRecord, qifParts } from './qif-records.ts';
import { qifTransaction } from './qif-transactions.ts';
import {
  BATCH_ROWS,
  NO_ACCOUNT,
  type ParsedTransaction,
  type ReadOptions,
  type StatementEvent,
  UnreadableStatement,
} from './statement.ts';

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

const isInvestment = (type: string): boolean => /^(?:invst|port|mutual|401)/.test(type);

interface Statement {
  index: number;
  trades: Trade[];
  type: string;
  rows: ParsedTransaction[];
}

/**
 * Reads QIF: the accounts of a file with their transactions, splits and investments. The rows of these
 * are their cash legs.
 *
 * @throws {UnreadableStatement} when it holds lists only.
 */
export function* readQif(text: string, options: ReadOptions): Generator<StatementEvent> {
  yield { kind: 'format', format: 'qif', encoding: '', csv: null };
  const conventions = qifConventions(text, options);
  if (conventions.datesOpen) {
    const order = conventions.order === 'dmy' ? 'day, then month' : 'month, then day';
    const message = `The dates could be read either way round; they were read as ${order}.`;
    yield problem('warning', 1, 'ambiguous_dates', message, { order: conventions.order });
  }
  const statements = new QifStatements(conventions, securitiesIn(text, conventions));
  let section = 'type:bank';
  for (const part of qifParts(text)) {
    if (part.kind === 'header') {
      if (part.name === 'clear:autoswitch') statements.endList();
      if (!beginsSection(part.name)) continue;
      section = part.name;
      if (section === 'account') statements.beginNames();
      else if (section.startsWith('type:') && !isList(section)) {
        yield* statements.begin(section.slice('type:'.length), part.at);
      }
    } else if (section === 'account') statements.name(part);
    else if (!isList(section)) yield* statements.add(part);
  }
  yield* statements.finish(text.length);
}

/** Lists may follow the transactions that name what is in them. */
function securitiesIn(text: string, conventions: QifConventions): QifSecurities {
  const securities = new QifSecurities();
  if (!/^!\s*type\s*:\s*(?:security|prices)/im.test(text)) return securities;
  for (const wanted of [/^type:security/, /^type:prices?/]) {
    let section = '';
    for (const part of qifParts(text)) {
      if (part.kind === 'header') section = beginsSection(part.name) ? part.name : section;
      else if (!wanted.test(section)) continue;
      else if (section.startsWith('type:security')) securities.list(part);
      else securities.addPrices(part, conventions);
    }
  }
  return securities;
}

class QifStatements {
  readonly #conventions: QifConventions;
  readonly #securities: QifSecurities;
  readonly #byName = new Map<string, Statement>();
  #names: { name: string | null; type: string | null }[] = [];
  #statement: Statement | null = null;
  #count = 0;

  constructor(conventions: QifConventions, securities: QifSecurities) {
    this.#conventions = conventions;
    this.#securities = securities;
  }

  beginNames(): void {
    this.#names = [];
  }

  /** The account that the transactions to come are of, or one of a list of accounts. */
  name({ fields }: QifRecord): void {
    const field = (code: string) => fields.find((one) => one.code === code)?.text || null;
    this.#names.push({ name: field('N'), type: field('T') });
  }

  /** A list of several accounts says nothing of the transactions that follow it. */
  endList(): void {
    if (this.#names.length > 1) this.#names = [];
  }

  *begin(type: string, at: number): Generator<StatementEvent> {
    const named = this.#names.at(-1) ?? null;
    this.#names = [];
    if (named === null && this.#statement?.type === type) return;
    yield* this.#flush(at);
    const key = JSON.stringify([named?.name ?? null, named === null ? type : '']);
    const known = this.#byName.get(key);
    this.#statement = known ?? { index: this.#count, type, rows: [], trades: [] };
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
    const invested = isInvestment(statement.type);
    const { row, feesMinor, problems } = qifTransaction(record, invested, this.#conventions);
    yield* problems;
    if (row === null) return;
    statement.rows.push(row);
    if (invested) {
      const trade = qifTrade(record, row, this.#conventions, this.#securities, feesMinor);
      statement.trades.push(trade);
    }
    if (statement.rows.length >= BATCH_ROWS) yield* this.#flush(record.at);
  }

  *finish(at: number): Generator<StatementEvent> {
    yield* this.#flush(at);
    if (this.#count === 0) {
      throw new UnreadableStatement('no_statements', 'This QIF file holds lists, no transactions.');
    }
    let listed = this.#securities.prices;
    for (const { index, type, trades } of this.#byName.values()) {
      if (!isInvestment(type)) continue;
      const prices = [...listed, ...pricesOf([], trades)];
      listed = [];
      const investments: Investments = { positions: [], trades, prices };
      yield { kind: 'investments', index, investments };
    }
  }

  *#flush(bytesRead: number): Generator<StatementEvent> {
    const statement = this.#statement;
    if (!statement || statement.rows.length === 0) return;
    const { index, rows } = statement;
    statement.rows = [];
    yield { kind: 'transactions', index, rows, bytesRead };
  }
}

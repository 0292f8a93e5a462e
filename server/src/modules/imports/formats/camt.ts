import { camtAmount, camtDay, camtTransaction } from './camt-entries.ts';
import { balanceProblem, currencyNamed } from './entry-problems.ts';
import { problem } from './problems.ts';
import {
  BATCH_ROWS,
  type ParsedTransaction,
  type ReadOptions,
  type StatementAccount,
  type StatementEvent,
  UnreadableStatement,
  wrongFileType,
} from './statement.ts';
import { nodeAt, readXml, textAt, type XmlNode } from './xml.ts';

/** Statements of camt.053, and reports within the day of camt.052. */
const STATEMENTS = new Set(['Stmt', 'Rpt']);
const WHOLE = new Set(['Acct', 'Bal', 'Ntry']);

/** ISO 20022, external code list of cash account types. */
const ACCOUNT_TYPES: Record<string, string> = {
  CACC: 'checking',
  TRAN: 'checking',
  SVGS: 'savings',
  MOMA: 'savings',
  CARD: 'credit_card',
  LOAN: 'loan',
};

/** Which balance a statement closes with, surest first: booked, else booked so far. */
const CLOSING = ['CLBD', 'ITBD'];

interface Reading {
  index: number;
  line: number;
  account: StatementAccount;
  owner: string | null;
  currency: string | null;
  currencyTold: boolean;
  announced: boolean;
  rows: ParsedTransaction[];
  openingMinor: number | null;
  closing: { rank: number; minor: number; day: string | null } | null;
  sumMinor: number;
}

/**
 * Reads camt.052 and camt.053 of any version: each entry is one row; the payments of a batch are its
 * splits. Entries that are pending are marked so; those only told for information are left out.
 *
 * @throws {UnreadableStatement} where it is not well-formed, or holds no statement.
 */
export function* readCamt(text: string, options: ReadOptions): Generator<StatementEvent> {
  yield { kind: 'format', format: 'camt', encoding: '', csv: null };
  let statement: Reading | null = null;
  let count = 0;
  for (const event of readXml(text, WHOLE)) {
    if (event.kind === 'node') {
      if (statement) yield* take(statement, event.node, options);
      continue;
    }
    if (event.name === 'BkToCstmrDbtCdtNtfctn') throw wrongFileType('a CAMT.054 notification');
    if (!STATEMENTS.has(event.name)) continue;
    if (event.kind === 'open') {
      statement = newReading(count, event.line);
      count += 1;
    } else if (statement) {
      yield* finish(statement, text.length);
      statement = null;
    }
  }
  if (count === 0) {
    throw new UnreadableStatement('no_statements', 'This CAMT file holds no statement.');
  }
}

const newReading = (index: number, line: number): Reading => ({
  index,
  line,
  account: { externalId: null, name: null, type: null, institution: null },
  owner: null,
  currency: null,
  currencyTold: false,
  announced: false,
  rows: [],
  openingMinor: null,
  closing: null,
  sumMinor: 0,
});

function* take(statement: Reading, node: XmlNode, options: ReadOptions): Generator<StatementEvent> {
  if (node.name === 'Acct') {
    if (statement.announced) return;
    tellAccount(statement, node);
    const currency = nodeAt(node, 'Ccy');
    if (currency) yield* tellCurrency(statement, currency.text, currency.line);
    return;
  }
  if (!statement.currencyTold) {
    const amount = nodeAt(node, 'Amt');
    yield* tellCurrency(statement, amount?.attributes['Ccy'], amount?.line ?? node.line);
  }
  const currency = statement.currency ?? options.currency ?? null;
  if (node.name === 'Bal') {
    yield* tellBalance(statement, node, currency);
    return;
  }
  yield* announce(statement);
  const { row, problems } = camtTransaction(node, currency, statement.owner);
  yield* problems;
  if (row) {
    statement.rows.push(row);
    if (!row.isPending) statement.sumMinor += row.amountMinor;
  }
  if (statement.rows.length >= BATCH_ROWS) yield* flush(statement, node.at);
}

function tellAccount(statement: Reading, account: XmlNode): void {
  const servicer = nodeAt(account, 'Svcr', 'FinInstnId');
  const type = textAt(account, 'Tp', 'Cd') ?? textAt(account, 'Tp', 'Prtry');
  statement.account = {
    externalId: textAt(account, 'Id', 'IBAN') ?? textAt(account, 'Id', 'Othr', 'Id'),
    name: textAt(account, 'Nm'),
    type: type === null ? null : (ACCOUNT_TYPES[type] ?? null),
    institution:
      textAt(servicer, 'Nm') ?? textAt(servicer, 'BICFI') ?? textAt(servicer, 'BIC') ?? null,
  };
  statement.owner = textAt(account, 'Ownr', 'Nm') ?? textAt(account, 'Ownr', 'Pty', 'Nm');
}

function* tellCurrency(
  statement: Reading,
  written: string | undefined,
  line: number,
): Generator<StatementEvent> {
  const { currency, told } = currencyNamed(written, line);
  statement.currency = currency;
  statement.currencyTold = true;
  if (told) yield told;
}

function* tellBalance(
  statement: Reading,
  balance: XmlNode,
  currency: string | null,
): Generator<StatementEvent> {
  const kind = textAt(balance, 'Tp', 'CdOrPrtry', 'Cd') ?? '';
  if (kind === 'OPBD') {
    const read = camtAmount(balance, currency);
    if (!('code' in read)) statement.openingMinor ??= read.minor;
    return;
  }
  const rank = CLOSING.indexOf(kind);
  if (rank < 0 || (statement.closing && statement.closing.rank <= rank)) return;
  const read = camtAmount(balance, currency);
  if ('code' in read) yield read.event;
  else {
    statement.closing = { rank, minor: read.minor, day: camtDay(nodeAt(balance, 'Dt')) };
    if (read.otherCurrency) {
      const { line } = balance;
      const message = `The closing balance is in ${read.otherCurrency}, the statement is not.`;
      const params = { currency: read.otherCurrency };
      yield problem('warning', line, 'currency_differs', message, params);
    }
  }
}

function* announce(statement: Reading): Generator<StatementEvent> {
  if (statement.announced) return;
  statement.announced = true;
  const { index, account, currency } = statement;
  yield { kind: 'statement', index, account, currency };
}

function* finish(statement: Reading, bytesRead: number): Generator<StatementEvent> {
  yield* announce(statement);
  yield* flush(statement, bytesRead);
  const { openingMinor, closing, sumMinor, index, line } = statement;
  if (!closing) return;
  const adds = openingMinor === null || openingMinor + sumMinor === closing.minor;
  if (!adds && closing.rank === 0) yield balanceProblem(line);
  yield {
    kind: 'balance',
    index,
    closingBalanceMinor: closing.minor,
    closingBalanceOn: closing.day,
  };
}

function* flush(statement: Reading, bytesRead: number): Generator<StatementEvent> {
  if (statement.rows.length === 0) return;
  const { index, rows } = statement;
  statement.rows = [];
  yield { kind: 'transactions', index, rows, bytesRead };
}

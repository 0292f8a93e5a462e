import type { Investments, Trade } from './investments.ts';
import type {
  ParsedTransaction,
  StatementAccount,
  StatementEvent,
  StatementFormat,
} from './statement.ts';

/** What `parse-statement` prints; what is absent is null. */
export interface ParseJson {
  format: StatementFormat | null;
  statements: ParseJsonStatement[];
  problems: { line: number; message: string }[];
}

interface ParseJsonStatement {
  account: StatementAccount;
  currency: string | null;
  closingBalanceMinor: number | null;
  closingBalanceOn: string | null;
  transactions: Omit<ParsedTransaction, 'line' | 'keyOf'>[];
  /** Of investment statements only. */
  investments?: Omit<Investments, 'trades'> & { trades: Omit<Trade, 'line'>[] };
}

/** Gathers the events of one file into one object. */
export async function toParseJson(events: AsyncIterable<StatementEvent>): Promise<ParseJson> {
  const result: ParseJson = { format: null, statements: [], problems: [] };
  for await (const event of events) {
    if (event.kind === 'format') {
      result.format = event.format;
      continue;
    }
    if (event.kind === 'problem') {
      result.problems.push({ line: event.problem.line, message: event.problem.message });
      continue;
    }
    if (event.kind === 'statement') {
      const { externalId, name, type, institution } = event.account;
      result.statements[event.index] = {
        account: { externalId, name, type, institution },
        currency: event.currency,
        closingBalanceMinor: null,
        closingBalanceOn: null,
        transactions: [],
      };
      continue;
    }
    const statement = result.statements[event.index];
    if (!statement) throw new Error(`Statement ${event.index} was not announced.`);
    if (event.kind === 'balance') {
      statement.closingBalanceMinor = event.closingBalanceMinor;
      statement.closingBalanceOn = event.closingBalanceOn;
    } else if (event.kind === 'investments') {
      const { positions, trades, prices } = event.investments;
      statement.investments ??= { positions: [], trades: [], prices: [] };
      statement.investments.positions.push(...positions);
      statement.investments.prices.push(...prices);
      for (const { line: _line, ...trade } of trades) statement.investments.trades.push(trade);
    } else {
      for (const { line: _line, keyOf: _keyOf, ...row } of event.rows)
        statement.transactions.push(row);
    }
  }
  return result;
}

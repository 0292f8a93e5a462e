import type { InvestRecord } from './csv-invest-rows.ts';
import { type Investments, isEmpty, noInvestments, pricesOf } from './investments.ts';
import {
  BATCH_ROWS,
  NO_ACCOUNT,
  type ParsedTransaction,
  type StatementEvent,
} from './statement.ts';

interface Open {
  index: number;
  rows: ParsedTransaction[];
  investments: Investments;
}

/** Sorts the rows of a file into statements: one for each account and currency in it. */
export class InvestStatements {
  readonly #accountType: string;
  #day: string | null;
  readonly #open = new Map<string, Open>();

  constructor(accountType: string, day: string | null) {
    this.#accountType = accountType;
    this.#day = day;
  }

  /** A day written under the table is what the positions are of, where none stands above it. */
  noteDay(day: string | null): void {
    this.#day ??= day;
  }

  *add(record: InvestRecord, bytesRead: number): Generator<StatementEvent> {
    const { account, accountName, currency } = record;
    const key = JSON.stringify([account, currency]);
    let open = this.#open.get(key);
    if (!open) {
      open = { index: this.#open.size, rows: [], investments: noInvestments() };
      this.#open.set(key, open);
      const type = this.#accountType;
      const externalId = account === accountName ? null : account;
      yield {
        kind: 'statement',
        index: open.index,
        account: { ...NO_ACCOUNT, externalId, name: accountName, type },
        currency,
      };
    }
    const { positions, trades } = open.investments;
    if (record.position) positions.push(record.position);
    trades.push(...record.trades);
    if (record.transaction) open.rows.push(record.transaction);
    if (open.rows.length >= BATCH_ROWS) yield* flush(open, bytesRead);
  }

  *finish(bytesRead: number): Generator<StatementEvent> {
    if (this.#open.size === 0) {
      const account = { ...NO_ACCOUNT, type: this.#accountType };
      yield { kind: 'statement', index: 0, account, currency: null };
    }
    for (const open of this.#open.values()) {
      yield* flush(open, bytesRead);
      const { index, investments } = open;
      const { positions, trades } = investments;
      for (const position of positions) position.pricedOn ??= this.#day;
      investments.prices.push(...pricesOf(positions, trades));
      if (!isEmpty(investments)) yield { kind: 'investments', index, investments };
      const values = positions.map(({ valueMinor }) => valueMinor);
      if (values.length === 0 || values.includes(null)) continue;
      const worth = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      yield { kind: 'balance', index, closingBalanceMinor: worth, closingBalanceOn: this.#day };
    }
  }
}

function* flush(open: Open, bytesRead: number): Generator<StatementEvent> {
  if (open.rows.length === 0) return;
  const { index, rows } = open;
  open.rows = [];
  yield { kind: 'transactions', index, rows, bytesRead };
}

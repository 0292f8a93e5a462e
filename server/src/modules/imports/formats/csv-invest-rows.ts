import { currencyExponent } from '@picture/contract';
import { type DecimalMark, parseAmount, unwrapped } from './amounts.ts';
import type { InvestColumns, InvestRole } from './csv-invest-columns.ts';
import { currencyIn, legsOf, pairOf } from './csv-invest-legs.ts';
import { actionIn, ledgerAction, newTrade } from './csv-invest-trades.ts';
import { type RowProblem, told as refused } from './csv-record.ts';
import { type DateOrder, parseDay } from './dates.ts';
import { decimalText, isZero, productMinor, signed } from './decimals.ts';
import { cashSign, movesUnits, type TradeAction, unitsSign } from './investment-actions.ts';
import { type Position, securityOf, type Trade } from './investments.ts';
import type { ParsedTransaction } from './statement.ts';

export interface InvestConventions {
  order: DateOrder;
  mark: DecimalMark;
  /** Money out has a minus; else the sort of action tells. */
  signedAmounts: boolean;
  /** Of rows that name none. */
  currency: string | null;
}

export interface InvestRecord {
  account: string | null;
  accountName: string | null;
  currency: string | null;
  transaction: ParsedTransaction | null;
  trades: Trade[];
  position: Position | null;
  warning: RowProblem | null;
}

const LONGEST_QUOTE = 40;
const NO_NAME = /^no description$/i;
const CAME_TO_NOTHING = /^(?:rejected|cancell?ed|failed|expired|declined|refused)\b/i;
/** Units that move without money, on an account that holds no money. */
const NO_CASH = new Set<TradeAction>([
  'reward',
  'transfer_in',
  'transfer_out',
  'exchange',
  'other',
]);

const isRefused = (read: number | null | RowProblem): read is RowProblem =>
  typeof read === 'object' && read !== null;

/** Reads rows of one table by its columns. Null for a row that is none of it: a note, a total. */
export class InvestRows {
  readonly #columns: InvestColumns;
  readonly #conventions: InvestConventions;
  readonly #defaultCurrency: string;

  constructor(columns: InvestColumns, conventions: InvestConventions, defaultCurrency: string) {
    this.#columns = columns;
    this.#conventions = conventions;
    this.#defaultCurrency = defaultCurrency;
  }

  read(cells: readonly string[], line: number): InvestRecord | RowProblem | null {
    if (cells.length <= 2) return null;
    if (this.#columns.kind === 'holdings') return this.#holding(cells);
    const day = this.#dayOf(cells);
    if (day === null || typeof day === 'object') return day;
    const status = (this.#cell(cells, 'status') ?? this.#cell(cells, 'memo') ?? '').slice(0, 40);
    if (CAME_TO_NOTHING.test(status)) {
      return refused('not_booked', `This row is marked ${status}.`, { status });
    }
    return this.#columns.kind === 'ledger'
      ? this.#ledgerRow(cells, line, day)
      : this.#tradeRow(cells, line, day);
  }

  #cell(cells: readonly string[], role: InvestRole): string | null {
    const text = cells[this.#columns.roles[role] ?? -1]?.trim() ?? '';
    return /^-*$/.test(text) ? null : text;
  }

  #dayOf(cells: readonly string[]): string | RowProblem | null {
    const text = unwrapped(this.#cell(cells, 'date') ?? '');
    if (text === '') {
      const { roles, legs } = this.#columns;
      const sums = [roles.quantity, roles.amount, ...legs.map(({ amount }) => amount)];
      if (!sums.some((at) => /\d/.test(cells[at ?? -1] ?? ''))) return null;
      const isTotal = cells.some((cell) => /^\W*(?:grand |sub)?total/i.test(cell.trim()));
      return isTotal ? null : refused('date_missing', 'This row has an amount but no date.');
    }
    const day = parseDay(text, this.#conventions.order);
    if (day !== null || !/\d/.test(text)) return day;
    const quote = text.slice(0, LONGEST_QUOTE);
    return refused('date_invalid', `“${quote}” is not a date.`, { text: quote });
  }

  #ledgerRow(cells: readonly string[], line: number, day: string): InvestRecord | RowProblem {
    const { mark } = this.#conventions;
    const action = this.#cell(cells, 'action') ?? '';
    const legs = legsOf(cells, this.#columns, mark, action);
    if (legs === null) return refused('amount_missing', 'This row has no amount.');
    const cash = legs.filter((leg) => leg.isMoney);
    const currency = cash[0]?.asset ?? this.#conventions.currency;
    const [first] = cash;
    const minor = first ? this.#money(first.units, currency) : 0;
    if (isRefused(minor)) return minor;
    const memo = this.#memo(cells, action, null, null);
    const coins = legs.filter((leg) => !leg.isMoney && !isZero(leg.units));
    const titles = coins.map((leg) => leg.asset).join(' → ');
    const transaction = this.#transaction(cells, line, day, minor, titles || action, memo);
    const trades = coins.map((leg) => ({
      ...newTrade(transaction, ledgerAction(action, leg, legs)),
      security: securityOf({ symbol: leg.asset }),
      units: leg.units,
      amountMinor: coins.length === 1 ? transaction.amountMinor : 0,
    }));
    return this.#record(cells, currency, transaction, trades);
  }

  #tradeRow(cells: readonly string[], line: number, day: string): InvestRecord | RowProblem {
    const { mark } = this.#conventions;
    const written = this.#cell(cells, 'action') ?? '';
    const pair = pairOf(this.#cell(cells, 'symbol'), this.#columns);
    const currency = this.#currencyOf(cells) ?? pair.money ?? this.#conventions.currency;
    const quantity = decimalText(this.#cell(cells, 'quantity'), mark);
    const units = quantity === null || isZero(quantity) ? null : quantity;
    const price = decimalText(this.#cell(cells, 'price'), mark);
    const name = this.#cell(cells, 'name')?.replace(NO_NAME, '') ?? '';
    const named = actionIn(written, name);
    const bySign = units === null ? named : units.startsWith('-') ? 'sell' : 'buy';
    const action = written === '' ? bySign : named;
    const amount = this.#money(this.#cell(cells, 'amount') ?? '', currency);
    if (isRefused(amount)) return amount;
    const fees = this.#optionalMoney(cells, 'fees', currency);
    const minor = this.#cash(action, amount, units, price, fees, currency);
    const id = this.#cell(cells, 'isin');
    // A description alone is of cash, unless it says how many of it.
    const isNamed = (pair.symbol ?? id) !== null || units !== null;
    const security =
      pair.isMoney || !isNamed ? null : securityOf({ symbol: pair.symbol, id, name });
    const memo = this.#memo(cells, written, units, price);
    const title = security?.name ?? security?.symbol ?? (name || written);
    const transaction = this.#transaction(cells, line, day, minor, title, memo);
    const trade: Trade = {
      ...newTrade(transaction, action),
      settledOn: parseDay(this.#cell(cells, 'settled') ?? '', this.#conventions.order),
      security,
      ...(movesUnits(action) &&
        !pair.isMoney && {
          units: units && signed(units, unitsSign(action)),
          price,
          priceCurrency: price && this.#priceCurrency(cells),
        }),
      feesMinor: fees,
    };
    return this.#record(cells, currency, transaction, [trade]);
  }

  /** What a row does to the account's cash, in minor units. */
  #cash(
    action: TradeAction,
    amount: number | null,
    units: string | null,
    price: string | null,
    fees: number | null,
    currency: string | null,
  ): number {
    const isCrypto = this.#columns.accountType === 'crypto';
    if (isCrypto && NO_CASH.has(action)) return 0;
    const sign = cashSign(action);
    const exponent = currencyExponent(currency ?? this.#defaultCurrency) ?? 2;
    const gross =
      units === null || price === null ? null : Math.abs(productMinor(units, price, exponent) ?? 0);
    const traded = action === 'buy' || action === 'sell' || action === 'reinvest';
    const given = amount ?? (traded && gross !== null ? sign * gross : 0);
    const cash = this.#conventions.signedAmounts || sign >= 0 ? given : 0 - Math.abs(given);
    // Where the amount is units times price, fees come on top of it.
    const isGross = traded && gross !== null && Math.abs(given) === gross;
    return isGross && fees !== null ? cash - Math.abs(fees) : cash;
  }

  #holding(cells: readonly string[]): InvestRecord | RowProblem | null {
    const { mark, order } = this.#conventions;
    const units = decimalText(this.#cell(cells, 'quantity'), mark);
    const security = securityOf({
      symbol: this.#cell(cells, 'symbol')?.replace(/\*+$/, ''),
      id: this.#cell(cells, 'isin'),
      name: this.#cell(cells, 'name'),
    });
    const currency = this.#currencyOf(cells) ?? this.#conventions.currency;
    const value = this.#money(this.#cell(cells, 'amount') ?? '', currency);
    if (security === null || (units === null && value === null)) return null;
    if (cells.some((cell) => /^\W*(?:account |grand |sub)?total/i.test(cell.trim()))) return null;
    if (isRefused(value)) return value;
    const position: Position = {
      security,
      // Cash is listed among the positions with a value only.
      units: units ?? '0',
      price: decimalText(this.#cell(cells, 'price'), mark),
      pricedOn: parseDay(this.#cell(cells, 'date') ?? '', order),
      valueMinor: value,
      currency,
    };
    return { ...this.#record(cells, currency, null, []), position };
  }

  #record(
    cells: readonly string[],
    currency: string | null,
    transaction: ParsedTransaction | null,
    trades: Trade[],
  ): InvestRecord {
    return {
      account: this.#cell(cells, 'account'),
      accountName: this.#cell(cells, 'accountName'),
      currency,
      transaction,
      trades,
      position: null,
      warning: null,
    };
  }

  /** Null: that of the statement. */
  #priceCurrency(cells: readonly string[]): string | null {
    const named = this.#cell(cells, 'priceCurrency')?.toUpperCase() ?? '';
    return currencyExponent(named) === null ? null : named;
  }

  #currencyOf(cells: readonly string[]): string | null {
    const named = this.#cell(cells, 'currency')?.toUpperCase() ?? '';
    return currencyExponent(named) === null ? currencyIn(this.#cell(cells, 'amount') ?? '') : named;
  }

  #money(text: string, currency: string | null): number | null | RowProblem {
    const exponent = currencyExponent(currency ?? this.#defaultCurrency) ?? 2;
    const read = parseAmount(text, this.#conventions.mark, exponent);
    if (read.ok) return read.minor;
    if (read.why === 'empty' || /^\W*(?:n\/?a)?\W*$/i.test(text)) return null;
    const quote = text.slice(0, LONGEST_QUOTE);
    return read.why === 'too_large'
      ? refused('amount_too_large', `The amount ${quote} is too large.`, { text: quote })
      : refused('amount_invalid', `“${quote}” is not an amount.`, { text: quote });
  }

  #optionalMoney(cells: readonly string[], role: InvestRole, currency: string | null) {
    const read = this.#money(this.#cell(cells, role) ?? '', currency);
    return typeof read === 'number' ? read : null;
  }

  #memo(
    cells: readonly string[],
    action: string,
    units: string | null,
    price: string | null,
  ): string | null {
    const trade = units !== null && price !== null ? `${units} × ${price}` : units;
    const told = this.#cell(cells, 'memo');
    const parts = [action || null, trade, told === action ? null : told];
    return parts.filter((part) => part !== null).join(' · ') || null;
  }

  #transaction(
    cells: readonly string[],
    line: number,
    postedOn: string,
    minor: number | null,
    payee: string,
    memo: string | null,
  ): ParsedTransaction {
    return {
      line,
      postedOn,
      amountMinor: minor ?? 0,
      payee: payee || null,
      memo,
      externalId: this.#cell(cells, 'id'),
      checkNumber: null,
      category: null,
      splits: null,
    };
  }
}

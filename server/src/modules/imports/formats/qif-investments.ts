import { parseDay } from './dates.ts';
import { decimalText, isZero, signed } from './decimals.ts';
import { actionOf, type TradeAction, unitsSign } from './investment-actions.ts';
import { type Price, type Security, securityOf, type Trade } from './investments.ts';
import type { QifConventions } from './qif-conventions.ts';
import type { QifRecord } from './qif-records.ts';
import type { ParsedTransaction } from './statement.ts';

/**
 * What an investment record does to the account's cash, by its action: 1 in, -1 out, 0 nothing. An
 * action that ends in X moves the cash of a trade from or to another account, and so none here.
 */
const ACTIONS: ReadonlyMap<string, -1 | 0 | 1> = new Map([
  ...actions(
    1,
    'cash cglong cgmid cgshort contrib contribx div int intinc miscinc rtrncap sell shtsell sold xin',
  ),
  ...actions(-1, 'bought buy cvrshrt exercise margint miscexp withdrw withdrwx xout'),
  ...actions(
    0,
    'exercisx expire grant reinvdiv reinvint reinvlg reinvmd reinvsh reminder shrsin shrsout stksplit vest',
  ),
]);

function actions(effect: -1 | 0 | 1, names: string): (readonly [string, -1 | 0 | 1])[] {
  return names.split(' ').map((name) => [name, effect] as const);
}

/** 1, -1 or 0 as above; null for an action nobody knows. */
export function cashDirection(action: string): -1 | 0 | 1 | null {
  const name = action.toLowerCase().replace(/\s/g, '');
  return ACTIONS.get(name) ?? (ACTIONS.has(name.replace(/x$/, '')) ? 0 : null);
}

/**
 * The cash an investment record moved, in minor units. A purchase is written without its sign; what
 * comes in keeps the sign it has, since a negative dividend is one taken back.
 */
export function cashMoved(direction: -1 | 0 | 1, amountMinor: number): number {
  if (direction === 0) return 0;
  return direction === 1 ? amountMinor : 0 - Math.abs(amountMinor);
}

/** Quicken's own names, where the words in them would say something else. */
const TRADES: Record<string, TradeAction> = {
  bought: 'buy',
  cash: 'deposit',
  contrib: 'deposit',
  contribx: 'deposit',
  cvrshrt: 'buy',
  div: 'dividend',
  exercise: 'expiry',
  exercisx: 'expiry',
  grant: 'transfer_in',
  intinc: 'interest',
  margint: 'interest',
  miscexp: 'fee',
  miscinc: 'other',
  reinvdiv: 'reinvest',
  reinvint: 'reinvest',
  reinvlg: 'reinvest',
  reinvmd: 'reinvest',
  reinvsh: 'reinvest',
  reminder: 'other',
  shtsell: 'sell',
  stksplit: 'split',
  vest: 'transfer_in',
  xin: 'deposit',
  xout: 'withdrawal',
};

const tradeAction = (written: string): TradeAction => {
  const name = written.toLowerCase().replace(/\s/g, '');
  return TRADES[name] ?? TRADES[name.replace(/x$/, '')] ?? actionOf(name.replace(/x$/, ''));
};

/** What an investment record traded, beside the row of its cash. */
export function qifTrade(
  { fields, line }: QifRecord,
  row: ParsedTransaction,
  { mark }: QifConventions,
  securities: QifSecurities,
  feesMinor: number | null,
): Trade {
  const field = (code: string) => fields.find((one) => one.code === code)?.text || null;
  const action = tradeAction(field('N') ?? '');
  const units = decimalText(field('Q'), mark);
  const name = field('Y');
  return {
    line,
    tradedOn: row.postedOn,
    settledOn: null,
    action,
    security: name === null ? null : securities.named(name),
    units: units === null ? null : signed(units, unitsSign(action)),
    price: decimalText(field('I'), mark),
    priceCurrency: null,
    feesMinor,
    amountMinor: row.amountMinor,
    externalId: null,
    memo: row.memo,
  };
}

/** Quicken's lists of securities and their prices, which stand anywhere in the file. */
export class QifSecurities {
  readonly #symbols = new Map<string, string>();
  readonly #prices: Price[] = [];

  list({ fields }: QifRecord): void {
    const field = (code: string) => fields.find((one) => one.code === code)?.text;
    const [name, symbol] = [field('N'), field('S')];
    if (name && symbol) this.#symbols.set(name, symbol);
  }

  named(name: string): Security | null {
    return securityOf({ name, symbol: this.#symbols.get(name) });
  }

  /** `"IBM",110.10," 1/ 2'24"`, one a line. */
  addPrices({ fields }: QifRecord, { order, mark }: QifConventions): void {
    for (const { code, text } of fields) {
      const parts = /^([^"]*)",\s*([^"]*?)\s*,\s*"([^"]*)"/.exec(code === '"' ? text : '');
      const symbol = parts?.[1]?.trim();
      const price = decimalText(parts?.[2]?.replace(/ 1\/2$/, '.5'), mark);
      const pricedOn = parseDay(parts?.[3]?.trim() ?? '', order);
      const security = securityOf({ symbol, name: this.#nameOf(symbol) });
      if (security && price !== null && !isZero(price) && pricedOn !== null) {
        this.#prices.push({ security, price, pricedOn, currency: null });
      }
    }
  }

  #nameOf(symbol: string | undefined): string | null {
    for (const [name, own] of this.#symbols) if (own === symbol) return name;
    return null;
  }

  get prices(): readonly Price[] {
    return this.#prices;
  }
}

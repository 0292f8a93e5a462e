import type { TradeAction } from './investment-actions.ts';

/** What is held or traded, as far as the file names it. */
export interface Security {
  symbol: string | null;
  name: string | null;
  isin: string | null;
  cusip: string | null;
}

/** Quantities and prices are decimal text, so that no float comes near them. */
export interface Position {
  security: Security;
  units: string;
  price: string | null;
  pricedOn: string | null;
  valueMinor: number | null;
  currency: string | null;
}

/** Units are positive for what comes in and negative for what goes out; so is the cash. */
export interface Trade {
  line: number;
  tradedOn: string;
  settledOn: string | null;
  action: TradeAction;
  security: Security | null;
  units: string | null;
  price: string | null;
  /** Null: the statement's, as everywhere here. */
  priceCurrency: string | null;
  feesMinor: number | null;
  amountMinor: number;
  externalId: string | null;
  memo: string | null;
}

export interface Price {
  security: Security;
  pricedOn: string;
  price: string;
  currency: string | null;
}

export interface Investments {
  positions: Position[];
  trades: Trade[];
  prices: Price[];
}

export const noInvestments = (): Investments => ({ positions: [], trades: [], prices: [] });

export const isEmpty = ({ positions, trades, prices }: Investments): boolean =>
  positions.length + trades.length + prices.length === 0;

const ISIN = /^[A-Z]{2}[A-Z0-9]{9}\d$/;
const CUSIP = /^[0-9]{3}[A-Z0-9]{5}\d$/;

/** Brokers write a security's number where it has no symbol, or the other way round. */
export function securityOf(given: {
  symbol?: string | null | undefined;
  name?: string | null | undefined;
  id?: string | null | undefined;
}): Security | null {
  const codes = [given.id, given.symbol].map((code) => code?.trim().toUpperCase() || null);
  const isin = codes.find((code) => code !== null && ISIN.test(code)) ?? null;
  const cusip = codes.find((code) => code !== null && CUSIP.test(code)) ?? null;
  const [, written] = codes;
  const symbol = written && written !== isin && written !== cusip ? given.symbol?.trim() : null;
  const name = given.name?.trim() || null;
  const unknownId = given.id?.trim() && isin === null && cusip === null ? given.id.trim() : null;
  if (!symbol && !name && !isin && !cusip && !unknownId) return null;
  return { symbol: symbol ?? null, name: name ?? unknownId, isin, cusip };
}

/** What happens at the price of the day; of all else the price is one long past, or none. */
const PRICED = new Set<TradeAction>(['buy', 'sell', 'reinvest', 'transfer_in']);

/** The prices a statement tells: one a security and day. */
export function pricesOf(positions: readonly Position[], trades: readonly Trade[]): Price[] {
  const found = new Map<string, Price>();
  const add = (
    security: Security | null,
    pricedOn: string | null,
    price: string | null,
    currency: string | null,
  ) => {
    if (!security || pricedOn === null || price === null || /^0(?:\.0*)?$/.test(price)) return;
    const key = JSON.stringify([security, pricedOn]);
    if (!found.has(key)) found.set(key, { security, pricedOn, price, currency });
  };
  for (const { security, pricedOn, price, currency } of positions) {
    add(security, pricedOn, price, currency);
  }
  for (const { action, security, tradedOn, price, priceCurrency } of trades) {
    if (PRICED.has(action)) add(security, tradedOn, price, priceCurrency);
  }
  return [...found.values()];
}

import { currencyExponent } from '@picture/contract';
import type { DecimalMark } from './amounts.ts';
import type { InvestColumns } from './csv-invest-columns.ts';
import { decimalText, isZero, negated, signed } from './decimals.ts';

/** What one row of a ledger moves: so much of an asset, below zero for what goes out. */
export interface Leg {
  asset: string;
  units: string;
  isMoney: boolean;
}

/** Currencies exchanges keep as money; other codes of three letters are coins there. */
const MONEY = new Set(
  'USD EUR GBP CHF CAD AUD NZD JPY SEK NOK DKK PLN CZK HUF RON TRY BRL MXN SGD HKD INR ZAR KRW'.split(
    ' ',
  ),
);
/** Kraken's own codes: XXBT, ZEUR, and ADA.S for what is staked. */
const KRAKEN: Record<string, string> = { XBT: 'BTC', XDG: 'DOGE' };
const MONEY_CODE = /^Z(EUR|USD|GBP|CAD|JPY|CHF|AUD)$/;
const COIN_CODE = /^X(XBT|ETH|LTC|XRP|XLM|ETC|XMR|ZEC|REP|MLN|XDG)$/;

export function assetOf(written: string): string {
  const bare = written.trim().replace(/\.[A-Z]$/, '');
  const code = (MONEY_CODE.exec(bare) ?? COIN_CODE.exec(bare))?.[1] ?? bare;
  return KRAKEN[code] ?? code;
}

export const isMoney = (asset: string): boolean => MONEY.has(asset);

/** Moved between wallets of the same house: nothing comes or goes. */
const WITHIN =
  /lock(?:ing|up)|unlock|term deposit|between .* (?:and|account)|transfer (?:in|out)$/i;

/** The legs of a row; null where it names no amount. */
export function legsOf(
  cells: readonly string[],
  columns: InvestColumns,
  mark: DecimalMark,
  action: string,
): Leg[] | null {
  const legs: Leg[] = [];
  for (const { amount, asset, sign } of columns.legs) {
    const units = decimalText(cells[amount], mark);
    const name = assetOf(cells[asset] ?? '');
    if (units === null || name === '') continue;
    legs.push({ asset: name, units: signed(units, sign), isMoney: isMoney(name) });
  }
  const [first, second] = legs;
  if (!first) return null;
  const fee = columns.legFee === null ? null : decimalText(cells[columns.legFee], mark);
  if (fee !== null && !isZero(fee)) first.units = sumOf(first.units, negated(signed(fee, 1)));
  if (!second) return legs;
  if (first.asset === second.asset) return WITHIN.test(action) ? [] : [first];
  return legs;
}

function sumOf(a: string, b: string): string {
  const places = Math.max(...[a, b].map((one) => one.split('.')[1]?.length ?? 0));
  const scaled = (one: string) => {
    const [whole = '', fraction = ''] = one.split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  };
  const sum = scaled(a) + scaled(b);
  const digits = String(sum < 0n ? -sum : sum).padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
  return decimalText(sum < 0n ? `-${text}` : text, '.') ?? '0';
}

const PAIR =
  /^(?<base>[A-Z0-9.]{2,12}?)[/-]?(?<quote>Z(?:EUR|USD|GBP|CAD|JPY|CHF|AUD)|EUR|USD|GBP|CAD|JPY|CHF|AUD)$/;

/** What a row of trades is of: a security, a coin named with what it is priced in, or money. */
export function pairOf(
  written: string | null,
  { accountType, roles, legs }: InvestColumns,
): { symbol: string | null; money: string | null; isMoney: boolean } {
  const symbol = written === null ? null : assetOf(written);
  if (symbol === null || accountType !== 'crypto' || legs.length > 0) {
    return { symbol, money: null, isMoney: false };
  }
  if (isMoney(symbol)) return { symbol, money: symbol, isMoney: true };
  const parts = roles.currency === undefined ? PAIR.exec(symbol)?.groups : undefined;
  return {
    symbol: parts ? assetOf(parts['base'] ?? symbol) : symbol,
    money: parts ? assetOf(parts['quote'] ?? '') : null,
    isMoney: false,
  };
}

/** The currency an amount is written with, as in "50.00 SEK" and "€10.00". */
export function currencyIn(text: string): string | null {
  if (text.includes('€')) return 'EUR';
  if (text.includes('£')) return 'GBP';
  if (text.includes('$')) return 'USD';
  const code = /(?<![A-Z])[A-Z]{3}(?![A-Z])/.exec(text)?.[0];
  return code !== undefined && currencyExponent(code) !== null ? code : null;
}

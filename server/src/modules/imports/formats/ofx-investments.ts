import { currencyExponent } from '@picture/contract';
import { parseAmount } from './amounts.ts';
import { decimalText, productMinor, signed } from './decimals.ts';
import type { TradeAction } from './investment-actions.ts';
import { unitsSign } from './investment-actions.ts';
import { type Position, type Security, securityOf, type Trade } from './investments.ts';
import type { ListedSecurity } from './ofx-securities.ts';
import type { OfxContext } from './ofx-transactions.ts';
import { type OfxRecord, ofxDay } from './ofx-values.ts';
import { DEFAULT_CURRENCY, type ParsedTransaction } from './statement.ts';

/** The investment transactions of OFX 2.2, section 13.9.2.4.4. */
export const INVESTMENT_RECORDS: ReadonlySet<string> = new Set([
  'BUYDEBT',
  'BUYMF',
  'BUYOPT',
  'BUYOTHER',
  'BUYSTOCK',
  'CLOSUREOPT',
  'INCOME',
  'INVEXPENSE',
  'JRNLFUND',
  'JRNLSEC',
  'MARGININTEREST',
  'REINVEST',
  'RETOFCAP',
  'SELLDEBT',
  'SELLMF',
  'SELLOPT',
  'SELLOTHER',
  'SELLSTOCK',
  'SPLIT',
  'TRANSFER',
]);

/** Positions of an investment statement, by what they are of. */
export const POSITIONS: ReadonlySet<string> = new Set([
  'POSDEBT',
  'POSMF',
  'POSOPT',
  'POSOTHER',
  'POSSTOCK',
]);

/** What moves securities and no cash, or buys with the very income it tells of. */
const NO_CASH = new Set(['TRANSFER', 'JRNLSEC', 'SPLIT', 'REINVEST', 'CLOSUREOPT']);

/** What an investment transaction does to the account's cash, and how it reads. */
export function cashEffect(
  { values, kind }: OfxRecord,
  securities: ReadonlyMap<string, ListedSecurity>,
): { amount: string | undefined; payee: string | null; memo: string | null } {
  const id = values.get('UNIQUEID');
  const name = id === undefined ? null : (securities.get(id)?.title ?? id);
  const type = values.get('INCOMETYPE') ?? values.get('BUYTYPE') ?? values.get('SELLTYPE');
  const units = values.get('UNITS');
  const price = values.get('UNITPRICE');
  const trade = units && price ? `${units} × ${price}` : units;
  const told = values.get('MEMO');
  return {
    amount: NO_CASH.has(kind) ? '0' : values.get('TOTAL'),
    payee: name ?? told ?? null,
    memo: [type ? `${kind} ${type}` : kind, trade, told].filter(Boolean).join(' · '),
  };
}

const INCOME: Record<string, TradeAction> = {
  DIV: 'dividend',
  INTEREST: 'interest',
  CGLONG: 'capital_gain',
  CGSHORT: 'capital_gain',
};

const ACTIONS: Record<string, TradeAction> = {
  CLOSUREOPT: 'expiry',
  INVEXPENSE: 'fee',
  MARGININTEREST: 'interest',
  REINVEST: 'reinvest',
  RETOFCAP: 'return_of_capital',
  SPLIT: 'split',
};

function actionOf({ kind, values }: OfxRecord): TradeAction {
  if (kind.startsWith('BUY')) return 'buy';
  if (kind.startsWith('SELL')) return 'sell';
  if (kind === 'INCOME') return INCOME[values.get('INCOMETYPE')?.toUpperCase() ?? ''] ?? 'other';
  if (kind === 'TRANSFER') {
    const out = values.get('TFERACTION')?.toUpperCase() === 'OUT';
    return out ? 'transfer_out' : 'transfer_in';
  }
  return ACTIONS[kind] ?? 'other';
}

/** What an investment transaction traded, beside the row of its cash. */
export function ofxTrade(record: OfxRecord, row: ParsedTransaction, context: OfxContext): Trade {
  const { values, line } = record;
  const { mark } = context;
  const action = actionOf(record);
  const units = decimalText(values.get('UNITS'), mark);
  const fees = ['COMMISSION', 'FEES', 'TAXES', 'LOAD'].map((tag) =>
    minorOf(values.get(tag), context),
  );
  return {
    line,
    tradedOn: row.postedOn,
    settledOn: ofxDay(values.get('DTSETTLE')),
    action,
    security: securityIn(record, context),
    units: units === null ? null : signed(units, unitsSign(action)),
    price: decimalText(values.get('UNITPRICE'), mark),
    priceCurrency: values.get('CURSYM')?.toUpperCase() ?? null,
    feesMinor: fees.every((fee) => fee === null)
      ? null
      : fees.reduce<number>((sum, fee) => sum + (fee ?? 0), 0),
    amountMinor: row.amountMinor,
    externalId: row.externalId,
    memo: row.memo,
  };
}

/** A position; null where it does not say how many of what. */
export function ofxPosition(record: OfxRecord, context: OfxContext): Position | null {
  const { values } = record;
  const { mark, currency } = context;
  const security = securityIn(record, context);
  const units = decimalText(values.get('UNITS'), mark);
  if (security === null || units === null) return null;
  const short = values.get('POSTYPE')?.toUpperCase() === 'SHORT';
  const price = decimalText(values.get('UNITPRICE'), mark);
  const exponent = currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2;
  return {
    security,
    units: short ? signed(units, -1) : units,
    price,
    pricedOn: ofxDay(values.get('DTPRICEASOF')),
    valueMinor:
      minorOf(values.get('MKTVAL'), context) ??
      (price === null ? null : productMinor(units, price, exponent)),
    currency: values.get('CURSYM')?.toUpperCase() ?? currency,
  };
}

function securityIn({ values }: OfxRecord, { securities }: OfxContext): Security | null {
  const id = values.get('UNIQUEID');
  return id === undefined ? null : (securities.get(id)?.security ?? securityOf({ id }));
}

export function minorOf(text: string | undefined, { currency, mark }: OfxContext): number | null {
  const exponent = currencyExponent(currency ?? DEFAULT_CURRENCY) ?? 2;
  const read = parseAmount(text ?? '', mark, exponent);
  return read.ok ? read.minor : null;
}

/**
 * Money is an integer count of a currency's minor unit. These are the ISO 4217 codes in force and
 * their exponents: how many decimal digits the minor unit stands for.
 */
const TWO_DIGITS =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF ' +
  'CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL ' +
  'HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT ' +
  'MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB ' +
  'SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH ' +
  'USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG';
const ZERO_DIGITS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF';
const THREE_DIGITS = 'BHD IQD JOD KWD LYD OMR TND';

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...TWO_DIGITS.split(' ').map((code) => [code, 2] as const),
  ...ZERO_DIGITS.split(' ').map((code) => [code, 0] as const),
  ...THREE_DIGITS.split(' ').map((code) => [code, 3] as const),
]);

export const CURRENCIES: readonly string[] = [...EXPONENTS.keys()].sort();

/** Decimal digits of the currency's minor unit, or null when ISO 4217 has no such currency in force. */
export function currencyExponent(code: string): number | null {
  return EXPONENTS.get(code) ?? null;
}

/**
 * Minor units as a plain decimal: (-123456, 'USD') → "-1234.56"; (500, 'JPY') → "500".
 * Throws RangeError for an unknown currency or a number that is not a safe integer.
 */
export function minorToDecimal(amountMinor: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === null) throw new RangeError(`Unknown currency ${currency}`);
  if (!Number.isSafeInteger(amountMinor)) throw new RangeError('Amount is not a safe integer');
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0');
  const sign = amountMinor < 0 ? '-' : '';
  if (exponent === 0) return sign + digits;
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}

/**
 * A plain decimal ("1234.5", "-0.07") as minor units, exactly; null when it is not a decimal, has
 * more decimals than the currency, or passes the safe integers.
 */
export function decimalToMinor(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(text.trim());
  if (exponent === null || !match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  if (fraction.length > exponent) return null;
  const value = Number(whole + fraction.padEnd(exponent, '0'));
  if (!Number.isSafeInteger(value)) return null;
  return sign === '-' && value !== 0 ? -value : value;
}

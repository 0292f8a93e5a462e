import { currencyExponent, decimalToMinor, minorToDecimal } from '@picture/contract';

const MINUS = '\u2212';
const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, currency: string, whole: boolean): Intl.NumberFormat {
  const key = `${locale} ${currency} ${whole}`;
  let format = formats.get(key);
  if (!format) {
    const digits = whole ? 0 : (currencyExponent(currency) ?? 2);
    format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
    formats.set(key, format);
  }
  return format;
}

export interface MoneyParts {
  /** With U+2212 where negative, the symbol where the locale puts it. */
  text: string;
  major: string;
  /** The decimal mark and minor units, and what stands after them. */
  minor: string;
}

/**
 * An amount as people read it. Exact: Intl is given the decimal text, never a float.
 * `signed` puts a plus before what came in.
 */
export function moneyParts(
  amountMinor: number,
  currency: string,
  locale: string,
  options: { whole?: boolean; signed?: boolean } = {},
): MoneyParts {
  const format = formatOf(locale, currency, options.whole ?? false);
  const decimal = minorToDecimal(Math.abs(amountMinor), currency);
  // TypeScript's library lags: Intl takes decimal text since ES2023 (Intl.NumberFormat v3).
  const parts = format.formatToParts(decimal as unknown as number);
  const sign = amountMinor < 0 ? MINUS : options.signed && amountMinor > 0 ? '+' : '';
  const cut = parts.findIndex((part) => part.type === 'decimal');
  const join = (from: typeof parts) => from.map((part) => part.value).join('');
  const major = sign + join(cut < 0 ? parts : parts.slice(0, cut));
  const minor = cut < 0 ? '' : join(parts.slice(cut));
  return { text: major + minor, major, minor };
}

export const formatMoney = (
  amountMinor: number,
  currency: string,
  locale: string,
  options: { whole?: boolean; signed?: boolean } = {},
): string => moneyParts(amountMinor, currency, locale, options).text;

/** A chart's axis: "$1.2K". Rounded on purpose, so never shown as an amount. */
export function formatShort(amountMinor: number, currency: string, locale: string): string {
  const exponent = currencyExponent(currency) ?? 2;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  })
    .format(amountMinor / 10 ** exponent)
    .replace('-', MINUS);
}

/** The ways somebody may write this currency beside an amount: ["USD", "$", "US$"]. */
function namesOf(currency: string, locale: string): string[] {
  const symbols = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) =>
    new Intl.NumberFormat(locale, { style: 'currency', currency, currencyDisplay })
      .formatToParts(0)
      .find((part) => part.type === 'currency'),
  );
  return [currency, ...symbols.map((part) => part?.value ?? '')].map((name) => name.toUpperCase());
}

/**
 * What a person typed as minor units: "1,234.50", "1.234,50", "-12", "$-5", "(12.00)", "5 USD". The
 * locale's decimal mark wins; the other one is a decimal mark too when it stands once before one or
 * two digits at the end. Null when it is no amount, is finer than the currency, or could be read in
 * more than one way: "1e5", "12-5", "1,2,3", another currency's sign.
 */
export function parseMoney(text: string, currency: string, locale: string): number | null {
  const bracketed = /^\s*\((.*)\)\s*$/.exec(text);
  const shape = /^([^\d.,]*)([\d.,][\d.,\s'’]*?)([^\d.,]*)$/.exec(bracketed?.[1] ?? text);
  if (!shape) return null;
  const [, before = '', digits = '', after = ''] = shape;
  const beside = before + after;
  const signs = beside.replace(/[^-+\u2212]/g, '');
  const name = beside.replace(/[-+\u2212\s]/g, '').toUpperCase();
  if (signs.length > (bracketed ? 0 : 1)) return null;
  if (name !== '' && !namesOf(currency, locale).includes(name)) return null;
  const plain = plainDecimal(digits, locale);
  const minor = plain === null ? null : decimalToMinor(plain, currency);
  if (minor === null) return null;
  const isNegative = bracketed !== null || signs === '-' || signs === MINUS;
  return isNegative && minor !== 0 ? -minor : minor;
}

/** "1,234.50" → "1234.50"; null where the separators do not stand as people set them. */
function plainDecimal(digits: string, locale: string): string | null {
  const own = new Intl.NumberFormat(locale).format(1.5).includes(',') ? ',' : '.';
  const other = own === ',' ? '.' : ',';
  const endsLikeDecimal = new RegExp(`^\\d+\\${other}\\d{1,2}$`).test(digits);
  const mark = !digits.includes(own) && endsLikeDecimal ? other : own;
  const [whole = '', fraction = '', ...more] = digits.split(mark);
  const isWhole = /^\d*$/.test(whole) || /^\d{1,3}([.,\s'’])(\d{2,3}\1)*\d{3}$/.test(whole);
  if (!isWhole || !/^\d*$/.test(fraction) || more.length > 0 || whole + fraction === '') return null;
  return `${whole.replace(/\D/g, '') || '0'}.${fraction}`;
}

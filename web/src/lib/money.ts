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

/**
 * What a person typed as minor units: "1,234.50", "1.234,50", "-12", "(12.00)", "$5". The locale's
 * decimal mark wins; the other one is a decimal mark too when it stands once before one or two
 * digits at the end. Null when it is no amount, or finer than the currency.
 */
export function parseMoney(text: string, currency: string, locale: string): number | null {
  const isNegative = /^\s*(\(.*\)|[-\u2212].*|.*[-\u2212])\s*$/.test(text);
  // A currency's own letters may end in a dot: "Cg. 5.00", "5,00 р.".
  const bare = text.replace(/(\p{L}+\.?)+/gu, '').replace(/[^\d.,]/g, '');
  if (!/\d/.test(bare)) return null;
  const own = new Intl.NumberFormat(locale).format(1.5).includes(',') ? ',' : '.';
  const other = own === ',' ? '.' : ',';
  const endsLikeDecimal = new RegExp(`^\\d+\\${other}\\d{1,2}$`).test(bare);
  const mark = !bare.includes(own) && endsLikeDecimal ? other : own;
  const thousands = mark === ',' ? '.' : ',';
  const plain = bare.replaceAll(thousands, '').replace(mark, '.');
  const minor = decimalToMinor(plain.startsWith('.') ? `0${plain}` : plain, currency);
  if (minor === null) return null;
  return isNegative && minor !== 0 ? -minor : minor;
}

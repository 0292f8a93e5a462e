import {
  currencyExponent,
  decimalToMinor,
  minorToDecimal,
  type Preferences,
} from '@picture/contract';
import type { Locale } from './locale.ts';

const MINUS = '\u2212';
const NARROW_SPACE = '\u202f';
const MARKS: Record<
  Exclude<Preferences['numberStyle'], 'auto'>,
  { group: string; decimal: string }
> = {
  '1,234.56': { group: ',', decimal: '.' },
  '1.234,56': { group: '.', decimal: ',' },
  '1 234,56': { group: NARROW_SPACE, decimal: ',' },
  "1'234.56": { group: '\u2019', decimal: '.' },
};

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(tag: string, currency: string, digits: number, short = false) {
  const key = `${tag} ${currency} ${digits} ${short}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.NumberFormat(tag, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      minimumFractionDigits: short ? 0 : digits,
      maximumFractionDigits: digits,
      ...(short && { notation: 'compact' }),
    });
    formats.set(key, format);
  }
  return format;
}

/** The parts of a number with the marks the reader prefers, in groups of three. */
function inStyle(parts: Intl.NumberFormatPart[], { numberStyle }: Locale): Intl.NumberFormatPart[] {
  if (numberStyle === 'auto') return parts;
  const { group, decimal } = MARKS[numberStyle];
  const digits = parts.map((part) => (part.type === 'integer' ? part.value : '')).join('');
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, group);
  const first = parts.findIndex((part) => part.type === 'integer');
  return parts.flatMap((part, index) => {
    if (part.type === 'decimal') return { ...part, value: decimal };
    if (part.type === 'integer' || part.type === 'group') {
      return index === first ? { ...part, value: grouped } : [];
    }
    return part;
  });
}

/** What stands before the minor units: "." or ",". */
export function decimalMark({ tag, numberStyle }: Locale): string {
  if (numberStyle !== 'auto') return MARKS[numberStyle].decimal;
  return new Intl.NumberFormat(tag).format(1.5).includes(',') ? ',' : '.';
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
  locale: Locale,
  options: { whole?: boolean; signed?: boolean } = {},
): MoneyParts {
  const digits = options.whole ? 0 : (currencyExponent(currency) ?? 2);
  const format = formatOf(locale.tag, currency, digits);
  const decimal = minorToDecimal(Math.abs(amountMinor), currency);
  // TypeScript's library lags: Intl takes decimal text since ES2023 (Intl.NumberFormat v3).
  const parts = inStyle(format.formatToParts(decimal as unknown as number), locale);
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
  locale: Locale,
  options: { whole?: boolean; signed?: boolean } = {},
): string => moneyParts(amountMinor, currency, locale, options).text;

/** A chart's axis: "$1.2K". Rounded on purpose, so never shown as an amount. */
export function formatShort(amountMinor: number, currency: string, locale: Locale): string {
  const exponent = currencyExponent(currency) ?? 2;
  const parts = formatOf(locale.tag, currency, 1, true).formatToParts(amountMinor / 10 ** exponent);
  return inStyle(parts, locale)
    .map((part) => part.value)
    .join('')
    .replace('-', MINUS);
}

/** A decimal of the API as people read it: "1.0842" → "1,0842". */
export const formatDecimal = (decimal: string, locale: Locale): string =>
  decimal.replace('.', decimalMark(locale));

/**
 * What a person typed as minor units: "1,234.50", "1.234,50", "-12", "(12.00)", "$5". The reader's
 * decimal mark wins; the other one is a decimal mark too when it stands once before one or two
 * digits at the end. Null when it is no amount, or finer than the currency.
 */
export function parseMoney(text: string, currency: string, locale: Locale): number | null {
  const isNegative = /^\s*(\(.*\)|[-\u2212].*|.*[-\u2212])\s*$/.test(text);
  // A currency's own letters may end in a dot: "Cg. 5.00", "5,00 р.".
  const bare = text.replace(/(\p{L}+\.?)+/gu, '').replace(/[^\d.,]/g, '');
  if (!/\d/.test(bare)) return null;
  const own = decimalMark(locale);
  const other = own === ',' ? '.' : ',';
  const endsLikeDecimal = new RegExp(`^\\d+\\${other}\\d{1,2}$`).test(bare);
  const mark = !bare.includes(own) && endsLikeDecimal ? other : own;
  const thousands = mark === ',' ? '.' : ',';
  const plain = bare.replaceAll(thousands, '').replace(mark, '.');
  const minor = decimalToMinor(plain.startsWith('.') ? `0${plain}` : plain, currency);
  if (minor === null) return null;
  return isNegative && minor !== 0 ? -minor : minor;
}

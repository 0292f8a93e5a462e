import { MAX_AMOUNT_MINOR } from '@picture/contract';
import type { DecimalMark } from './amounts.ts';
import { unwrapped } from './amounts.ts';

const LONGEST = 60;
const MOST_DIGITS = 40;
const NUMBER = /^(-?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/i;

/**
 * A quantity or price as plain decimal text: "1,035.34", "$172,50", "3.605E-05", "(12)", "12-". Null
 * where it is not a number.
 */
export function decimalText(raw: string | null | undefined, mark: DecimalMark): string | null {
  if (raw == null || raw.length > LONGEST) return null;
  const text = unwrapped(raw).replace(/[\s'’_\p{Sc}%]|[A-Z]{3,5}$|^[A-Z]{3}(?=[\d-])/gu, '');
  const other = mark === '.' ? ',' : '.';
  const grouped = new RegExp(`^[^${mark}]*\\${other}\\d{3}(?!\\d)`).test(text);
  // A single other mark that makes no thousands is the decimal one after all.
  const plain =
    grouped || text.includes(mark)
      ? text.replaceAll(other, '').replace(mark, '.')
      : text.replace(other, '.');
  const negative = /^\(.*\)$|^[-\u2212]|-$/.test(plain);
  const parts = NUMBER.exec(plain.replace(/[()+\u2212]|-$/g, '').replace(/^-/, ''));
  if (!parts) return null;
  const [, , whole = '', fraction = '', exponent] = parts;
  if (whole === '' && fraction === '') return null;
  return written(negative, whole, fraction, Number(exponent ?? 0));
}

function written(negative: boolean, whole: string, fraction: string, shift: number): string | null {
  const scale = fraction.length - shift;
  const digits = (whole + fraction + '0'.repeat(Math.max(0, -scale))).replace(/^0+(?=\d)/, '');
  if (digits.length > MOST_DIGITS || scale > MOST_DIGITS) return null;
  const padded = digits.padStart(Math.max(scale, 0) + 1, '0');
  const at = padded.length - Math.max(scale, 0);
  const end = padded.slice(at).replace(/0+$/, '');
  const text = end === '' ? padded.slice(0, at) : `${padded.slice(0, at)}.${end}`;
  return negative && /[1-9]/.test(text) ? `-${text}` : text;
}

export const isZero = (decimal: string): boolean => !/[1-9]/.test(decimal);

export const negated = (decimal: string): string =>
  isZero(decimal) ? decimal : decimal.startsWith('-') ? decimal.slice(1) : `-${decimal}`;

/** Positive for `1`, negative for `-1`, as it is for 0. */
export const signed = (decimal: string, sign: -1 | 0 | 1): string =>
  sign === 0 || decimal.startsWith('-') === (sign === -1) ? decimal : negated(decimal);

/** Units times price in minor units, rounded half away from zero; null where that is too large. */
export function productMinor(units: string, price: string, exponent: number): number | null {
  const [a, b] = [scaled(units), scaled(price)];
  const product = a.digits * b.digits * 10n ** BigInt(exponent);
  const scale = 10n ** BigInt(a.scale + b.scale);
  const half = product < 0n ? -scale / 2n : scale / 2n;
  const minor = Number((product + half) / scale);
  return Math.abs(minor) > MAX_AMOUNT_MINOR ? null : minor;
}

function scaled(decimal: string): { digits: bigint; scale: number } {
  const [whole = '', fraction = ''] = decimal.split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

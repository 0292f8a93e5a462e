import { MAX_AMOUNT_MINOR } from '@picture/contract';

export type DecimalMark = '.' | ',';

/** What a text says in money; `mark` is a CR or DR written beside it. */
export interface AmountRead {
  ok: true;
  /** Minor units; below zero for a minus, parentheses or DR. */
  minor: number;
  /** More decimals than the currency has were rounded, half away from zero. */
  rounded: boolean;
  mark: 'credit' | 'debit' | null;
}

export interface AmountFailure {
  ok: false;
  why: 'empty' | 'invalid' | 'too_large';
}

const EMPTY: AmountFailure = { ok: false, why: 'empty' };
const INVALID: AmountFailure = { ok: false, why: 'invalid' };
const TOO_LARGE: AmountFailure = { ok: false, why: 'too_large' };

const LONGEST_AMOUNT = 80;
/** So short that it cannot be too large. */
const LONGEST_PLAIN = 13;
const MOST_DIGITS = 16;

/** Digits with marks between them; all that may stand around them is looked at apart. */
const AMOUNT = /^([^\d.,]*)((?:[.,]\d|\d)[\d.,'’´`_\s]*)([^\d]*)$/;
const MINUS = /[-\u2212\u2013\u2014\u2012]/;
/** A currency's sign or code, as in "CHF", "US$", "€", "EUR". */
const CURRENCY = /^(?:[A-Z]{3}|[A-Z]{0,3}\p{Sc}[A-Z]{0,3})?$/u;
const CURRENCY_WORD = /^(?:kr|sfr|fr|rs|lei|ft|rp|rm|zł|kč|лв|руб|eur|euro|usd|r)\.?$/i;

/**
 * Reads an amount as banks write it: "$1,234.56", "1.234,56-", "(12.00)", "CHF 1'234.50",
 * "- 12,34", "12.00 CR". `decimalMark` decides where the text leaves it open; `exponent` is how many
 * decimals the currency has.
 */
export function parseAmount(
  raw: string,
  decimalMark: DecimalMark,
  exponent: number,
): AmountRead | AmountFailure {
  const plain = plainAmount(raw, decimalMark, exponent);
  if (plain !== null) return { ok: true, minor: plain, rounded: false, mark: null };
  const text = unwrapped(raw);
  if (text === '' || text === '-' || text === '--') return EMPTY;
  const parts = text.length > LONGEST_AMOUNT ? null : AMOUNT.exec(text);
  const signs = parts && signsAround(parts[1] ?? '', parts[3] ?? '');
  if (!parts || !signs) return INVALID;
  const digits = splitDigits((parts[2] ?? '').trim(), decimalMark);
  if (!digits) return INVALID;
  const scaled = scale(digits.whole, digits.fraction, exponent);
  if (scaled === null) return TOO_LARGE;
  const minor = signs.negative ? 0 - scaled.minor : scaled.minor;
  return { ok: true, minor, rounded: scaled.rounded, mark: signs.mark };
}

/** Most amounts are "-12.34": reading those by their digits is several times quicker. */
function plainAmount(text: string, mark: DecimalMark, exponent: number): number | null {
  const length = text.length;
  const start = text.charCodeAt(0) === 0x2d ? 1 : 0;
  const point = length - 1 - exponent;
  if (length > LONGEST_PLAIN || exponent === 0 || point <= start) return null;
  if (text[point] !== mark) return null;
  let minor = 0;
  for (let at = start; at < length; at += 1) {
    if (at === point) continue;
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return null;
    minor = minor * 10 + digit;
  }
  return start === 1 ? 0 - minor : minor;
}

/** Without outer spaces and the ="…" by which some exports keep a spreadsheet from changing it. */
export function unwrapped(raw: string): string {
  const text = raw.trim();
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1).trim() : text;
}

function signsAround(
  before: string,
  after: string,
): { negative: boolean; mark: 'credit' | 'debit' | null } | null {
  let around = `${before} ${after}`;
  const parentheses = before.includes('(') && after.includes(')');
  if (parentheses) around = around.replace('(', '').replace(')', '');
  const written = /(?:^|\s)(CR|DR|CREDIT|DEBIT)\.?(?=\s|$)/i.exec(around);
  if (written) around = around.replace(written[0], ' ');
  const minus = MINUS.test(around);
  around = around.replace(MINUS, '').replace('+', '');
  for (const word of around.split(/\s+/)) {
    if (!CURRENCY.test(word) && !CURRENCY_WORD.test(word)) return null;
  }
  const mark = written ? (/^c/i.test(written[1] ?? '') ? 'credit' : 'debit') : null;
  return { negative: minus || parentheses || mark === 'debit', mark };
}

/** Parts whole digits from decimals; null where the marks make no number. */
function splitDigits(
  text: string,
  decimalMark: DecimalMark,
): { whole: string; fraction: string } | null {
  const number = text.replace(/['’´`_\s]/g, '');
  const mark = markOf(number, decimalMark);
  const at = mark === null ? -1 : number.lastIndexOf(mark);
  const whole = at < 0 ? number : number.slice(0, at);
  const fraction = at < 0 ? '' : number.slice(at + 1);
  if (!/^\d*$/.test(fraction)) return null;
  if (/^\d*$/.test(whole)) return { whole, fraction };
  // Thousands stand in threes, or in twos before the last three as in India.
  const grouped = mark === ',' ? /^\d{1,3}(?:\.\d{2,3})*\.\d{3}$/ : /^\d{1,3}(?:,\d{2,3})*,\d{3}$/;
  const either = /^\d{1,3}(?:\.\d{3})+$|^\d{1,3}(?:,\d{2,3})*,\d{3}$/;
  if (!(mark === null ? either : grouped).test(whole)) return null;
  return { whole: whole.replace(/[.,]/g, ''), fraction };
}

/** The mark before the decimals of this number, as far as the number itself tells. */
function markOf(number: string, decimalMark: DecimalMark): DecimalMark | null {
  const evidence = decimalMarkOf(number);
  if (evidence.certain) return evidence.mark;
  return evidence.mark === decimalMark ? decimalMark : null;
}

/** What one number tells of its decimal mark; uncertain: one mark, before exactly three digits. */
function decimalMarkOf(number: string): { mark: DecimalMark | null; certain: boolean } {
  const dot = number.lastIndexOf('.');
  const comma = number.lastIndexOf(',');
  if (dot < 0 && comma < 0) return { mark: null, certain: true };
  const mark: DecimalMark = dot > comma ? '.' : ',';
  if (dot >= 0 && comma >= 0) return { mark, certain: true };
  const last = Math.max(dot, comma);
  if (number.indexOf(mark) !== last) return { mark: null, certain: true };
  const thousands = number.length - last - 1 === 3 && last <= 3 && last > 0 && number[0] !== '0';
  return { mark, certain: !thousands };
}

function scale(
  whole: string,
  fraction: string,
  exponent: number,
): { minor: number; rounded: boolean } | null {
  const kept = fraction.slice(0, exponent).padEnd(exponent, '0');
  const rest = fraction.slice(exponent);
  const digits = `${whole}${kept}`.replace(/^0+/, '') || '0';
  if (digits.length > MOST_DIGITS) return null;
  const minor = Number(digits) + ((rest[0] ?? '0') >= '5' ? 1 : 0);
  if (minor > MAX_AMOUNT_MINOR) return null;
  return { minor, rounded: /[1-9]/.test(rest) };
}

/** Learns from a column of amounts which mark stands before its decimals. */
export class DecimalEvidence {
  #votes = { '.': 0, ',': 0 };
  #thousandsLike = { '.': 0, ',': 0 };

  add(raw: string): void {
    const number = AMOUNT.exec(unwrapped(raw).slice(0, LONGEST_AMOUNT))?.[2]?.replace(
      /['’´`_\s]/g,
      '',
    );
    if (number === undefined) return;
    const { mark, certain } = decimalMarkOf(number);
    if (mark === null) {
      const repeated = number.includes('.') ? '.' : number.includes(',') ? ',' : null;
      if (repeated) this.#votes[repeated === '.' ? ',' : '.'] += 1;
    } else if (certain) this.#votes[mark] += 1;
    else this.#thousandsLike[mark] += 1;
  }

  /** Null: nothing in the column tells. */
  verdict(exponent: number): DecimalMark | null {
    const { '.': dot, ',': comma } = this.#votes;
    if (dot > 0 || comma > 0) return dot >= comma ? '.' : ',';
    const { '.': dots, ',': commas } = this.#thousandsLike;
    if (dots === 0 && commas === 0) return null;
    const seen: DecimalMark = dots >= commas ? '.' : ',';
    if (exponent === 3) return seen;
    return seen === '.' ? ',' : '.';
  }
}

import { addDays, addMonths, isDay, lastDayOf } from './dates.ts';

/** What `is:` can ask for. */
export const SEARCH_FLAGS = [
  'pending',
  'review',
  'transfer',
  'refund',
  'split',
  'hidden',
  'in',
  'out',
  'uncategorised',
] as const;
export type SearchFlag = (typeof SEARCH_FLAGS)[number];

/** What `has:` can ask for. */
export const SEARCH_PARTS = ['note', 'tag', 'attachment'] as const;
export type SearchPart = (typeof SEARCH_PARTS)[number];

/** A limit of an amount, in units of the currency as a plain decimal. */
export interface AmountLimit {
  value: string;
  /** Whether the value itself is within. */
  included: boolean;
}

export type SearchTerm = { not: boolean } & (
  | { key: 'text' | 'payee' | 'note' | 'account' | 'category' | 'tag'; value: string }
  /** Without a sign it is about the size, in or out; with one about the amount itself. */
  | { key: 'amount'; from: AmountLimit | null; to: AmountLimit | null; signed: boolean }
  /** Days, both within. */
  | { key: 'date'; from: string | null; to: string | null }
  | { key: 'is'; value: SearchFlag }
  | { key: 'has'; value: SearchPart }
);

export interface SearchProblem {
  /** Where in the text the part begins that was not understood. */
  at: number;
  part: string;
  reason: 'value_missing' | 'amount' | 'date' | 'flag' | 'part';
}

export interface Search {
  terms: SearchTerm[];
  problems: SearchProblem[];
}

type Key = SearchTerm['key'];

/** How a key can be written, in English and Spanish. The first is how it is printed. */
const KEYS: Record<Key, readonly string[]> = {
  text: ['text', 'texto'],
  payee: ['payee', 'merchant', 'beneficiario', 'comercio'],
  note: ['note', 'nota'],
  account: ['account', 'cuenta'],
  category: ['category', 'categoria', 'categoría'],
  tag: ['tag', 'etiqueta'],
  amount: ['amount', 'importe'],
  date: ['date', 'fecha'],
  is: ['is', 'es'],
  has: ['has', 'tiene', 'con'],
};
export const SEARCH_KEYS = Object.keys(KEYS).filter((key) => key !== 'text') as Exclude<
  Key,
  'text'
>[];
/** A key as people of a language write it. */
export const searchKeyName = (key: Key, language: 'en' | 'es'): string =>
  (language === 'es' ? SPANISH[key] : undefined) ?? KEYS[key][0] ?? key;

const SPANISH: Partial<Record<Key, string>> = {
  payee: 'beneficiario',
  note: 'nota',
  account: 'cuenta',
  category: 'categoría',
  tag: 'etiqueta',
  amount: 'importe',
  date: 'fecha',
  is: 'es',
  has: 'tiene',
};

const KEY_OF = new Map(
  Object.entries(KEYS).flatMap(([key, names]) => names.map((name) => [name, key as Key] as const)),
);

const FLAG_NAMES: Record<SearchFlag, readonly string[]> = {
  pending: ['pendiente'],
  review: ['revisar'],
  transfer: ['traspaso'],
  refund: ['devolucion', 'devolución', 'reembolso'],
  split: ['dividido'],
  hidden: ['oculto'],
  in: ['ingreso', 'entrada'],
  out: ['gasto', 'salida'],
  uncategorised: ['uncategorized', 'sin-categoria', 'sin-categoría'],
};
const PART_NAMES: Record<SearchPart, readonly string[]> = {
  note: ['nota'],
  tag: ['etiqueta'],
  attachment: ['adjunto', 'receipt', 'recibo'],
};

/** One part: a minus, a key, and a word or something between quotes. */
const PART = /(?<not>-)?(?:(?<key>[\p{L}]+):)?(?:"(?<quoted>[^"]*)"?|(?<bare>[^\s"]*))/gu;

/**
 * Reads a search as people type it: words, `"a phrase"`, `key:value`, each with a minus before it for
 * its opposite. What has a known key and a value that means nothing is told as a problem; an unknown
 * key is a word like others.
 */
export function parseSearch(text: string): Search {
  const search: Search = { terms: [], problems: [] };
  for (const match of text.matchAll(PART)) {
    const part = match[0];
    if (part === '') continue;
    const { not, key: name, quoted, bare } = match.groups ?? {};
    const key = KEY_OF.get(name?.toLowerCase() ?? 'text');
    const value = (quoted ?? bare ?? '').trim();
    const isWord = key === undefined;
    if (value === '' && !isWord) {
      if (name) search.problems.push({ at: match.index, part, reason: 'value_missing' });
      continue;
    }
    const term = termOf(isWord ? 'text' : key, isWord ? `${name}:${value}` : value);
    if (typeof term === 'string') search.problems.push({ at: match.index, part, reason: term });
    else search.terms.push({ ...term, not: not !== undefined } as SearchTerm);
  }
  return search;
}

type Bare = SearchTerm extends infer T ? (T extends SearchTerm ? Omit<T, 'not'> : never) : never;

function termOf(key: Key, value: string): Bare | SearchProblem['reason'] {
  switch (key) {
    case 'amount':
      return amountTerm(value) ?? 'amount';
    case 'date':
      return dateTerm(value) ?? 'date';
    case 'is': {
      const flag = named(SEARCH_FLAGS, FLAG_NAMES, value);
      return flag ? { key, value: flag } : 'flag';
    }
    case 'has': {
      const part = named(SEARCH_PARTS, PART_NAMES, value);
      return part ? { key, value: part } : 'part';
    }
    default:
      return { key, value };
  }
}

const named = <T extends string>(
  values: readonly T[],
  names: Record<T, readonly string[]>,
  text: string,
): T | undefined => {
  const lower = text.toLowerCase();
  return values.find((value) => value === lower || names[value].includes(lower));
};

const RANGE = /^(?<from>.+?)\.\.(?<to>.+)$/;
const COMPARED = /^(?<sign>>=|<=|>|<|=)?(?<value>.+)$/;

function amountTerm(text: string): Bare | null {
  const range = RANGE.exec(text)?.groups;
  const within = (value: string | undefined, included: boolean): AmountLimit | null => {
    const plain = plainDecimal(value ?? '');
    return plain === null ? null : { value: plain, included };
  };
  if (range) {
    const [from, to] = [within(range['from'], true), within(range['to'], true)];
    if (!from || !to) return null;
    return { key: 'amount', from, to, signed: isSigned(range['from']) || isSigned(range['to']) };
  }
  const { sign, value } = COMPARED.exec(text)?.groups ?? {};
  const limit = within(value, sign !== '>' && sign !== '<');
  if (!limit) return null;
  const signed = isSigned(value);
  if (sign === '>' || sign === '>=') return { key: 'amount', from: limit, to: null, signed };
  if (sign === '<' || sign === '<=') return { key: 'amount', from: null, to: limit, signed };
  return { key: 'amount', from: limit, to: limit, signed };
}

const isSigned = (text: string | undefined): boolean => /^[+-]/.test(text ?? '');

/** "1.234,50", "1,234.50", "12,5" and "12.5" as a plain decimal; null for what is no number. */
function plainDecimal(text: string): string | null {
  const last = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
  const mark = text[last];
  const other = mark === ',' ? '.' : ',';
  const isGrouping =
    last >= 0 && !text.includes(other) && /^[+-]?\d{1,3}([.,]\d{3}){2,}$/.test(text);
  const plain =
    last < 0 || isGrouping
      ? text.replace(/[.,]/g, '')
      : `${text.slice(0, last).replace(/[.,]/g, '')}.${text.slice(last + 1)}`;
  return /^[+-]?\d{1,12}(\.\d{1,4})?$/.test(plain) ? plain : null;
}

function dateTerm(text: string): Bare | null {
  const range = RANGE.exec(text)?.groups;
  if (range) {
    const [from, to] = [spanOf(range['from']), spanOf(range['to'])];
    return from && to && from.from <= to.to ? { key: 'date', from: from.from, to: to.to } : null;
  }
  const { sign, value } = COMPARED.exec(text)?.groups ?? {};
  const span = spanOf(value);
  if (!span) return null;
  if (sign === '>') return { key: 'date', from: addDays(span.to, 1), to: null };
  if (sign === '>=') return { key: 'date', from: span.from, to: null };
  if (sign === '<') return { key: 'date', from: null, to: addDays(span.from, -1) };
  if (sign === '<=') return { key: 'date', from: null, to: span.to };
  return { key: 'date', ...span };
}

/** The days of a day, a month or a year. */
function spanOf(text = ''): { from: string; to: string } | null {
  if (isDay(text)) return { from: text, to: text };
  const whole = /^\d{4}$/.test(text) ? [`${text}-01`, `${text}-12`] : [text, text];
  const [first = '', last = ''] = whole;
  if (!/^\d{4}-\d{2}$/.test(first) || !isDay(`${first}-01`)) return null;
  return { from: `${first}-01`, to: lastDayOf(last) };
}

/** The search as text again: what `parseSearch` reads back as the same terms. */
export const printSearch = (terms: readonly SearchTerm[]): string =>
  terms.map((term) => (term.not ? '-' : '') + printTerm(term)).join(' ');

function printTerm(term: SearchTerm): string {
  switch (term.key) {
    case 'text':
      return needsKey(term.value) ? `text:${quoted(term.value)}` : quoted(term.value);
    case 'amount':
      return `amount:${printLimits(term.from, term.to)}`;
    case 'date':
      return `date:${printDays(term.from, term.to)}`;
    case 'is':
    case 'has':
      return `${term.key}:${term.value}`;
    default:
      return `${term.key}:${quoted(term.value)}`;
  }
}

const quoted = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

/** A word that would be read as something else. */
const needsKey = (value: string): boolean =>
  value.startsWith('-') || KEY_OF.has(/^([\p{L}]+):/u.exec(value)?.[1]?.toLowerCase() ?? '');

function printLimits(from: AmountLimit | null, to: AmountLimit | null): string {
  if (from && to) return from.value === to.value ? from.value : `${from.value}..${to.value}`;
  if (from) return `${from.included ? '>=' : '>'}${from.value}`;
  return `${to?.included ? '<=' : '<'}${to?.value ?? ''}`;
}

function printDays(from: string | null, to: string | null): string {
  if (from === null) return `<=${to}`;
  if (to === null) return `>=${from}`;
  if (from === to) return from;
  const month = from.slice(0, 7);
  if (from === `${month}-01` && to === lastDayOf(month)) return month;
  const year = from.slice(0, 4);
  if (from === `${year}-01-01` && to === `${addMonths(`${year}-01`, 11)}-31`) return year;
  return `${from}..${to}`;
}

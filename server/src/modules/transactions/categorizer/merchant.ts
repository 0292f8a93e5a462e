import {
  CITIES,
  CUT_WORDS,
  DROPPED_WORDS,
  PAYMENT_PREFIXES,
  PLAIN_PROCESSORS,
  STARRED_PROCESSORS,
  STATES,
} from './merchant-noise.ts';
import { spellingOf } from './merchant-spellings.ts';
import {
  GAP_AFTER,
  HAS_DIGIT,
  HAS_LETTER,
  readStatementText,
  STAR_AFTER,
  type StatementText,
} from './statement-text.ts';

const MIXED = HAS_LETTER | HAS_DIGIT;
const LONGEST_CITY = 4;

/** Every prefix and, so that a longer one is found word by word, every beginning of one. */
const prefixes = new Map<string, boolean>();
for (const phrase of [...PAYMENT_PREFIXES, ...PLAIN_PROCESSORS]) {
  const words = phrase.split(' ');
  for (let count = 1; count < words.length; count += 1) {
    const beginning = words.slice(0, count).join(' ');
    if (!prefixes.has(beginning)) prefixes.set(beginning, false);
  }
  prefixes.set(phrase, true);
}

function markOf(text: StatementText, index: number): number {
  return text.marks[index] ?? 0;
}

/** How many words from `at` on are a known payment prefix or a starred processor; 0 if none. */
function prefixLength(text: StatementText, at: number): number {
  const word = text.words[at] as string;
  if ((markOf(text, at) & STAR_AFTER) !== 0 && STARRED_PROCESSORS.has(word)) return 1;
  let found = 0;
  for (let end = at; end < text.words.length; end += 1) {
    const phrase = end === at ? word : text.joined.slice(text.starts[at], text.ends[end]);
    const whole = prefixes.get(phrase);
    if (whole === undefined) break;
    if (whole) found = end - at + 1;
  }
  return found;
}

/** Dates, terminal numbers and card tails between a payment prefix and the merchant. */
function isReference(text: StatementText, at: number, afterPrefix: boolean): boolean {
  const kind = markOf(text, at) & MIXED;
  const word = text.words[at] as string;
  if (kind === HAS_DIGIT) {
    if (!afterPrefix) return word.length >= 4 && word !== '1800' && word !== '1888';
    // "7 ELEVEN" and "24 HOUR FITNESS" begin with their number; in "04 21" both are a date.
    const previous = markOf(text, at - 1) & MIXED;
    const next = markOf(text, at + 1) & MIXED;
    return previous === HAS_DIGIT || word.length > 3 || next !== HAS_LETTER || word.startsWith('0');
  }
  return afterPrefix && (isMasked(word) || (kind === MIXED && digitsIn(word) >= 3));
}

function isMasked(word: string): boolean {
  return /^x{2,}\d*$/.test(word);
}

function digitsIn(word: string): number {
  let digits = 0;
  for (let i = 0; i < word.length; i += 1) if (word.charCodeAt(i) < 58) digits += 1;
  return digits;
}

/** Index of the first word of the merchant's name; 0 when everything looks like noise. */
export function merchantStart(text: StatementText): number {
  const count = text.words.length;
  let at = 0;
  let afterPrefix = false;
  while (at < count) {
    const length = prefixLength(text, at);
    if (length > 0) {
      at += length;
      afterPrefix = true;
    } else if (isReference(text, at, afterPrefix)) {
      at += 1;
      afterPrefix = true;
    } else if (afterPrefix && isConnector(text, at)) {
      at += 1;
    } else return at;
  }
  return 0;
}

function isConnector(text: StatementText, at: number): boolean {
  const word = text.words[at];
  return word === 'on' || word === 'at' || word === 'card' || word === 'date' || word === 'nr';
}

/** Indexes of the words that name the merchant. */
function merchantWords(text: StatementText): number[] {
  const start = merchantStart(text);
  const end = merchantEnd(text, start);
  const kept: number[] = [];
  for (let i = start; i < end; i += 1) if (belongsToName(text, i, start)) kept.push(i);
  return kept;
}

/** Index after the merchant's last word: the place and the references follow. */
export function merchantEnd(text: StatementText, start: number): number {
  return withoutPlace(text, start, cutAt(text, start));
}

function cutAt(text: StatementText, start: number): number {
  for (let i = start + 1; i < text.words.length; i += 1) {
    const word = text.words[i] as string;
    if (CUT_WORDS.has(word)) return i;
    const afterNumber = (markOf(text, i) & HAS_DIGIT) !== 0 && word.length >= 3;
    // What follows a store number is where the store is: "BLUE BOTTLE 0421 OAKLAND CA".
    if (afterNumber && (markOf(text, start) & HAS_LETTER) !== 0) return i;
    if ((word === 'id' || word === 'card') && (markOf(text, i + 1) & HAS_DIGIT) !== 0) return i;
  }
  return text.words.length;
}

function withoutPlace(text: StatementText, start: number, end: number): number {
  let stop = end;
  let sawState = false;
  if (stop - start > 1 && STATES.has(text.words[stop - 1] as string)) {
    stop -= 1;
    sawState = true;
  }
  for (let i = start; i < stop - 1; i += 1) {
    const mark = markOf(text, i);
    if (sawState && (mark & GAP_AFTER) !== 0 && (mark & STAR_AFTER) === 0) return i + 1;
  }
  // Without a state only what leaves two words is a place: "CAFE ROMA" is a name.
  const keep = sawState ? 1 : 2;
  for (let length = Math.min(LONGEST_CITY, stop - start - keep); length > 0; length -= 1) {
    const from = stop - length;
    if (CITIES.has(text.joined.slice(text.starts[from], text.ends[stop - 1]))) return from;
  }
  return stop;
}

function belongsToName(text: StatementText, at: number, start: number): boolean {
  const word = text.words[at] as string;
  const kind = markOf(text, at) & MIXED;
  if (kind === HAS_DIGIT) return at === start && word.length <= 4;
  if (kind === MIXED) return at === start || digitsIn(word) < 2;
  return !DROPPED_WORDS.has(word) && !isMasked(word);
}

/**
 * The merchant's name, normalised for learning: one key for every branch and every payment of a
 * merchant, so "SQ *BLUE BOTTLE 0421 OAKLAND CA" gives `blue bottle`. Processors, payment
 * prefixes, card tails, store and phone numbers, dates, cities with states and references are
 * left out. Never empty for text that is not blank.
 */
export function merchantKey(text: string): string {
  return merchantKeyOf(readStatementText(text)) || text.trim();
}

/** The same of a text already read; empty when it has no letter or digit. */
export function merchantKeyOf(text: StatementText): string {
  let key = '';
  for (const index of merchantWords(text)) {
    key += key === '' ? text.words[index] : ` ${text.words[index]}`;
  }
  return key || text.joined;
}

const SMALL_WORDS: ReadonlySet<string> = new Set([
  'of',
  'de',
  'la',
  'del',
  'y',
  'du',
  'des',
  'van',
  'der',
  'di',
  'a',
  'to',
  'from',
  'for',
  'and',
]);

/** The merchant's name to show: "SQ *BLUE BOTTLE 0421 OAKLAND CA" gives "Blue Bottle". */
export function merchantName(text: string): string {
  const read = readStatementText(text);
  const indexes = merchantWords(read);
  const known = spellingOf(indexes.map((index) => read.words[index] ?? ''));
  if (known !== null) return known;
  if (indexes.length === 0) return text.trim();
  return indexes.map((index, position) => showWord(read, index, position === 0)).join(' ');
}

function showWord(text: StatementText, index: number, first: boolean): string {
  const asWritten = text.source.slice(text.sourceStarts[index], text.sourceEnds[index]);
  const lower = asWritten.toLowerCase();
  if (asWritten.includes('&')) return asWritten;
  if (asWritten !== lower && asWritten !== asWritten.toUpperCase()) return asWritten;
  if (!first && SMALL_WORDS.has(lower)) return lower;
  if (lower.length <= 4 && /^[^aeiouy]+$/.test(lower)) return lower.toUpperCase();
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}

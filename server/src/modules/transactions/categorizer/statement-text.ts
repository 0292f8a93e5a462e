/**
 * Splits a bank's transaction text into words, once, in the form every other file of the
 * categorizer matches on: lower case, no accents, apostrophes and inner ampersands dropped
 * ("MCDONALD'S" and "MCDONALD S" are `mcdonalds`, "AT&T" is `att`), "and" left out.
 */
export interface StatementText {
  readonly words: readonly string[];
  /** The words joined by one space; word i is `joined.slice(starts[i], ends[i])`. */
  readonly joined: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** Where each word begins and ends in `source`, the text before lower-casing. */
  readonly sourceStarts: readonly number[];
  readonly sourceEnds: readonly number[];
  readonly source: string;
  readonly marks: readonly number[];
}

/** Marks of a word, or-ed together. */
export const HAS_LETTER = 1;
export const HAS_DIGIT = 2;
/** A "*" follows: payment processors write "SQ *SHOP". */
export const STAR_AFTER = 4;
/** Two or more blanks follow: banks print name, city and state in columns. */
export const GAP_AFTER = 8;

const MAX_WORDS = 40;
const MAX_LENGTH = 400;

const SEPARATOR = 0;
const LETTER = 1;
const DIGIT = 2;
const JOINER = 3;
const CLASSES = new Uint8Array(128);
for (let code = 97; code <= 122; code += 1) CLASSES[code] = LETTER;
for (let code = 48; code <= 57; code += 1) CLASSES[code] = DIGIT;
for (const joiner of "'&`") CLASSES[joiner.charCodeAt(0)] = JOINER;

const NON_ASCII = /[^\0-\x7f]/;
const FOLDED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  '’': "'",
  '‘': "'",
  '´': "'",
  '＊': '*',
  '\u00a0': ' ',
};

function foldCharacter(character: string): string {
  if (character <= '\x7f') return character;
  const known = FOLDED[character];
  if (known !== undefined) return known;
  const base = character.normalize('NFD')[0] ?? character;
  return base <= '\x7f' || /\p{L}/u.test(character) ? base : ' ';
}

function fold(lower: string): string {
  let folded = '';
  for (const character of lower.normalize('NFC')) folded += foldCharacter(character);
  return folded;
}

function classOf(code: number): number {
  // What is left above ASCII after folding are letters of other alphabets.
  return code < 128 ? (CLASSES[code] as number) : LETTER;
}

let last: StatementText | undefined;
let lastText: string | undefined;

/**
 * The words of `text`. The latest answer is kept, because callers ask for the merchant and the
 * category of the same text one after the other.
 */
export function readStatementText(text: string): StatementText {
  if (last !== undefined && text === lastText) return last;
  last = split(text);
  lastText = text;
  return last;
}

function split(text: string): StatementText {
  const cut = text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text;
  let lower = cut.toLowerCase();
  if (NON_ASCII.test(lower)) lower = fold(lower);
  const source = lower.length === cut.length ? cut : lower;
  const words: string[] = [];
  const marks: number[] = [];
  const sourceStarts: number[] = [];
  const sourceEnds: number[] = [];
  const length = lower.length;
  let at = 0;
  while (at < length && words.length < MAX_WORDS) {
    let kind = classOf(lower.charCodeAt(at));
    if (kind !== LETTER && kind !== DIGIT) {
      markSeparator(lower, at, marks);
      at += 1;
      continue;
    }
    const start = at;
    let mark = 0;
    let joined = false;
    while (kind !== SEPARATOR) {
      if (kind === DIGIT && mark === HAS_LETTER && at - start >= 2 && endsInNumber(lower, at))
        break;
      if (kind === JOINER) {
        const next = at + 1 < length ? classOf(lower.charCodeAt(at + 1)) : SEPARATOR;
        if (next !== LETTER && next !== DIGIT) break;
        joined = true;
      } else mark |= kind;
      at += 1;
      kind = at < length ? classOf(lower.charCodeAt(at)) : SEPARATOR;
    }
    const raw = lower.slice(start, at);
    addWord(joined ? raw.replace(/['&`]/g, '') : raw, mark, start, at);
  }
  return { words, marks, sourceStarts, sourceEnds, source, ...join(words) };

  function addWord(word: string, mark: number, start: number, end: number): void {
    const previous = words.length - 1;
    if (word === 'and' && previous >= 0) return;
    // "TRADER JOE S": the bank turned the apostrophe into a blank.
    const beforeS = words[previous];
    if (
      word === 's' &&
      beforeS !== undefined &&
      beforeS.length > 1 &&
      sourceEnds[previous] === start - 1 &&
      marks[previous] === HAS_LETTER
    ) {
      words[previous] = `${beforeS}s`;
      sourceEnds[previous] = end;
      return;
    }
    words.push(word);
    marks.push(mark);
    sourceStarts.push(start);
    sourceEnds.push(end);
  }
}

/** "AIR0012312345678", "H&M0342": four digits or more to the word's end are a reference. */
function endsInNumber(lower: string, at: number): boolean {
  let end = at;
  while (end < lower.length && classOf(lower.charCodeAt(end)) === DIGIT) end += 1;
  return end - at >= 4 && (end === lower.length || classOf(lower.charCodeAt(end)) === SEPARATOR);
}

function markSeparator(lower: string, at: number, marks: number[]): void {
  const previous = marks.length - 1;
  if (previous < 0) return;
  const code = lower.charCodeAt(at);
  if (code === 42) marks[previous] = (marks[previous] as number) | STAR_AFTER;
  else if (code === 32 && at > 0 && lower.charCodeAt(at - 1) === 32) {
    marks[previous] = (marks[previous] as number) | GAP_AFTER;
  }
}

function join(words: readonly string[]) {
  const starts: number[] = [];
  const ends: number[] = [];
  let offset = 0;
  for (const word of words) {
    starts.push(offset);
    offset += word.length;
    ends.push(offset);
    offset += 1;
  }
  return { joined: words.join(' '), starts, ends };
}

/** `phrase` as it would appear in `StatementText.joined`. */
export function normalisePhrase(phrase: string): string {
  return split(phrase).joined;
}

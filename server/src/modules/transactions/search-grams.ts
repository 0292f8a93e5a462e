/**
 * Which texts hold which letters: of each word of a text (what stands between spaces) the letters from
 * any place on, up to eight, are a gram, and it is kept which of 4,096 numbered texts (a segment) hold
 * it. A few letters without a space are thus in a text if, and only if, one of its grams begins with
 * them; of more letters, or several words, the grams only tell which texts can hold them.
 *
 * A row of the index has all grams of a segment that begin with the same two letters (a pair), in
 * order; for each how many of its other letters are those of the one before, those that are not, and
 * how many texts hold it with their places in the segment, or for many a bit for every text; all in
 * units of two bytes, low byte first.
 */
export const SEGMENT_TEXTS = 4096;
const GRAM_LETTERS = 8;
const BITMAP_UNITS = SEGMENT_TEXTS / 16;
const WORDS = SEGMENT_TEXTS / 32;
/** More grams than this of one wish tell hardly more. */
const MOST_GRAMS = 10;
const UNIT = 0x1_0000;

/** Rows to read of a letter or two, and how grams go on there. */
export interface GramWish {
  fromPair: number;
  toPair: number;
  rest: string;
}

/** Texts that hold all these grams, or those that hold none of them. */
export interface GramsWish {
  grams: readonly GramWish[];
  not: boolean;
}

export interface PairRow {
  segment: number;
  pair: number;
  grams: Uint8Array;
}

/** A bit for each text of a segment. */
export type Bitmap = Uint32Array;

/** A UTF-16 unit; beyond the text's end 0. */
const unitAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);
const pairAt = (text: string, at: number): number => unitAt(text, at) * UNIT + unitAt(text, at + 1);

/** Grams of what is looked for, and whether every text that holds them holds it. */
export function gramsOf(letters: string): { grams: GramWish[]; isExact: boolean } {
  const parts = letters.split(' ').flatMap(piecesOf);
  const isExact = parts.length === 1 && parts[0] === letters;
  return { grams: [...new Set(parts)].slice(0, MOST_GRAMS).map(wishOf), isExact };
}

/** Together they cover a word. */
function piecesOf(word: string): string[] {
  const last = Math.max(0, word.length - GRAM_LETTERS);
  const pieces = word === '' ? [] : [word.slice(last)];
  for (let at = 0; at < last; at += GRAM_LETTERS) pieces.push(word.slice(at, at + GRAM_LETTERS));
  return pieces;
}

function wishOf(piece: string): GramWish {
  const fromPair = pairAt(piece, 0);
  const toPair = piece.length === 1 ? fromPair + UNIT - 1 : fromPair;
  return { fromPair, toPair, rest: piece.slice(2) };
}

/** The rows of a segment's texts, by their pairs. */
export function packSegment(texts: readonly string[]): Map<number, Uint8Array> {
  const grams = new Map<string, number[]>();
  texts.forEach((text, place) => {
    let end = -1;
    for (let at = 0; at < text.length; at += 1) {
      if (at > end) end = text.indexOf(' ', at);
      if (end === -1) end = text.length;
      if (at === end) continue;
      const gram = text.slice(at, Math.min(end, at + GRAM_LETTERS));
      const places = grams.get(gram);
      if (!places) grams.set(gram, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  });
  const rows = new Map<number, { units: number[]; before: string }>();
  for (const gram of [...grams.keys()].sort()) {
    const pair = pairAt(gram, 0);
    const row = rows.get(pair) ?? { units: [], before: '' };
    rows.set(pair, row);
    const rest = gram.slice(2);
    addGram(row.units, row.before, rest, grams.get(gram) ?? []);
    row.before = rest;
  }
  return new Map([...rows].map(([pair, { units }]) => [pair, bytesOf(units)]));
}

function addGram(units: number[], before: string, rest: string, places: readonly number[]): void {
  let shared = 0;
  while (shared < rest.length && rest[shared] === before[shared]) shared += 1;
  const length = Math.min(places.length, BITMAP_UNITS);
  units.push((shared << 12) | ((rest.length - shared) << 9) | length);
  for (let at = shared; at < rest.length; at += 1) units.push(unitAt(rest, at));
  if (length < BITMAP_UNITS) {
    for (const place of places) units.push(place);
    return;
  }
  const bits = new Uint16Array(BITMAP_UNITS);
  for (const place of places) bits[place >> 4] = (bits[place >> 4] ?? 0) | (1 << (place & 15));
  for (const unit of bits) units.push(unit);
}

const bytesOf = (units: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: units.length * 2 }, (_, at) => {
    const unit = units[at >> 1] ?? 0;
    return at % 2 === 0 ? unit & 0xff : unit >> 8;
  });

/** Adds to a bitmap of a segment the texts a row has for grams that go on so. */
function addTexts(into: Bitmap, bytes: Uint8Array, wanted: string): void {
  const unit = (at: number) => (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8);
  const mark = (place: number, bits: number) => {
    into[place >> 5] = (into[place >> 5] ?? 0) | (bits << (place & 31));
  };
  /** How many letters of `wanted` the gram before begins with. */
  let alike = 0;
  for (let at = 0; at * 2 < bytes.length; ) {
    const head = unit(at);
    const [shared, added, length] = [head >> 12, (head >> 9) & 7, head & 511];
    at += 1;
    if (alike >= shared) {
      alike = shared;
      while (alike < shared + added && alike < wanted.length) {
        if (unit(at + alike - shared) !== wanted.charCodeAt(alike)) break;
        alike += 1;
      }
    }
    at += added;
    if (alike === wanted.length) {
      for (let step = 0; step < length; step += 1) {
        if (length < BITMAP_UNITS) mark(unit(at + step), 1);
        else mark(step * 16, unit(at + step));
      }
    }
    at += length;
  }
}

/** By segment, of so many, the texts that all these wishes leave. */
export function textsIn(
  segments: number,
  wishes: readonly GramsWish[],
  rows: readonly PairRow[],
): Bitmap[] {
  const bySegment = Map.groupBy(rows, (row) => row.segment);
  return Array.from({ length: segments }, (_, segment) => {
    const all = new Uint32Array(WORDS).fill(0xffff_ffff);
    for (const { grams, not } of wishes) {
      const held = holdingAll(grams, bySegment.get(segment) ?? []);
      for (let at = 0; at < WORDS; at += 1) {
        const bits = held[at] ?? 0;
        all[at] = (all[at] ?? 0) & (not ? ~bits : bits);
      }
    }
    return all;
  });
}

function holdingAll(grams: readonly GramWish[], rows: readonly PairRow[]): Bitmap {
  const all = new Uint32Array(WORDS).fill(0xffff_ffff);
  for (const { fromPair, toPair, rest } of grams) {
    const some = new Uint32Array(WORDS);
    for (const { pair, grams: bytes } of rows) {
      if (pair >= fromPair && pair <= toPair) addTexts(some, bytes, rest);
    }
    for (let at = 0; at < WORDS; at += 1) all[at] = (all[at] ?? 0) & (some[at] ?? 0);
  }
  return all;
}

/** Of these texts those that are in one of a segment's rows of bits, which are bytes, low bit first. */
export function alsoIn(bitmap: Bitmap, rows: readonly Uint8Array[]): Bitmap {
  return bitmap.map((bits, at) => {
    let any = 0;
    for (const row of rows) {
      for (let byte = 0; byte < 4; byte += 1) any |= (row[at * 4 + byte] ?? 0) << (byte * 8);
    }
    return bits & any;
  });
}

export function countBits(bitmap: Bitmap): number {
  let count = 0;
  for (let bits of bitmap) for (; bits !== 0; bits &= bits - 1) count += 1;
  return count;
}

/** The numbers of a segment's texts that are in a bitmap. */
export function numbersOf(segment: number, bitmap: Bitmap): number[] {
  const numbers = [];
  for (let at = 0; at < bitmap.length; at += 1) {
    for (let rest = bitmap[at] ?? 0; rest !== 0; rest &= rest - 1) {
      numbers.push(segment * SEGMENT_TEXTS + at * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return numbers;
}

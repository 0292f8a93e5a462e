/**
 * Which texts can hold some letters, by threes: each three letters that follow one another in a text
 * are a gram, and it is kept which of 4,096 numbered texts (a segment) hold each gram. A text that
 * holds a word holds all the word's grams; whether it does hold the word, only the text can say.
 *
 * A row of the index has all grams of a segment that begin with the same two letters (a pair): for
 * each its third letter, how many texts hold it and their places in the segment, or for many a bit
 * for every text; all in units of two bytes, low byte first.
 */
export const SEGMENT_TEXTS = 4096;
const BITMAP_UNITS = SEGMENT_TEXTS / 16;
const WORDS = SEGMENT_TEXTS / 32;
/** More grams than this of one word tell hardly more. */
const MOST_GRAMS = 10;
const UNIT = 0x1_0000;

/** Rows to read of a letter or two, or a gram; any third letter where none is said. */
export interface GramWish {
  fromPair: number;
  toPair: number;
  third: number | null;
}

export interface PairRow {
  segment: number;
  pair: number;
  grams: Uint8Array;
}

/** A UTF-16 unit; beyond the text's end 0. */
const unitAt = (text: string, at: number): number => (at < text.length ? text.charCodeAt(at) : 0);
const pairAt = (text: string, at: number): number => unitAt(text, at) * UNIT + unitAt(text, at + 1);

/** Grams that together cover a word's letters; a shorter word begins the grams of texts that hold it. */
export function gramsOf(word: string): GramWish[] {
  if (word.length < 3) {
    const fromPair = pairAt(word, 0);
    return [{ fromPair, toPair: fromPair + UNIT ** (2 - word.length) - 1, third: null }];
  }
  const last = word.length - 3;
  const places = new Set([last]);
  for (let at = 0; at < last && places.size < MOST_GRAMS; at += 3) places.add(at);
  return [...places].map((at) => {
    const pair = pairAt(word, at);
    return { fromPair: pair, toPair: pair, third: unitAt(word, at + 2) };
  });
}

/** The rows of a segment's texts, by their pairs. */
export function packSegment(texts: readonly string[]): Map<number, Uint8Array> {
  const grams = new Map<number, number[]>();
  texts.forEach((text, place) => {
    for (let at = 0; at < text.length; at += 1) {
      const gram = pairAt(text, at) * UNIT + unitAt(text, at + 2);
      const places = grams.get(gram);
      if (!places) grams.set(gram, [place]);
      else if (places.at(-1) !== place) places.push(place);
    }
  });
  const rows = new Map<number, number[]>();
  for (const gram of [...grams.keys()].sort((a, b) => a - b)) {
    const pair = Math.floor(gram / UNIT);
    const units = rows.get(pair) ?? [];
    rows.set(pair, units);
    addGram(units, gram % UNIT, grams.get(gram) ?? []);
  }
  return new Map([...rows].map(([pair, units]) => [pair, bytesOf(units)]));
}

function addGram(units: number[], third: number, places: readonly number[]): void {
  units.push(third, places.length);
  if (places.length < BITMAP_UNITS) {
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

/** Adds to a bitmap of a segment the texts a row has for a third letter, or for any. */
function addTexts(into: Uint32Array, bytes: Uint8Array, third: number | null): void {
  const unit = (at: number) => (bytes[at * 2] ?? 0) | ((bytes[at * 2 + 1] ?? 0) << 8);
  const mark = (place: number, bits: number) => {
    into[place >> 5] = (into[place >> 5] ?? 0) | (bits << (place & 31));
  };
  for (let at = 0; at * 2 < bytes.length; ) {
    const [own, count] = [unit(at), unit(at + 1)];
    const length = Math.min(count, BITMAP_UNITS);
    at += 2;
    if (third === null || third === own) {
      for (let step = 0; step < length; step += 1) {
        if (count < BITMAP_UNITS) mark(unit(at + step), 1);
        else mark(step * 16, unit(at + step));
      }
      if (third !== null) return;
    }
    at += length;
  }
}

/** The numbers of texts that hold every one of these grams, segment by segment. */
export function* numbersIn(
  wishes: readonly GramWish[],
  rows: readonly PairRow[],
): Generator<number[]> {
  for (const [segment, own] of Map.groupBy(rows, (row) => row.segment)) {
    const all = new Uint32Array(WORDS).fill(0xffff_ffff);
    for (const { fromPair, toPair, third } of wishes) {
      const some = new Uint32Array(WORDS);
      for (const { pair, grams } of own) {
        if (pair >= fromPair && pair <= toPair) addTexts(some, grams, third);
      }
      for (let at = 0; at < WORDS; at += 1) all[at] = (all[at] ?? 0) & (some[at] ?? 0);
    }
    const numbers = listBits(all).map((place) => segment * SEGMENT_TEXTS + place);
    if (numbers.length > 0) yield numbers;
  }
}

function listBits(bitmap: Uint32Array): number[] {
  const places = [];
  for (let at = 0; at < bitmap.length; at += 1) {
    for (let rest = bitmap[at] ?? 0; rest !== 0; rest &= rest - 1) {
      places.push(at * 32 + 31 - Math.clz32(rest & -rest));
    }
  }
  return places;
}

/**
 * Which texts can hold some letters, by threes: every three letters that follow one another in a text
 * are a gram, and each gram keeps which of 4,096 numbered texts (a segment) it is in. A text that
 * holds a word holds all the word's grams; whether it does hold the word, only the text can say.
 */
export const SEGMENT_TEXTS = 4096;
const BITMAP_BYTES = SEGMENT_TEXTS / 8;
const WORDS = SEGMENT_TEXTS / 32;
/** More grams than this of one word tell hardly more. */
const MOST_GRAMS = 10;
const UNIT = 0x1_0000;

/** A gram, or for a word too short for one all that begin with it: from the first to the last. */
export interface GramRange {
  from: number;
  to: number;
}

/** Three UTF-16 units in one integer below 2^48; beyond the text's end they are 0. */
function gramAt(text: string, at: number): number {
  const unit = (offset: number) => (at + offset < text.length ? text.charCodeAt(at + offset) : 0);
  return (unit(0) * UNIT + unit(1)) * UNIT + unit(2);
}

/** What of an index to read for a word: grams that together cover its letters. */
export function gramsOf(word: string): GramRange[] {
  if (word.length < 3) {
    const span = UNIT ** (3 - word.length);
    const from = gramAt(word, 0);
    return [{ from, to: from + span - 1 }];
  }
  const last = word.length - 3;
  const places = new Set([last]);
  for (let at = 0; at < last && places.size < MOST_GRAMS; at += 3) places.add(at);
  return [...places].map((at) => ({ from: gramAt(word, at), to: gramAt(word, at) }));
}

/** The grams of a segment's texts, each with the places of the texts it is in. */
export function packSegment(texts: readonly string[]): Map<number, Uint8Array> {
  const places = new Map<number, number[]>();
  texts.forEach((text, place) => {
    for (let at = 0; at < text.length; at += 1) {
      const gram = gramAt(text, at);
      const known = places.get(gram);
      if (!known) places.set(gram, [place]);
      else if (known.at(-1) !== place) known.push(place);
    }
  });
  return new Map([...places].map(([gram, list]) => [gram, packPlaces(list)]));
}

/** Two bytes for each place, or a bit for every text where that is shorter; its length tells which. */
function packPlaces(places: readonly number[]): Uint8Array {
  if (places.length * 2 < BITMAP_BYTES) {
    return Uint8Array.from(places.flatMap((place) => [place & 0xff, place >> 8]));
  }
  const bits = new Uint8Array(BITMAP_BYTES);
  for (const place of places) bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
  return bits;
}

/** Adds packed places to a bitmap of a segment. */
function addPlaces(into: Uint32Array, packed: Uint8Array): void {
  const mark = (place: number, bits: number) => {
    into[place >> 5] = (into[place >> 5] ?? 0) | (bits << (place & 31));
  };
  if (packed.length === BITMAP_BYTES) {
    for (let at = 0; at < BITMAP_BYTES; at += 1) mark(at * 8, packed[at] ?? 0);
  } else {
    for (let at = 0; at < packed.length; at += 2) {
      mark((packed[at] ?? 0) | ((packed[at + 1] ?? 0) << 8), 1);
    }
  }
}

export interface GramRow {
  gram: number;
  segment: number;
  places: Uint8Array;
}

/** The numbers of texts that are in every one of these ranges of grams, segment by segment. */
export function* numbersIn(
  ranges: readonly GramRange[],
  rows: readonly GramRow[],
): Generator<number[]> {
  const segments = Map.groupBy(rows, (row) => row.segment);
  for (const [segment, own] of segments) {
    const all = new Uint32Array(WORDS).fill(0xffff_ffff);
    for (const { from, to } of ranges) {
      const some = new Uint32Array(WORDS);
      for (const row of own) if (row.gram >= from && row.gram <= to) addPlaces(some, row.places);
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

/**
 * A multinomial logistic regression on the letters of a name, for merchants nobody has listed. Its
 * features are whole words and runs of three to five letters within word boundaries, hashed into a
 * fixed table; its weights are eight-bit integers times one scale.
 */
export interface NameModel {
  readonly categories: readonly string[];
  readonly scale: number;
  readonly biases: readonly number[];
  /** `BUCKETS` rows of one weight per category. */
  readonly weights: Int8Array;
}

export const BUCKETS = 1 << 14;
const SHORTEST_RUN = 3;
const LONGEST_RUN = 5;
const MAX_FEATURES = 160;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const WORD_SEED = 0x9747b28c;
const SPACE = 32;

/** Writes the buckets of the features of `name` (words joined by blanks) and returns how many. */
export function writeFeatures(name: string, into: Uint16Array): number {
  let count = 0;
  const length = name.length;
  let start = 0;
  while (start < length) {
    let end = name.indexOf(' ', start);
    if (end < 0) end = length;
    count = writeWord(name, start, end, into, count);
    start = end + 1;
  }
  return count;
}

export const newFeatureBuffer = () => new Uint16Array(MAX_FEATURES);

function writeWord(name: string, start: number, end: number, into: Uint16Array, from: number) {
  let count = from;
  let whole = WORD_SEED;
  for (let at = start; at < end; at += 1) whole = mix(whole, name.charCodeAt(at));
  if (count < MAX_FEATURES) into[count++] = bucket(whole);
  // A blank on either side, so that the beginning and the end of a word are features too.
  for (let first = start - 1; first + SHORTEST_RUN <= end + 1; first += 1) {
    let hash = FNV_OFFSET;
    const stop = Math.min(first + LONGEST_RUN, end + 1);
    for (let at = first; at < stop; at += 1) {
      hash = mix(hash, at < start || at >= end ? SPACE : name.charCodeAt(at));
      if (at - first + 1 >= SHORTEST_RUN && count < MAX_FEATURES) into[count++] = bucket(hash);
    }
  }
  return count;
}

function mix(hash: number, code: number): number {
  return Math.imul(hash ^ code, FNV_PRIME);
}

function bucket(hash: number): number {
  return ((hash ^ (hash >>> 15)) >>> 0) & (BUCKETS - 1);
}

interface NameGuess {
  readonly category: string;
  /** The model's own probability, 0..1; see docs/CATEGORISATION.md for how far to trust it. */
  readonly probability: number;
}

const features = newFeatureBuffer();

/** The likeliest category of a merchant by the letters of its name alone. */
export function guessByName(model: NameModel, name: string): NameGuess {
  const { categories, weights, biases, scale } = model;
  const width = categories.length;
  const count = writeFeatures(name, features);
  const scores = new Float64Array(width);
  for (let i = 0; i < count; i += 1) {
    const row = (features[i] as number) * width;
    for (let c = 0; c < width; c += 1) (scores[c] as number) += weights[row + c] as number;
  }
  // Features are averaged, as in training, so that long names are not surer than short ones.
  const factor = scale / Math.sqrt(Math.max(count, 1));
  let best = 0;
  for (let c = 0; c < width; c += 1) {
    scores[c] = (scores[c] as number) * factor + (biases[c] as number);
    if ((scores[c] as number) > (scores[best] as number)) best = c;
  }
  let total = 0;
  for (let c = 0; c < width; c += 1)
    total += Math.exp((scores[c] as number) - (scores[best] as number));
  return { category: categories[best] as string, probability: 1 / total };
}

export function decodeNameModel(stored: {
  readonly categories: readonly string[];
  readonly scale: number;
  readonly biases: readonly number[];
  readonly weights: string;
}): NameModel {
  const bytes = Buffer.from(stored.weights, 'base64');
  const { categories, scale, biases } = stored;
  return {
    categories,
    scale,
    biases,
    weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  };
}

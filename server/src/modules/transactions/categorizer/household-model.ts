import type { BaseModel } from './base-model.ts';
import { categorizeWithBase } from './categorize.ts';
import { BIN_ENDS, type Bin, binOf, risingShares } from './confidence-bins.ts';
import { type Features, featuresOf, merchantFeature } from './household-features.ts';

/**
 * What one household's own choices teach: a multinomial logistic regression over the features of
 * household-features.ts, with the base model's answer as its prior, and how right it was on the
 * latest choices, which it had not seen. See docs/CATEGORISATION.md.
 */
export interface HouseholdModel {
  readonly categories: readonly string[];
  readonly biases: Float32Array;
  /** Hash of a feature → its row in `weights`, `categories.length` wide. */
  readonly rows: ReadonlyMap<number, number>;
  /** In units of `scale`. */
  readonly weights: Int8Array;
  readonly scale: number;
  /** By bin of the model's own probability: how often it was right. */
  readonly known: readonly number[];
  readonly unknown: readonly number[];
}

/** One transaction whose category a person chose or confirmed. */
export interface Example {
  readonly text: string;
  /** Signed, in minor units. */
  readonly amountMinor: number;
  readonly category: string;
}

/** A category by the base model's key; categories of a household's own have none. */
type CategoryOfKey = (key: string) => string;

export interface Learned {
  readonly category: string;
  /** How often such an answer was right, 0..1. */
  readonly confidence: number;
}

const FEWEST_EXAMPLES = 30;
const EPOCHS = 4;
const RATE = 0.5;
const DECAY = 2e-5;
const SMALLEST_GRADIENT = 1e-4;
/** What a sure answer of the base model is worth before anything was learned, in log odds. */
const PRIOR = 4;
const HELD_OUT = 0.25;

interface Prepared {
  /** Rows of the model's table, one for each feature. */
  readonly rows: Uint32Array;
  readonly values: readonly number[];
  readonly label: number;
  readonly prior: number;
  readonly priorValue: number;
}

/**
 * Learns from examples, oldest first. The latest quarter is first held out, to measure how right
 * the model is when it says how sure it is; then all are learned. Null for fewer than 30 examples
 * or a single category. Pure and deterministic.
 */
export function trainHouseholdModel(
  examples: readonly Example[],
  base: BaseModel,
  categoryOf: CategoryOfKey,
): HouseholdModel | null {
  if (examples.length < FEWEST_EXAMPLES) return null;
  const told = examples.map((example) => {
    const guess = categorizeWithBase(base, example.text, example.amountMinor);
    const features = featuresOf(example.text, example.amountMinor, guess);
    return { example, guess, features };
  });
  const categories = [
    ...new Set(
      told.flatMap(({ example, guess }) => [example.category, categoryOf(guess.categoryKey)]),
    ),
  ].sort();
  if (new Set(examples.map(({ category }) => category)).size < 2) return null;
  const labels = new Map(categories.map((category, label) => [category, label]));
  const rows = new Map<number, number>();
  const prepared = told.map(({ example, guess, features }) => ({
    rows: rowsOf(features, rows),
    values: features.values,
    label: labels.get(example.category) as number,
    prior: labels.get(categoryOf(guess.categoryKey)) as number,
    priorValue: PRIOR * guess.confidence,
  }));
  const early = prepared.slice(0, Math.floor(prepared.length * (1 - HELD_OUT)));
  const late = prepared.slice(early.length);
  const isKnown = knownMerchants(examples, early.length);
  const size = { rows: rows.size, width: categories.length };
  const measured = calibrate(descend(early, size), late, isKnown);
  return { categories, rows, ...quantised(descend(prepared, size)), ...measured };
}

/** The table's row for each feature; features that are new to it are given the next rows. */
function rowsOf({ hashes }: Features, rows: Map<number, number>): Uint32Array {
  return Uint32Array.from(hashes, (feature) => {
    const known = rows.get(feature);
    if (known !== undefined) return known;
    rows.set(feature, rows.size);
    return rows.size - 1;
  });
}

/** Of the examples from `start` on: whether their merchant occurs before it. */
function knownMerchants(examples: readonly Example[], start: number): readonly boolean[] {
  const merchants = examples.map(({ text }) => merchantFeature(text));
  const early = new Set(merchants.slice(0, start));
  return merchants.slice(start).map((merchant) => early.has(merchant));
}

interface Weights {
  readonly biases: Float32Array;
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
}

function quantised({ biases, weights }: Weights) {
  let largest = 0;
  for (let i = 0; i < weights.length; i += 1) {
    largest = Math.max(largest, Math.abs(weights[i] as number));
  }
  const scale = Math.max(largest, 1e-6) / 127;
  const small = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) {
    small[i] = Math.round((weights[i] as number) / scale);
  }
  return { biases, scale, weights: small };
}

function descend(
  examples: readonly Prepared[],
  { rows, width }: { rows: number; width: number },
): Weights & { weights: Float32Array } {
  const model = {
    biases: new Float32Array(width),
    weights: new Float32Array(rows * width),
    scale: 1,
  };
  const squares = new Float32Array(rows).fill(0.1);
  const gradient = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    // In the order of time at last, so that what was chosen lately weighs most.
    const order = epoch === EPOCHS - 1 ? examples.keys() : shuffled(examples.length, epoch + 1);
    for (const i of order) step(model, squares, gradient, examples[i] as Prepared);
  }
  return model;
}

function step(
  model: Weights & { weights: Float32Array },
  squares: Float32Array,
  gradient: Float64Array,
  { rows, values, label, prior, priorValue }: Prepared,
): void {
  const { biases, weights } = model;
  const width = biases.length;
  score(model, rows, values, gradient);
  (gradient[prior] as number) += priorValue;
  softmax(gradient);
  let square = 0;
  const moved: number[] = [];
  for (let c = 0; c < width; c += 1) {
    const slope = (c === label ? 1 : 0) - (gradient[c] as number);
    gradient[c] = slope;
    square += slope ** 2;
    (biases[c] as number) += 0.01 * slope;
    if (Math.abs(slope) >= SMALLEST_GRADIENT) moved.push(c);
  }
  for (let i = 0; i < rows.length; i += 1) {
    const value = values[i] as number;
    const row = rows[i] as number;
    (squares[row] as number) += square * value * value;
    const rate = (RATE * value) / Math.sqrt(squares[row] as number);
    const at = row * width;
    for (let m = 0; m < moved.length; m += 1) {
      const c = moved[m] as number;
      const weight = weights[at + c] as number;
      weights[at + c] = weight + rate * (gradient[c] as number) - DECAY * weight;
    }
  }
}

/** `rows` of features the model does not know are -1. */
function score(
  { biases, weights, scale }: Weights,
  rows: Uint32Array | Int32Array,
  values: readonly number[],
  into: Float64Array,
): void {
  const width = biases.length;
  for (let c = 0; c < width; c += 1) into[c] = biases[c] as number;
  for (let i = 0; i < rows.length; i += 1) {
    const at = (rows[i] as number) * width;
    if (at < 0) continue;
    const value = (values[i] as number) * scale;
    for (let c = 0; c < width; c += 1) (into[c] as number) += value * (weights[at + c] as number);
  }
}

function softmax(scores: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (const one of scores) highest = Math.max(highest, one);
  let total = 0;
  for (let c = 0; c < scores.length; c += 1) {
    scores[c] = Math.exp((scores[c] as number) - highest);
    total += scores[c] as number;
  }
  for (let c = 0; c < scores.length; c += 1) scores[c] = (scores[c] as number) / total;
}

/** Lehmer's generator, so that the same examples give the same model. */
function shuffled(count: number, seed: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  let state = seed;
  for (let i = count - 1; i > 0; i -= 1) {
    state = (state * 48271) % 2147483647;
    const j = state % (i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}

function calibrate(
  model: Weights,
  late: readonly Prepared[],
  isKnown: readonly boolean[],
): Pick<HouseholdModel, 'known' | 'unknown'> {
  const fresh = (): Bin[] => BIN_ENDS.map(() => ({ rows: 0, right: 0, stated: 0 }));
  const bins = { known: fresh(), unknown: fresh() };
  const scores = new Float64Array(model.biases.length);
  for (const [i, { rows, values, label, prior, priorValue }] of late.entries()) {
    score(model, rows, values, scores);
    (scores[prior] as number) += priorValue;
    softmax(scores);
    const best = indexOfHighest(scores);
    const side = isKnown[i] ? bins.known : bins.unknown;
    const probability = scores[best] as number;
    const bin = side[binOf(probability)] as Bin;
    bin.rows += 1;
    bin.stated += probability;
    if (best === label) bin.right += 1;
  }
  return { known: risingShares(bins.known), unknown: risingShares(bins.unknown) };
}

function indexOfHighest(scores: Float64Array): number {
  let best = 0;
  for (let c = 1; c < scores.length; c += 1) {
    if ((scores[c] as number) > (scores[best] as number)) best = c;
  }
  return best;
}

/** What the household would choose for a transaction, by what it chose before. */
export function predictByHousehold(
  model: HouseholdModel,
  base: BaseModel,
  categoryOf: CategoryOfKey,
  { text, amountMinor }: Omit<Example, 'category'>,
): Learned {
  const guess = categorizeWithBase(base, text, amountMinor);
  const scores = new Float64Array(model.categories.length);
  const { hashes, values } = featuresOf(text, amountMinor, guess);
  const rows = Int32Array.from(hashes, (feature) => model.rows.get(feature) ?? -1);
  score(model, rows, values, scores);
  const guessed = categoryOf(guess.categoryKey);
  const prior = model.categories.indexOf(guessed);
  if (prior >= 0) (scores[prior] as number) += PRIOR * guess.confidence;
  const highest = scores[indexOfHighest(scores)] as number;
  const isKnown = model.rows.has(merchantFeature(text));
  // A category this household has never had stands on the base model's word alone.
  if (prior < 0 && !isKnown && PRIOR * guess.confidence > highest) {
    return { category: guessed, confidence: guess.confidence };
  }
  softmax(scores);
  const best = indexOfHighest(scores);
  const shares = isKnown ? model.known : model.unknown;
  return {
    category: model.categories[best] as string,
    confidence: shares[binOf(scores[best] as number)] as number,
  };
}

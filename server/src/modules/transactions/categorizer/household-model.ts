import type { BaseModel } from './base-model.ts';
import { categorizeWithBase } from './categorize.ts';
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
const BIN_ENDS = [0.3, 0.45, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995, Number.POSITIVE_INFINITY];
/** A bin begins with this many rows that were right as often as the model itself says. */
const BIN_DOUBT = 4;

interface Prepared {
  readonly features: Features;
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
  const prepared = told.map(({ example, guess, features }) => ({
    features,
    label: labels.get(example.category) as number,
    prior: labels.get(categoryOf(guess.categoryKey)) as number,
    priorValue: PRIOR * guess.confidence,
  }));
  const early = prepared.slice(0, Math.floor(prepared.length * (1 - HELD_OUT)));
  const late = prepared.slice(early.length);
  const lateMerchants = examples.slice(early.length).map(({ text }) => merchantFeature(text));
  const measured = calibrate(descend(early, categories.length), late, lateMerchants);
  return { categories, ...quantised(descend(prepared, categories.length)), ...measured };
}

interface Weights {
  readonly biases: Float32Array;
  readonly rows: ReadonlyMap<number, number>;
  readonly weights: Float32Array | Int8Array;
  readonly scale: number;
}

function quantised({ biases, rows, weights }: Weights) {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Math.max(largest, 1e-6) / 127;
  return {
    biases,
    rows,
    scale,
    weights: Int8Array.from(weights, (one) => Math.round(one / scale)),
  };
}

function descend(examples: readonly Prepared[], width: number): Weights {
  const rows = new Map<number, number>();
  for (const { features } of examples) {
    for (const feature of features.hashes) if (!rows.has(feature)) rows.set(feature, rows.size);
  }
  const model = {
    biases: new Float32Array(width),
    rows,
    weights: new Float32Array(rows.size * width),
    scale: 1,
  };
  const squares = new Float32Array(rows.size).fill(0.1);
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
  { features, label, prior, priorValue }: Prepared,
): void {
  const { biases, rows, weights } = model;
  const width = biases.length;
  score(model, features, gradient);
  (gradient[prior] as number) += priorValue;
  softmax(gradient);
  let square = 0;
  for (let c = 0; c < width; c += 1) {
    gradient[c] = (c === label ? 1 : 0) - (gradient[c] as number);
    square += (gradient[c] as number) ** 2;
    (biases[c] as number) += 0.01 * (gradient[c] as number);
  }
  for (const [i, feature] of features.hashes.entries()) {
    const value = features.values[i] as number;
    const row = rows.get(feature) as number;
    (squares[row] as number) += square * value * value;
    const rate = (RATE * value) / Math.sqrt(squares[row] as number);
    const at = row * width;
    for (let c = 0; c < width; c += 1) {
      const slope = gradient[c] as number;
      if (Math.abs(slope) < SMALLEST_GRADIENT) continue;
      const weight = weights[at + c] as number;
      weights[at + c] = weight + rate * slope - DECAY * weight;
    }
  }
}

function score(
  { biases, rows, weights, scale }: Weights,
  features: Features,
  into: Float64Array,
): void {
  const width = biases.length;
  for (let c = 0; c < width; c += 1) into[c] = biases[c] as number;
  for (const [i, feature] of features.hashes.entries()) {
    const row = rows.get(feature);
    if (row === undefined) continue;
    const value = (features.values[i] as number) * scale;
    const at = row * width;
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

const binOf = (probability: number) => BIN_ENDS.findIndex((end) => probability < end);

function calibrate(
  model: Weights,
  late: readonly Prepared[],
  merchants: readonly number[],
): Pick<HouseholdModel, 'known' | 'unknown'> {
  const fresh = () => BIN_ENDS.map(() => ({ rows: 0, right: 0, stated: 0 }));
  const bins = { known: fresh(), unknown: fresh() };
  const scores = new Float64Array(model.biases.length);
  for (const [i, { features, label, prior, priorValue }] of late.entries()) {
    score(model, features, scores);
    (scores[prior] as number) += priorValue;
    softmax(scores);
    const best = indexOfHighest(scores);
    const side = model.rows.has(merchants[i] as number) ? bins.known : bins.unknown;
    const probability = scores[best] as number;
    const bin = side[binOf(probability)] as { rows: number; right: number; stated: number };
    bin.rows += 1;
    bin.stated += probability;
    if (best === label) bin.right += 1;
  }
  return { known: risingShares(bins.known), unknown: risingShares(bins.unknown) };
}

/** The share that was right in each bin, never less than in the bin below (pool adjacent violators). */
function risingShares(bins: readonly { rows: number; right: number; stated: number }[]): number[] {
  const pools: { right: number; rows: number; bins: number }[] = [];
  for (const [i, { rows, right, stated }] of bins.entries()) {
    const middle = ((BIN_ENDS[i - 1] ?? 0) + Math.min(1, BIN_ENDS[i] as number)) / 2;
    const expected = rows === 0 ? middle : stated / rows;
    let pool = { right: right + BIN_DOUBT * expected, rows: rows + BIN_DOUBT, bins: 1 };
    let before = pools.at(-1);
    while (before !== undefined && before.right / before.rows >= pool.right / pool.rows) {
      pools.pop();
      pool = {
        right: pool.right + before.right,
        rows: pool.rows + before.rows,
        bins: pool.bins + before.bins,
      };
      before = pools.at(-1);
    }
    pools.push(pool);
  }
  return pools.flatMap(({ right, rows, bins: count }) => Array(count).fill(right / rows));
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
  score(model, featuresOf(text, amountMinor, guess), scores);
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

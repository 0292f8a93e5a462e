import type { BaseModelFile } from './base-model.ts';
import { BUCKETS, newFeatureBuffer, writeFeatures } from './name-model.ts';

export interface LabelledName {
  readonly name: string;
  readonly category: string;
}

const FEWEST_EXAMPLES = 40;
const EPOCHS = 12;
const RATE = 0.8;
const BIAS_RATE = 0.02;
const DECAY = 1e-5;

/**
 * How often a payment to a merchant nobody has listed is of each kind: an estimate from general
 * knowledge, since the index counts brands, and small restaurants are many while brands of clothes
 * are. Categories not named share `OTHER_SHARE` each.
 */
const UNLISTED_SHARES: Readonly<Record<string, number>> = {
  restaurants: 0.34,
  coffee_shops: 0.06,
  fast_food: 0.05,
  alcohol_bars: 0.05,
  groceries: 0.06,
  shopping: 0.09,
  clothing: 0.03,
  doctor: 0.04,
  personal_care: 0.04,
  home_improvement: 0.04,
  service_parts: 0.03,
  hotel: 0.02,
  gas_fuel: 0.02,
  entertainment: 0.03,
};
const OTHER_SHARE = 0.008;

interface Example {
  readonly features: Uint16Array;
  readonly label: number;
}

interface Weights {
  /** `BUCKETS` rows of one weight per category. */
  readonly table: Float32Array;
  readonly biases: Float64Array;
}

/** Deterministic: Lehmer's generator, so that the same names give the same weights. */
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

/**
 * Multinomial logistic regression by stochastic gradient descent. Categories with few names are
 * left out: too little to learn their letters from. With `forUnlisted` the prior is that of
 * payments to unlisted merchants instead of that of the names given.
 */
export function trainNameModel(
  names: readonly LabelledName[],
  { forUnlisted }: { readonly forUnlisted: boolean },
): BaseModelFile['nameModel'] {
  const counts = new Map<string, number>();
  for (const { category } of names) counts.set(category, (counts.get(category) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= FEWEST_EXAMPLES);
  const categories = frequent.map(([category]) => category).sort();
  const examples = toExamples(names, categories);
  const { table, biases } = descend(examples, categories.length);
  const shifted = categories.map((category, c) => {
    const share = (counts.get(category) ?? 0) / examples.length;
    const shift = forUnlisted ? Math.log((UNLISTED_SHARES[category] ?? OTHER_SHARE) / share) : 0;
    return Number(((biases[c] as number) + shift).toFixed(4));
  });
  return { categories, biases: shifted, ...quantise(table) };
}

function toExamples(names: readonly LabelledName[], categories: readonly string[]): Example[] {
  const labels = new Map(categories.map((category, label) => [category, label]));
  const buffer = newFeatureBuffer();
  return names.flatMap(({ name, category }) => {
    const label = labels.get(category);
    if (label === undefined) return [];
    const count = writeFeatures(name, buffer);
    return [{ features: buffer.slice(0, count), label }];
  });
}

function descend(examples: readonly Example[], width: number): Weights {
  const weights = { table: new Float32Array(BUCKETS * width), biases: new Float64Array(width) };
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + epoch);
    for (const i of shuffled(examples.length, epoch + 1))
      step(weights, examples[i] as Example, rate);
  }
  return weights;
}

function step({ table, biases }: Weights, { features, label }: Example, rate: number): void {
  const width = biases.length;
  const factor = 1 / Math.sqrt(features.length);
  const gradient = new Float64Array(width);
  for (const feature of features) {
    const row = feature * width;
    for (let c = 0; c < width; c += 1) (gradient[c] as number) += table[row + c] as number;
  }
  let highest = Number.NEGATIVE_INFINITY;
  for (let c = 0; c < width; c += 1) {
    gradient[c] = (gradient[c] as number) * factor + (biases[c] as number);
    highest = Math.max(highest, gradient[c] as number);
  }
  let total = 0;
  for (let c = 0; c < width; c += 1) {
    gradient[c] = Math.exp((gradient[c] as number) - highest);
    total += gradient[c] as number;
  }
  for (let c = 0; c < width; c += 1) {
    gradient[c] = rate * ((c === label ? 1 : 0) - (gradient[c] as number) / total);
    (biases[c] as number) += BIAS_RATE * (gradient[c] as number);
  }
  for (const feature of features) {
    const row = feature * width;
    for (let c = 0; c < width; c += 1) {
      const weight = table[row + c] as number;
      table[row + c] = weight + factor * (gradient[c] as number) - rate * DECAY * weight;
    }
  }
}

function quantise(table: Float32Array): { scale: number; weights: string } {
  let largest = 0;
  for (const weight of table) largest = Math.max(largest, Math.abs(weight));
  // The few largest weights are clipped: the many small ones need the resolution.
  const scale = Number(((largest / 127) * 0.5).toPrecision(6));
  const bytes = Int8Array.from(table, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  return { scale, weights: Buffer.from(bytes.buffer).toString('base64') };
}

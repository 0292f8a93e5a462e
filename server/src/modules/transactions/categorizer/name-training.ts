import type { BaseModelFile } from './base-model.ts';
import { BUCKETS, newFeatureBuffer, writeFeatures } from './name-model.ts';

export interface LabelledName {
  readonly name: string;
  readonly category: string;
}

const FEWEST_EXAMPLES = 40;
const EPOCHS = 12;
const RATE = 0.8;
const DECAY = 1e-5;

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
 * left out: too little to learn their letters from.
 */
export function trainNameModel(names: readonly LabelledName[]): BaseModelFile['nameModel'] {
  const counts = new Map<string, number>();
  for (const { category } of names) counts.set(category, (counts.get(category) ?? 0) + 1);
  const categories = [...counts].filter(([, n]) => n >= FEWEST_EXAMPLES).map(([key]) => key).sort();
  const labels = new Map(categories.map((category, i) => [category, i]));
  const examples = names.filter(({ category }) => labels.has(category)).map(({ name, category }) => {
    const buffer = newFeatureBuffer();
    const features = buffer.slice(0, writeFeatures(name, buffer));
    return { features, label: labels.get(category) as number };
  });
  const width = categories.length;
  const weights = new Float32Array(BUCKETS * width);
  const biases = new Float64Array(width);
  const gradient = new Float64Array(width);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    const rate = RATE / (1 + epoch);
    for (const i of shuffled(examples.length, epoch + 1)) {
      const example = examples[i];
      if (example !== undefined) step(example, rate);
    }
  }
  return quantise();

  function step({ features, label }: { features: Uint16Array; label: number }, rate: number): void {
    const factor = 1 / Math.sqrt(features.length);
    gradient.fill(0);
    for (const feature of features) {
      const row = feature * width;
      for (let c = 0; c < width; c += 1) (gradient[c] as number) += weights[row + c] as number;
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
      (biases[c] as number) += 0.02 * (gradient[c] as number);
    }
    for (const feature of features) {
      const row = feature * width;
      for (let c = 0; c < width; c += 1) {
        const weight = weights[row + c] as number;
        weights[row + c] = weight + factor * (gradient[c] as number) - rate * DECAY * weight;
      }
    }
  }

  function quantise(): BaseModelFile['nameModel'] {
    let largest = 0;
    for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
    // The few largest weights are clipped: the many small ones need the resolution.
    const scale = Number(((largest / 127) * 0.5).toPrecision(6));
    const bytes = Int8Array.from(weights, (weight) =>
      Math.max(-127, Math.min(127, Math.round(weight / scale))),
    );
    return {
      categories,
      scale,
      biases: Array.from(biases, (bias) => Number(bias.toFixed(4))),
      weights: Buffer.from(bytes.buffer).toString('base64'),
    };
  }
}

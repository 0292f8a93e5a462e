export interface SeededRandom {
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** An amount in minor units; small ones are likelier, as in a shop. */
  price(leastMinor: number, mostMinor: number): number;
  chance(probability: number): boolean;
  pick<T>(values: readonly [T, ...T[]]): T;
  /** About a normal distribution: the sum of six uniform draws. */
  normal(mean: number, deviation: number): number;
}

/**
 * The same texts give the same numbers, on every machine. Each topic draws from a stream of its own,
 * so that changing one leaves the others as they were. FNV-1a for the seed, then mulberry32.
 */
export function seededRandom(...texts: (string | number)[]): SeededRandom {
  let state = 0x811c9dc5;
  for (const character of texts.join('/')) {
    state = Math.imul(state ^ character.charCodeAt(0), 0x01000193);
  }
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    price: (least, most) => Math.round(least + (most - least) * next() ** 1.6),
    chance: (probability) => next() < probability,
    pick: (values) => values[Math.floor(next() * values.length)] ?? values[0],
    normal: (mean, deviation) => {
      let sum = 0;
      for (let draw = 0; draw < 6; draw += 1) sum += next();
      return mean + deviation * (sum - 3) * Math.SQRT2;
    },
  };
}

/**
 * How alike two names of a merchant are: 2 the same, 1 alike, 0 unlike. Names come as `nameKey`
 * leaves them: lower case, without references, places and payment words.
 */
export function nameLikeness(a: readonly string[], b: readonly string[]): 0 | 1 | 2 {
  if (a.length === 0 && b.length === 0) return 2;
  let found: 0 | 1 = 0;
  for (const one of a) {
    for (const other of b) {
      if (one === other) return 2;
      if (found === 0 && isAlike(one, other)) found = 1;
    }
  }
  return found;
}

/** A word this short says little by itself. */
const TELLING_LETTERS = 4;
/** Sørensen–Dice over pairs of letters: "starbuck coffee" and "starbucks" have 0.76. */
const ALIKE_FROM = 0.6;

function isAlike(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < TELLING_LETTERS) return false;
  const longWords = long.split(' ');
  if (short.split(' ').every((word) => longWords.includes(word))) return true;
  const [tight, wide] = [short.replaceAll(' ', ''), long.replaceAll(' ', '')];
  return wide.startsWith(tight) || dice(tight, wide) >= ALIKE_FROM;
}

function dice(a: string, b: string): number {
  const left = new Map<string, number>();
  for (let at = 0; at + 1 < a.length; at += 1) {
    const pair = a.slice(at, at + 2);
    left.set(pair, (left.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < b.length; at += 1) {
    const pair = b.slice(at, at + 2);
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    shared += 1;
  }
  return (2 * shared) / Math.max(a.length + b.length - 2, 1);
}

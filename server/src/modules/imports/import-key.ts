import { hash } from 'node:crypto';
import type { ParsedTransaction } from './formats/index.ts';

/**
 * By what a row of a file is known again. The bank's own id where it gives one, with the amount,
 * since some banks use an id twice; else all the row says. Rows alike within one file are told apart
 * by their number: the second coffee of a day is `…#1` in every file that holds both, so it is kept
 * the first time and recognised the next. Keys begin with the day where they can, so that a year's
 * rows lie together in the index.
 */
export function importKey(row: ParsedTransaction, countOf: (base: string) => number): string {
  const { amountMinor, memo, checkNumber } = { ...row, ...row.keyOf };
  const base =
    row.externalId === null
      ? `${row.postedOn.replaceAll('-', '')}${digest([amountMinor, row.payee, memo, checkNumber])}`
      : `id${digest([row.externalId, amountMinor])}`;
  const before = countOf(base);
  return before === 0 ? base : `${base.slice(0, 26)}#${before}`;
}

const digest = (parts: unknown[]): string =>
  hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 18);

/**
 * Counts how often a text was seen, in a few bytes each: a million keys as strings would take a
 * hundred megabytes. They are told apart by 48 bits of their digest; should two ever share them, the
 * second is only numbered as a repeat.
 */
export class KeyCounter {
  #slots = new Float64Array(1 << 12);
  #counts = new Uint32Array(1 << 12);
  #used = 0;

  /** How often the key was seen before this time. */
  seen(key: string): number {
    if (this.#used * 2 > this.#slots.length) this.#grow();
    const at = this.#find(numberOf(key));
    const before = this.#counts[at] ?? 0;
    if (before === 0) {
      this.#slots[at] = numberOf(key);
      this.#used += 1;
    }
    this.#counts[at] = before + 1;
    return before;
  }

  #find(number: number): number {
    let at = number % this.#slots.length;
    while (this.#counts[at] !== 0 && this.#slots[at] !== number) at = (at + 1) % this.#slots.length;
    return at;
  }

  #grow(): void {
    const [slots, counts] = [this.#slots, this.#counts];
    this.#slots = new Float64Array(slots.length * 2);
    this.#counts = new Uint32Array(slots.length * 2);
    for (const [index, count] of counts.entries()) {
      if (count === 0) continue;
      const number = slots[index] ?? 0;
      const at = this.#find(number);
      this.#slots[at] = number;
      this.#counts[at] = count;
    }
  }
}

/** The last 60 bits of a key's own digest, of which a double holds the first 48. */
const numberOf = (key: string): number => Buffer.from(key.slice(-10), 'base64url').readUIntBE(0, 6);

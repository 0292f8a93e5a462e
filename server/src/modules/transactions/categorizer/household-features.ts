import type { Categorisation } from './categorize.ts';
import { merchantKeyOf } from './merchant.ts';
import { HAS_DIGIT, readStatementText } from './statement-text.ts';

/** What the household's model looks at in one transaction: hashes, each with its weight. */
export interface Features {
  readonly hashes: readonly number[];
  readonly values: readonly number[];
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const RUN = 4;
const MOST_RUNS = 40;

function hash(text: string): number {
  let state = FNV_OFFSET;
  for (let i = 0; i < text.length; i += 1) {
    state = Math.imul(state ^ text.charCodeAt(i), FNV_PRIME);
  }
  return (state ^ (state >>> 15)) >>> 0;
}

/** The merchant's own feature: a transaction without it in a model is of a merchant never seen. */
export const merchantFeature = (text: string): number =>
  hash(`m:${merchantKeyOf(readStatementText(text))}`);

/** Amounts within about a fifth of each other, and in from out. */
function sizeOf(amountMinor: number): string {
  const sign = amountMinor > 0 ? 'in' : 'out';
  return `${sign}${Math.round(Math.log2(Math.abs(amountMinor) + 1) * 2)}`;
}

/**
 * The merchant, its words and runs of letters, the amount, the merchant with its amount (the same
 * shop may be rent at 1,200.00 and coffee at 3.50), and what the base model thinks. `amountMinor`
 * is signed minor units.
 */
export function featuresOf(text: string, amountMinor: number, base: Categorisation): Features {
  const read = readStatementText(text);
  const key = merchantKeyOf(read);
  const sign = amountMinor > 0 ? 'in' : 'out';
  const hashes: number[] = [];
  const values: number[] = [];
  const add = (feature: string, value: number) => {
    hashes.push(hash(feature));
    values.push(value);
  };
  add(`m:${key}`, 1.2);
  add(`ms:${sign} ${key}`, 1);
  add(`mz:${sizeOf(amountMinor)} ${key}`, 0.7);
  add(`ma:${amountMinor} ${key}`, 0.7);
  add(`z:${sizeOf(amountMinor)}`, 0.3);
  add(`s:${sign}`, 0.5);
  add(`a:${amountMinor}`, 0.3);
  add(`b:${base.categoryKey}`, base.confidence);
  add(`bs:${sign} ${base.categoryKey}`, 0.5);
  addWords(read.words, read.marks, add);
  const runs = Math.min(MOST_RUNS, Math.max(0, key.length - RUN + 3));
  const padded = ` ${key} `;
  for (let i = 0; i < runs && i + RUN <= padded.length; i += 1) {
    add(`r:${padded.slice(i, i + RUN)}`, 1 / Math.sqrt(runs));
  }
  return { hashes, values };
}

function addWords(
  words: readonly string[],
  marks: readonly number[],
  add: (feature: string, value: number) => void,
): void {
  const told = words.filter((_, i) => ((marks[i] as number) & HAS_DIGIT) === 0);
  const share = 1 / Math.sqrt(told.length || 1);
  for (const [i, word] of told.entries()) {
    add(`w:${word}`, share);
    const next = told[i + 1];
    if (next !== undefined) add(`p:${word} ${next}`, share);
  }
  const first = told[0];
  if (first !== undefined) add(`f:${first}`, 0.5);
}

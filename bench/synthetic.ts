import { closeSync, openSync, writeSync } from 'node:fs';
import { addDays } from '@picture/contract';

export const KINDS = ['COFFEE', 'MARKET', 'GARAGE', 'PHARMACY', 'DINER', 'STORE', 'HOTEL', 'BOOKS'];
const PLACES = ['OAKLAND CA', 'AUSTIN TX', 'BOSTON MA', 'DENVER CO'];
const MERCHANTS = 8000;
const YEARS = 8;
const FIRST_DAY = '2018-11-24';
const REFERENCES = 36 ** 6;

export type Texts = 'few' | 'distinct';

/** A prime step visits each reference once, in no order that could be seen. */
export const referenceOf = (index: number): string =>
  ((index * 1_000_000_007) % REFERENCES).toString(36).toUpperCase().padStart(6, '0');

/** Numbers from 0 to 1 that are the same on every machine (Numerical Recipes' LCG). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/**
 * A bank's file of `rows` transactions over eight years, few merchants often and many seldom. With
 * `distinct` each text carries a reference of its own, as some banks write them.
 */
export function writeStatement(path: string, rows: number, texts: Texts = 'few', seed = 42): void {
  const random = seeded(seed);
  const file = openSync(path, 'w');
  let lines = ['Date,Description,Amount'];
  for (let index = 0; index < rows; index += 1) {
    const day = addDays(FIRST_DAY, Math.floor((index * YEARS * 365) / rows));
    const pick = Math.floor(MERCHANTS * random() ** 3);
    const merchant = `MERCHANT ${KINDS[pick % 8]} ${String(pick).padStart(4, '0')} ${PLACES[pick % 4]}`;
    const text = texts === 'few' ? merchant : `${merchant} REF ${referenceOf(index)}`;
    const cents = 1 + Math.floor(random() * 20_000);
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    lines.push(`${day},${text},${random() < 0.05 ? '' : '-'}${amount}`);
    if (lines.length === 10_000) {
      writeSync(file, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
}

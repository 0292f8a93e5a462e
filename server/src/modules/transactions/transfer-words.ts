import { foldText } from './descriptor.ts';

/** What statements in English and Spanish call money that moves between a person's own accounts. */
const WORDS =
  /\b(transfers?|xfer|trf|transferencia|traspaso|autopay|automatic payment|payment thank you|online payment|e-?payment|card payment|credit card|pago tarjeta|pago de tarjeta|deposit from|withdrawal to|to savings|from savings|to checking|from checking|zelle|wire|sepa|ach|bizum)\b/;

/** Shorter names would be found in everything. */
const SHORTEST_NAME = 4;

/** Tells whether a folded text speaks of a transfer, or names one of these accounts. */
export function transferSpeaker(names: readonly string[]): (searchText: string) => boolean {
  const folded = names.map((name) => foldText(name)).filter((name) => name.length >= SHORTEST_NAME);
  return (text) => WORDS.test(text) || folded.some((name) => text.includes(name));
}

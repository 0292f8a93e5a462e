import { STAR_AFTER, type StatementText } from './statement-text.ts';

/** What sort of merchant a payment processor usually stands in front of. */
export interface ProcessorKind {
  readonly categoryKey: string;
  /** For a merchant nothing else is known of. */
  readonly confidence: number;
  /** It serves no other sort: "TST* SALT & SMOKE" is no tobacconist. */
  readonly isOnly: boolean;
  /** Without the "*" the word is too common to be trusted. */
  readonly needsStar: boolean;
}

const kind = (
  words: string,
  categoryKey: string,
  confidence: number,
  { isOnly = false, needsStar = true } = {},
): [string, ProcessorKind][] =>
  words.split(' ').map((word) => [word, { categoryKey, confidence, isOnly, needsStar }]);

const KINDS: ReadonlyMap<string, ProcessorKind> = new Map([
  ...kind('tst toast', 'restaurants', 0.88, { isOnly: true, needsStar: false }),
  ...kind('olo slice chownow lvl bbot', 'restaurants', 0.85, { isOnly: true }),
  ...kind('ctlp usa snack', 'restaurants', 0.7),
  ...kind('py cke clover', 'restaurants', 0.5),
  ...kind('sp', 'shopping', 0.72, { needsStar: false }),
  ...kind('shoppay klarna afterpay sezzle zipco', 'shopping', 0.72),
  ...kind('pp paypal', 'shopping', 0.55),
  ...kind('fs fsprg paddle digitalriver', 'electronics_software', 0.8),
  ...kind('eb tm evt', 'entertainment', 0.82),
  ...kind('abc', 'gym', 0.8),
  ...kind('act', 'health_fitness', 0.55),
  ...kind('ic', 'groceries', 0.85),
  ...kind('dd', 'food_delivery', 0.85),
  ...kind('fh', 'travel', 0.7),
  ...kind('in', 'home_improvement', 0.42),
]);

/** The processor among the words before the merchant, when it tells something of what was bought. */
export function processorKind(
  text: StatementText,
  merchantStart: number,
): ProcessorKind | undefined {
  for (let at = 0; at < merchantStart; at += 1) {
    const known = KINDS.get(text.words[at] as string);
    if (known === undefined) continue;
    if (!known.needsStar || ((text.marks[at] as number) & STAR_AFTER) !== 0) return known;
  }
  return undefined;
}

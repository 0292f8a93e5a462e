import type { BaseModel } from './base-model.ts';
import { merchantCategory } from './mcc.ts';
import { merchantEnd, merchantKeyOf, merchantStart } from './merchant.ts';
import { DROPPED_WORDS } from './merchant-noise.ts';
import { guessByName } from './name-model.ts';
import { type Phrase, wordsOf } from './phrase-table.ts';
import { type ProcessorKind, processorKind } from './processors.ts';
import {
  HAS_DIGIT,
  HAS_LETTER,
  readStatementText,
  STAR_AFTER,
  type StatementText,
} from './statement-text.ts';

export interface Categorisation {
  readonly categoryKey: string;
  /** How often such an answer is right, 0..1; 0 with `uncategorized` when nothing is known. */
  readonly confidence: number;
}

const NOTHING: Categorisation = { categoryKey: 'uncategorized', confidence: 0 };
const MCC_CONFIDENCE = 0.93;
const UNSURE = 0.15;
/** Shops whose category people disagree about too much to take it over without asking. */
const DISPUTED: ReadonlySet<string> = new Set([
  ...['walmart', 'wal mart', 'wm supercenter', 'wm superc', 'wal mart super', 'wal sam'],
  ...['walmart supercenter', 'walmart supercente', 'target', 'costco', 'costco whse'],
  ...['costco wholesale', 'sams club', 'samsclub', 'goodwill'],
]);
const DISPUTED_CONFIDENCE = 0.68;
/** Below this a convenience store with pumps sold a snack, not fuel. */
const LEAST_FUEL_MINOR = 1200;
/** Nobody is given back so much by a restaurant or a doctor: it is their employee's pay. */
const LEAST_PAY_MINOR = 30_000;

/** Where the merchant's name lies in a text: [start, end) in words. */
interface Place {
  readonly start: number;
  readonly end: number;
}

interface Candidate {
  readonly category: string;
  readonly confidence: number;
  /** What candidates are compared by; above 1 for the bank's own words. */
  readonly rank: number;
}

/**
 * The category of one transaction by its text and the sign of its amount (minor units, positive is
 * money in; 0 when the sign is not known), without any history. Pure.
 */
export function categorizeWithBase(
  model: BaseModel,
  text: string,
  amountMinor: number,
): Categorisation {
  const read = readStatementText(text);
  if (read.words.length === 0) return NOTHING;
  const start = merchantStart(read);
  const place = { start, end: merchantEnd(read, start) };
  const candidates = servedBy(
    processorKind(read, start),
    candidatesIn(model, read, place, amountMinor),
  );
  const best = bestOf(candidates);
  if (best !== undefined && amountMinor >= LEAST_PAY_MINOR && PAYS_STAFF.has(best.category)) {
    return { categoryKey: 'paycheck', confidence: 0.6 };
  }
  if (best !== undefined && best.confidence >= 0.5) {
    return { categoryKey: best.category, confidence: agreed(best, candidates) };
  }
  const fallback = guess(model, read, place, amountMinor);
  if (fallback.confidence > (best?.confidence ?? 0)) return fallback;
  return best === undefined || best.confidence === 0
    ? NOTHING
    : { categoryKey: best.category, confidence: best.confidence };
}

const FOOD: ReadonlySet<string> = new Set([
  ...['food_dining', 'groceries', 'restaurants', 'coffee_shops', 'fast_food', 'food_delivery'],
  'alcohol_bars',
]);

const PAYS_STAFF: ReadonlySet<string> = new Set([
  ...FOOD,
  ...['doctor', 'dentist', 'pharmacy', 'gym', 'veterinary', 'tuition', 'education', 'kids'],
  ...['babysitter_daycare', 'personal_care', 'public_transportation', 'gas_fuel', 'charity'],
  ...['movies_dvds', 'coffee_shops', 'parking'],
]);

/** What a processor of one sort of merchant only leaves of the readings. */
function servedBy(
  processor: ProcessorKind | undefined,
  candidates: readonly Candidate[],
): readonly Candidate[] {
  if (!processor?.isOnly) return candidates;
  return candidates.filter(({ category, rank }) => rank > 1 || FOOD.has(category));
}

function candidatesIn(
  model: BaseModel,
  text: StatementText,
  place: Place,
  amountMinor: number,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (let at = 0; at < text.words.length; ) {
    const phrase = model.phrases.longestAt(text, at);
    if (phrase === undefined) {
      at += 1;
      continue;
    }
    const length = wordsOf(phrase);
    const candidate = weigh(phrase, at, length, text, place, amountMinor);
    if (candidate !== undefined) candidates.push(candidate);
    // A long phrase takes its words with it: in "CHASE CREDIT CRD" nothing else is looked for.
    at += candidate !== undefined && length > 1 ? length : 1;
  }
  const coded = byMerchantCode(text);
  if (coded !== undefined) candidates.push(coded);
  if (!candidates.some(({ confidence }) => confidence >= 0.7)) {
    const spelled = bySpelling(model, text, place);
    if (spelled !== undefined) candidates.push(spelled);
  }
  return candidates;
}

function weigh(
  phrase: Phrase,
  at: number,
  length: number,
  text: StatementText,
  place: Place,
  amountMinor: number,
): Candidate | undefined {
  const { meaning } = phrase;
  const category = amountMinor > 0 ? meaning.in : meaning.out;
  const stated = statedConfidence(phrase, amountMinor);
  const end = at + length;
  switch (meaning.kind) {
    case 'decisive':
      // What only tells how it was paid ("PAYPAL INST XFER SHOP") tells nothing about what for.
      if (end <= place.start) return undefined;
      if (phrase.ambiguous && at !== place.start && at !== 0) return undefined;
      if (phrase.ambiguous && !isWhole(at, end, text, place)) {
        return { category, confidence: stated - 0.2, rank: stated - 0.2 };
      }
      // The longer of two is the more exact: "INTEREST CHARGE" over "INTEREST".
      return { category, confidence: stated, rank: 2 + length / 10 + phrase.text.length / 1000 };
    case 'name':
    case 'brand': {
      const confidence = nameConfidence(phrase, stated, at, end, text, place);
      if (confidence === 0) return undefined;
      return {
        category: isSnack(phrase, amountMinor) ? 'fast_food' : category,
        confidence,
        rank: confidence + length / 1000,
      };
    }
    case 'keyword': {
      if (at < place.start) return undefined;
      const late = at >= place.end ? 0.2 : 0;
      const confidence = stated - late;
      return { category, confidence, rank: confidence - 0.12 + meaning.weight / 50 + length / 40 };
    }
    case 'hint':
      if (at < place.start && place.start > 0) return undefined;
      return { category, confidence: stated, rank: stated * 0.8 };
  }
}

const isSnack = ({ meaning, ambiguous }: Phrase, amountMinor: number): boolean =>
  ambiguous && meaning.out === 'gas_fuel' && amountMinor < 0 && amountMinor > -LEAST_FUEL_MINOR;

function statedConfidence({ meaning }: Phrase, amountMinor: number): number {
  if (amountMinor > 0) return meaning.inConfidence;
  // Pay that leaves the account is somebody else's, or the file's signs are turned round.
  const turned = amountMinor < 0 && meaning.out === 'paycheck';
  return turned ? meaning.confidence - UNSURE : meaning.confidence;
}

function isWhole(at: number, end: number, text: StatementText, place: Place): boolean {
  if (at !== place.start) return false;
  // "ADOBE *CREATIVE": the star says that the name ends here.
  if (((text.marks[end - 1] as number) & STAR_AFTER) !== 0) return true;
  for (let i = end; i < place.end; i += 1) {
    const isNumber = ((text.marks[i] as number) & HAS_DIGIT) !== 0;
    if (!isNumber && !DROPPED_WORDS.has(text.words[i] as string)) return false;
  }
  return true;
}

/** A name is surest when it is the whole merchant, less so with more words after it. */
function nameConfidence(
  phrase: Phrase,
  stated: number,
  at: number,
  end: number,
  text: StatementText,
  place: Place,
): number {
  const isBrand = phrase.meaning.kind === 'brand';
  const letters = phrase.text.length;
  const distinctive = letters >= 8 || end - at > 1;
  if (at < place.start) return 0;
  if (phrase.ambiguous && DISPUTED.has(phrase.text)) return DISPUTED_CONFIDENCE;
  if (isWhole(at, end, text, place)) {
    if (phrase.ambiguous) return 0.85;
    return isBrand && !distinctive ? stated - 0.1 : stated;
  }
  const caution = phrase.ambiguous ? 0.12 : 0;
  if (at === place.start) {
    if (isBrand) return (distinctive ? stated - 0.08 : stated - 0.3) - caution;
    return (distinctive ? 0.95 : letters >= 5 ? 0.88 : 0.82) - caution;
  }
  if (at >= place.end) return distinctive && !isBrand ? 0.5 - caution : 0;
  if (isBrand) return end - at > 1 && letters >= 10 ? stated - 0.3 : 0;
  return (distinctive ? 0.84 : letters >= 5 ? 0.66 : 0.4) - caution;
}

/** "MCC 5411", as some banks print it. */
function byMerchantCode(text: StatementText): Candidate | undefined {
  const at = text.words.indexOf('mcc');
  const known = at < 0 ? undefined : merchantCategory(text.words[at + 1] ?? '');
  if (known === undefined) return undefined;
  return { category: known.categoryKey, confidence: MCC_CONFIDENCE, rank: MCC_CONFIDENCE };
}

/** Names split or cut off by the bank ("WAL MART", "TRADER JO", "RESTAUR"). */
function bySpelling(model: BaseModel, text: StatementText, place: Place): Candidate | undefined {
  const { phrases } = model;
  const first = text.words[place.start] as string;
  const second = text.words[place.start + 1];
  if (second !== undefined && first.length + second.length >= 6) {
    const { meaning, ambiguous } = phrases.get(first + second) ?? {};
    if (meaning?.kind === 'name' && !ambiguous)
      return { category: meaning.out, confidence: 0.9, rank: 0.9 };
  }
  const name = text.joined.slice(text.starts[place.start], text.ends[place.end - 1]);
  // What is a word of its own was not cut off: "PAYPAL" is no "PAYPAL GIVING FUND".
  const completed = phrases.get(name) === undefined ? phrases.completeName(name) : undefined;
  if (completed !== undefined) {
    const missing = completed.text.length - name.length;
    const confidence = name.length >= 9 && missing <= 8 ? 0.85 : 0.7;
    return { category: completed.meaning.out, confidence, rank: confidence };
  }
  for (let at = place.end - 1; at >= place.start; at -= 1) {
    const meant = phrases.completeKeyword(text.words[at] as string);
    if (meant !== undefined) {
      const confidence = meant.meaning.confidence - UNSURE;
      return { category: meant.meaning.out, confidence, rank: confidence };
    }
  }
  return undefined;
}

function bestOf(candidates: readonly Candidate[]): Candidate | undefined {
  let best: Candidate | undefined;
  for (const candidate of candidates) {
    if (best === undefined || candidate.rank > best.rank) best = candidate;
  }
  return best;
}

/** Less sure when another reading of the text is nearly as strong. */
function agreed(best: Candidate, candidates: readonly Candidate[]): number {
  for (const { category, confidence, rank } of candidates) {
    if (category !== best.category && rank > 0.6 && best.rank - rank < 0.06 && confidence > 0.6) {
      return Math.max(0, best.confidence - UNSURE);
    }
  }
  return best.confidence;
}

/** When no word is known: the letters of the name, who processed it, the sign. */
function guess(
  model: BaseModel,
  text: StatementText,
  place: Place,
  amountMinor: number,
): Categorisation {
  const processor = processorKind(text, place.start);
  if (processor !== undefined && amountMinor <= 0) {
    return { categoryKey: processor.categoryKey, confidence: processor.confidence };
  }
  const key = merchantKeyOf(text);
  const named = text.marks.slice(place.start, place.end).some((mark) => (mark & HAS_LETTER) !== 0);
  if (!named || key.length < 3) return NOTHING;
  if (amountMinor > 0) return { categoryKey: 'income', confidence: 0.35 };
  const { category, probability } = guessByName(model.names, key);
  return { categoryKey: category, confidence: Math.min(0.7, probability) };
}

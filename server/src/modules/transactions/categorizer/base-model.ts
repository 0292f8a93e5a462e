import { KEYWORDS } from './keywords.ts';
import { decodeNameModel, type NameModel } from './name-model.ts';
import { HOUSEHOLD_NAMES, WIDE_NAMES } from './names-all.ts';
import { listPhrases, type NameLists } from './phrase-lists.ts';
import { PhraseTable } from './phrase-table.ts';
import { INCOME_AND_FEE_PATTERNS } from './statement-income-fees.ts';
import { TRANSFER_PATTERNS } from './statement-transfers.ts';

/** What the classifier consults. Built once; immutable afterwards. */
export interface BaseModel {
  readonly phrases: PhraseTable;
  readonly names: NameModel;
}

/** The committed file `server/scripts/build-category-model.ts` writes. */
export interface BaseModelFile {
  readonly source: string;
  readonly licence: string;
  /** Brand names by category, joined by "|": known in the United States, and elsewhere only. */
  readonly brandsUs: Readonly<Record<string, string>>;
  readonly brandsElsewhere: Readonly<Record<string, string>>;
  /** Filed under several categories, or of a kind people put in different ones. */
  readonly brandsUncertain: Readonly<Record<string, string>>;
  readonly nameModel: {
    readonly categories: readonly string[];
    readonly scale: number;
    readonly biases: readonly number[];
    readonly weights: string;
  };
}

const EATING: ReadonlySet<string> = new Set(['restaurants', 'fast_food', 'coffee_shops']);

/** Takes about 40 ms; whoever needs it keeps it. */
export function buildBaseModel(file: BaseModelFile): BaseModel {
  const phrases = new PhraseTable();
  // The first to claim a phrase keeps it: banks' own words, then household names, then kinds of
  // merchant, then regional names, then brands from the index.
  for (const { out, in: into, confidence, inConfidence, decisive, phrases: list } of [
    ...TRANSFER_PATTERNS,
    ...INCOME_AND_FEE_PATTERNS,
  ]) {
    const kind = decisive ? 'decisive' : 'hint';
    phrases.addAll(listPhrases(list), {
      kind,
      out,
      in: into ?? out,
      confidence,
      inConfidence: inConfidence ?? confidence,
      weight: 0,
    });
  }
  for (const lists of HOUSEHOLD_NAMES) addNames(phrases, lists);
  for (const { category, confidence, weight, phrases: list } of KEYWORDS) {
    phrases.addAll(listPhrases(list), {
      kind: 'keyword',
      out: category,
      in: category,
      confidence,
      inConfidence: confidence,
      weight,
    });
  }
  phrases.addJoinedNames();
  for (const lists of WIDE_NAMES) addNames(phrases, lists);
  addBrands(phrases, file.brandsUs, 0.92);
  addBrands(phrases, file.brandsElsewhere, 0.87);
  addBrands(phrases, file.brandsUncertain, 0.72);
  return { phrases, names: decodeNameModel(file.nameModel) };
}

function addNames(table: PhraseTable, lists: NameLists): void {
  for (const [category, list] of Object.entries(lists)) {
    table.addAll(listPhrases(list), {
      kind: 'name',
      out: category,
      in: category,
      confidence: 0.97,
      inConfidence: 0.97,
      weight: 0,
    });
  }
}

function addBrands(
  table: PhraseTable,
  brands: Readonly<Record<string, string>>,
  confidence: number,
): void {
  for (const [category, list] of Object.entries(brands)) {
    // Whether a chain counts as fast food, a café or a restaurant is a matter of taste.
    const stated = EATING.has(category) ? Math.min(confidence, 0.88) : confidence;
    table.addNormalised(list.split('|'), {
      kind: 'brand',
      out: category,
      in: category,
      confidence: stated,
      inConfidence: stated,
      weight: 0,
    });
  }
}

import { readFileSync } from 'node:fs';
import { KEYWORDS } from './keywords.ts';
import { FOOD_NAMES } from './names-food.ts';
import { LIVING_NAMES } from './names-living.ts';
import { SERVICE_NAMES } from './names-services.ts';
import { SHOP_NAMES } from './names-shops.ts';
import { decodeNameModel, type NameModel } from './name-model.ts';
import { listPhrases, type NameLists } from './phrase-lists.ts';
import { PhraseTable } from './phrase-table.ts';
import { STATEMENT_PATTERNS } from './statement-patterns.ts';

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
  readonly nameModel: {
    readonly categories: readonly string[];
    readonly scale: number;
    readonly biases: readonly number[];
    readonly weights: string;
  };
}

let loaded: BaseModel | undefined;

/** The base model, read on the first call and kept. Throws when its data file is missing. */
export function loadBaseModel(): BaseModel {
  loaded ??= buildBaseModel(
    JSON.parse(readFileSync(new URL('./base-model.data.json', import.meta.url), 'utf8')),
  );
  return loaded;
}

export function buildBaseModel(file: BaseModelFile): BaseModel {
  const phrases = new PhraseTable();
  // The first to claim a phrase keeps it: banks' own words, then names we wrote, then kinds of
  // merchant, then brands from the index.
  for (const { out, in: into, confidence, inConfidence, decisive, phrases: list } of STATEMENT_PATTERNS) {
    const kind = decisive ? 'decisive' : 'hint';
    phrases.addAll(listPhrases(list), {
      kind, out, in: into ?? out, confidence, inConfidence: inConfidence ?? confidence, weight: 0,
    });
  }
  for (const lists of [FOOD_NAMES, SHOP_NAMES, SERVICE_NAMES, LIVING_NAMES]) addNames(phrases, lists);
  for (const { category, confidence, weight, phrases: list } of KEYWORDS) {
    phrases.addAll(listPhrases(list), {
      kind: 'keyword', out: category, in: category, confidence, inConfidence: confidence, weight,
    });
  }
  addBrands(phrases, file.brandsUs, 0.92);
  addBrands(phrases, file.brandsElsewhere, 0.87);
  phrases.seal();
  return { phrases, names: decodeNameModel(file.nameModel) };
}

function addNames(table: PhraseTable, lists: NameLists): void {
  for (const [category, list] of Object.entries(lists)) {
    table.addAll(listPhrases(list), {
      kind: 'name', out: category, in: category, confidence: 0.97, inConfidence: 0.97, weight: 0,
    });
  }
}

function addBrands(
  table: PhraseTable,
  brands: Readonly<Record<string, string>>,
  confidence: number,
): void {
  for (const [category, list] of Object.entries(brands)) {
    table.addNormalised(list.split('|'), {
      kind: 'brand', out: category, in: category, confidence, inConfidence: confidence, weight: 0,
    });
  }
}

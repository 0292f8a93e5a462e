import type { CategorySource } from '@picture/contract';
import {
  type BaseModel,
  categorizeWithBase,
  type HouseholdModel,
  type Learned,
  merchantKey,
  predictByHousehold,
} from './categorizer/index.ts';
import { foldText } from './descriptor.ts';
import { isOfTransfers, type RuleFact, ruleMatches } from './rules.ts';

export type Direction = 'in' | 'out';

/** All that decides a household's categories, gathered once for many transactions. */
export interface CategoryKnowledge {
  /** In the order they are tried. */
  rules: readonly RuleFact[];
  /** By direction: merchant key → what was chosen last. */
  choices: Readonly<Record<Direction, ReadonlyMap<string, Choice>>>;
  /** Folded category name, in every language it has → category. */
  names: ReadonlyMap<string, string>;
  /** Key of the default tree → the household's category. */
  keys: ReadonlyMap<string, string>;
  /** An archived category → what is guessed in its place. */
  standIns: ReadonlyMap<string, string>;
  /** Merchant key → what the household calls it. */
  merchantNames: ReadonlyMap<string, string>;
  uncategorizedId: string;
  model: BaseModel;
  /** What the household's own choices taught, once there are enough of them. */
  learned: TrainedModel | null;
}

export interface Choice {
  categoryId: string;
  /** An instant, ISO 8601. */
  chosenAt: string;
}

export interface TrainedModel {
  model: HouseholdModel;
  /** What was chosen later, the model does not know. */
  knowsUntil: string;
}

/** What of a transaction tells its merchant. */
export interface Merchant {
  amountMinor: number;
  /** What the bank wrote. */
  payee: string | null;
  memo: string | null;
}

export interface Describable extends Merchant {
  accountId: string;
  postedOn: string;
  /** The category the file itself names. */
  fileCategory: string | null;
}

export interface Decision {
  categoryId: string;
  source: CategorySource;
  confidence: number;
  needsReview: boolean;
}

/** Below this the base model's guess waits for a person. */
const REVIEW_BELOW = 0.7;
/** Below this the household's own model waits for a person. */
const REVIEW_LEARNED_BELOW = 0.93;
const RULE_CONFIDENCE = 1;
const HISTORY_CONFIDENCE = 0.97;
const DISPUTED_CONFIDENCE = 0.6;
const FILE_CONFIDENCE = 0.95;

const directionOf = (amountMinor: number): Direction => (amountMinor > 0 ? 'in' : 'out');

const MERCHANT_KEY_MAX = 120;

/** Under what a household's choice for a merchant is remembered; null for an empty text. */
export function choiceKey(
  text: string,
  amountMinor: number,
): { direction: Direction; merchant: string } | null {
  const merchant = nameKey(text);
  return merchant ? { direction: directionOf(amountMinor), merchant } : null;
}

/** Under what a household's name for a merchant is kept; '' for an empty text. */
export const nameKey = (text: string): string => merchantKey(text).slice(0, MERCHANT_KEY_MAX);

/** The payee, or the memo where a bank leaves the payee empty. */
export const tellingText = (row: Pick<Merchant, 'payee' | 'memo'>): string =>
  row.payee?.trim() || row.memo?.trim() || '';

/**
 * The household's rule, then what it chose before for that merchant (the last choice, or all of them
 * as the household's model learned them), then what the file says, then the household's model, then
 * the base model. Gives a category always; `needsReview` when nobody can be sure.
 */
export function decide(knowledge: CategoryKnowledge, row: Describable): Decision {
  const sure = (categoryId: string, source: CategorySource, confidence: number): Decision => ({
    categoryId,
    source,
    confidence,
    needsReview: false,
  });
  const rule = findRule(knowledge.rules, row);
  if (rule?.categoryId) return sure(rule.categoryId, 'rule', RULE_CONFIDENCE);
  const transfer = rule && knowledge.keys.get('transfer');
  if (transfer !== undefined) return sure(transfer, 'rule', RULE_CONFIDENCE);

  const text = tellingText(row);
  const choices = knowledge.choices[directionOf(row.amountMinor)];
  const key = choices.size > 0 ? choiceKey(text, row.amountMinor) : null;
  const chosen = key === null ? undefined : choices.get(key.merchant);
  if (chosen !== undefined) {
    return byChoice(knowledge, chosen, text, row.amountMinor);
  }

  const named = row.fileCategory
    ? knowledge.names.get(foldText(row.fileCategory.trim()))
    : undefined;
  if (named !== undefined && named !== knowledge.uncategorizedId) {
    return sure(named, 'file', FILE_CONFIDENCE);
  }

  if (knowledge.learned !== null) {
    return byLearning(knowledge, knowledge.learned.model, text, row.amountMinor);
  }
  const { categoryKey, confidence } = categorizeWithBase(knowledge.model, text, row.amountMinor);
  const guessed = knowledge.keys.get(categoryKey) ?? knowledge.uncategorizedId;
  return {
    categoryId: knowledge.standIns.get(guessed) ?? guessed,
    source: 'base',
    confidence,
    needsReview: confidence < REVIEW_BELOW,
  };
}

/** The last choice stands, even against what was learned before it; but then a person is asked. */
function byChoice(
  knowledge: CategoryKnowledge,
  chosen: Choice,
  text: string,
  amountMinor: number,
): Decision {
  const { learned } = knowledge;
  const told = learned && byLearning(knowledge, learned.model, text, amountMinor);
  if (told && chosen.chosenAt <= learned.knowsUntil) return told;
  const agrees = !told || told.categoryId === chosen.categoryId;
  const confidence = agrees
    ? Math.max(HISTORY_CONFIDENCE, told?.confidence ?? 0)
    : DISPUTED_CONFIDENCE;
  return {
    categoryId: chosen.categoryId,
    source: 'history',
    confidence,
    needsReview: confidence < REVIEW_BELOW,
  };
}

function byLearning(
  knowledge: CategoryKnowledge,
  model: HouseholdModel,
  text: string,
  amountMinor: number,
): Decision {
  const categoryOf = (key: string) => knowledge.keys.get(key) ?? knowledge.uncategorizedId;
  const { category, confidence }: Learned = predictByHousehold(model, knowledge.model, categoryOf, {
    text,
    amountMinor,
  });
  return {
    categoryId: knowledge.standIns.get(category) ?? category,
    source: 'learned',
    confidence,
    needsReview: confidence < REVIEW_LEARNED_BELOW,
  };
}

function findRule(rules: readonly RuleFact[], row: Describable): RuleFact | undefined {
  if (rules.length === 0) return undefined;
  const subject = { ...row, searchText: foldText(`${row.payee ?? ''} ${row.memo ?? ''}`) };
  return rules.find(
    (rule) => (rule.categoryId !== null || isOfTransfers(rule)) && ruleMatches(rule, subject),
  );
}

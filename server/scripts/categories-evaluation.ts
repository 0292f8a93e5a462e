import {
  type CategoryKnowledge,
  type Choice,
  choiceKey,
  type Decision,
  type Direction,
  decide,
} from '../src/modules/transactions/categorization.ts';
import {
  type BaseModel,
  type Example,
  trainHouseholdModel,
} from '../src/modules/transactions/categorizer/index.ts';
import { DEFAULT_CATEGORIES } from '../src/modules/transactions/default-categories.ts';

const GROUP_OF = new Map(DEFAULT_CATEGORIES.map(({ key, parentKey }) => [key, parentKey ?? key]));
const KEYS = new Map(DEFAULT_CATEGORIES.map(({ key }) => [key, key]));
/** The model is taught anew when there is a tenth more to learn from, as the app does. */
const RETRAIN_GROWTH = 1.1;
export const SURE = 0.9;

/** One answer beside the truth; both are keys of groups. */
export interface Answer {
  readonly truth: string;
  readonly answer: string;
  readonly confidence: number;
  /** Taken over without asking anybody. */
  readonly applied: boolean;
}

export interface Scores {
  readonly rows: number;
  /** Share of rows whose group is right. */
  readonly accuracy: number;
  /** Mean over the groups that occur of 2·precision·recall / (precision + recall). */
  readonly macroF1: number;
  readonly sure: { readonly share: number; readonly right: number };
  readonly applied: { readonly share: number; readonly right: number };
}

const groupOf = (key: string): string => GROUP_OF.get(key) ?? 'uncategorized';

/** What the app would say to each row in turn; with `learns`, it is told the truth after each. */
export function answersTo(
  examples: readonly Example[],
  base: BaseModel,
  learns: boolean,
): readonly Answer[] {
  const choices = { in: new Map<string, Choice>(), out: new Map<string, Choice>() };
  const knowledge: CategoryKnowledge = {
    rules: [],
    choices,
    names: new Map(),
    standIns: new Map(),
    merchantNames: new Map(),
    keys: KEYS,
    uncategorizedId: 'uncategorized',
    model: base,
    learned: null,
  };
  let taughtAt = 0;
  return examples.map((example, i) => {
    if (learns && i >= Math.max(30, taughtAt * RETRAIN_GROWTH)) {
      const model = trainHouseholdModel(examples.slice(0, i), base, (key) => key);
      taughtAt = i;
      knowledge.learned = model && { model, knowsUntil: instant(i - 1) };
    }
    const decision = decide(knowledge, {
      accountId: '',
      postedOn: '',
      payee: example.text,
      memo: null,
      amountMinor: example.amountMinor,
      fileCategory: null,
    });
    if (learns) learn(choices, example, i);
    return answer(example, decision);
  });
}

/** A row's number as an instant that sorts like it. */
const instant = (row: number) => String(row).padStart(9, '0');

function learn(choices: Record<Direction, Map<string, Choice>>, example: Example, row: number) {
  const key = choiceKey(example.text, example.amountMinor);
  if (key === null) return;
  choices[key.direction].set(key.merchant, {
    categoryId: example.category,
    chosenAt: instant(row),
  });
}

const answer = (example: Example, decision: Decision): Answer => ({
  truth: groupOf(example.category),
  answer: groupOf(decision.categoryId),
  confidence: decision.confidence,
  applied: !decision.needsReview,
});

export function scoresOf(answers: readonly Answer[]): Scores {
  const rows = answers.length;
  const shareRight = (some: readonly Answer[]) =>
    some.filter(({ truth, answer: given }) => truth === given).length / some.length;
  const part = (some: readonly Answer[]) => ({
    share: some.length / rows,
    right: shareRight(some),
  });
  return {
    rows,
    accuracy: shareRight(answers),
    macroF1: macroF1(answers),
    sure: part(answers.filter(({ confidence }) => confidence >= SURE)),
    applied: part(answers.filter(({ applied }) => applied)),
  };
}

function macroF1(answers: readonly Answer[]): number {
  const groups = [...new Set(answers.map(({ truth }) => truth))];
  const scores = groups.map((group) => {
    const given = answers.filter(({ answer: one }) => one === group).length;
    const meant = answers.filter(({ truth }) => truth === group).length;
    const both = answers.filter(({ truth, answer: one }) => truth === group && one === group);
    return (2 * both.length) / (given + meant);
  });
  return scores.reduce((sum, score) => sum + score, 0) / groups.length;
}

import type { Db } from '../../platform/db/index.ts';
import { loadBaseModel } from './base-model.client.ts';
import { listCategoryRows, listChoices } from './categories.repository.ts';
import type { CategoryKnowledge, Choice, Direction } from './categorization.ts';
import { DEFAULT_CATEGORIES } from './default-categories.ts';
import { foldText } from './descriptor.ts';
import { loadLearned } from './learning.service.ts';
import { listMerchantNames } from './merchants.repository.ts';
import { listRuleRows } from './rules.repository.ts';
import { factsOf } from './rules.ts';
import type { CategoryRow, TransactionsTables } from './transactions.tables.ts';

const DEFAULTS = new Map(DEFAULT_CATEGORIES.map((category) => [category.key, category]));

/** A category's name for a reader: its own, or the default one in their language. */
export function categoryName(row: CategoryRow, language: 'en' | 'es'): string {
  return row.name ?? DEFAULTS.get(row.key_name ?? '')?.name[language] ?? '';
}

/** Gathers what decides categories for this household: a handful of queries for any number of rows. */
export async function gatherKnowledge(
  db: Db<TransactionsTables>,
  householdId: string,
): Promise<CategoryKnowledge> {
  const categories = await listCategoryRows(db, householdId);
  const rules = await listRuleRows(db, householdId);
  const choices = await listChoices(db, householdId);
  const merchants = await listMerchantNames(db, householdId);
  const keys = new Map(
    categories.flatMap((row) => (row.key_name ? [[row.key_name, row.id] as const] : [])),
  );
  const uncategorizedId = keys.get('uncategorized');
  if (uncategorizedId === undefined)
    throw new Error('The household has no uncategorized category.');
  const names = new Map<string, string>();
  for (const row of categories) {
    for (const language of ['en', 'es'] as const) {
      const name = foldText(categoryName(row, language));
      // A group and its child may share a name; the group comes first and keeps it.
      if (!names.has(name)) names.set(name, row.id);
    }
  }
  const standIns = standInsOf(categories, uncategorizedId);
  const choicesFor = (direction: Direction) =>
    new Map(
      choices
        .filter((choice) => choice.direction === direction)
        .filter((choice) => !standIns.has(choice.category_id))
        .map((choice): [string, Choice] => [
          choice.merchant_key,
          { categoryId: choice.category_id, chosenAt: choice.chosen_at },
        ]),
    );
  return {
    rules: factsOf(rules),
    choices: { in: choicesFor('in'), out: choicesFor('out') },
    names,
    keys,
    standIns,
    merchantNames: new Map(merchants.map((row) => [row.merchant_key, row.name])),
    uncategorizedId,
    model: loadBaseModel(),
    learned: await loadLearned(db, householdId),
  };
}

/** For each archived category what is guessed in its place: its group, while that is offered. */
function standInsOf(rows: readonly CategoryRow[], otherwise: string): Map<string, string> {
  const offered = new Set(rows.filter((row) => row.archived_at === null).map((row) => row.id));
  return new Map(
    rows
      .filter((row) => row.archived_at !== null)
      .map((row) => {
        const { parent_id: group } = row;
        return [row.id, group !== null && offered.has(group) ? group : otherwise];
      }),
  );
}

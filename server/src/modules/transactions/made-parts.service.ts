import type { Change } from '../settings/index.ts';
import {
  deleteCategoryRow,
  insertCategories,
  isCategoryUsed,
  listCategoryRows,
} from './categories.repository.ts';
import { foldText } from './descriptor.ts';
import { forgetLearned } from './learning.repository.ts';
import type { LedgerTables } from './ledger-edit.service.ts';
import { listRuleRows } from './rules.repository.ts';
import {
  deleteTagRow,
  insertTag,
  isTagUsed,
  listTagRows,
  repointTagged,
} from './tags.repository.ts';
import type { CategoryRow, TagRow } from './transactions.tables.ts';

/** Categories and tags that came with a batch, by their ids. */
export interface MadeParts {
  categoryIds: string[];
  tagIds: string[];
}

/**
 * Adds the categories and tags a batch names, in the moment it lands. Its rows are written already
 * under these ids; a tag of the same name that came meanwhile takes them over.
 */
export async function makeParts(
  { tx }: Pick<Change<LedgerTables>, 'tx'>,
  householdId: string,
  categories: readonly CategoryRow[],
  tags: readonly TagRow[],
): Promise<MadeParts> {
  await insertCategories(tx, categories);
  const present = tags.length > 0 ? await listTagRows(tx, householdId) : [];
  const byName = new Map(present.map((tag) => [foldText(tag.name), tag.id]));
  const made: TagRow[] = [];
  for (const tag of tags) {
    const same = byName.get(foldText(tag.name));
    if (same === undefined) {
      await insertTag(tx, tag);
      made.push(tag);
    } else await repointTagged(tx, householdId, tag.id, same);
  }
  return { categoryIds: categories.map((row) => row.id), tagIds: made.map((tag) => tag.id) };
}

/** Takes of these what nothing uses any more, once the batch's rows are gone. */
export async function removeUnusedParts(
  { tx, audit }: Pick<Change<LedgerTables>, 'tx' | 'audit'>,
  householdId: string,
  { categoryIds, tagIds }: MadeParts,
): Promise<void> {
  const categories = (await listCategoryRows(tx, householdId)).filter((row) =>
    categoryIds.includes(row.id),
  );
  // What stands in a group first: a group with nothing in it is used by nothing.
  categories.sort((a, b) => Number(a.parent_id === null) - Number(b.parent_id === null));
  let removed = 0;
  for (const row of categories) {
    if (await isCategoryUsed(tx, householdId, row.id)) continue;
    await deleteCategoryRow(tx, householdId, row.id);
    await audit({ action: 'category.delete', entityId: row.id, before: row });
    removed += 1;
  }
  // It may know a category that is gone; the next import learns anew.
  if (removed > 0) await forgetLearned(tx, householdId);
  if (tagIds.length === 0) return;
  const rules = (await listRuleRows(tx, householdId)).map((rule) => rule.more_json ?? '');
  for (const tag of await listTagRows(tx, householdId)) {
    if (!tagIds.includes(tag.id) || rules.some((more) => more.includes(tag.id))) continue;
    if (await isTagUsed(tx, householdId, tag.id)) continue;
    await deleteTagRow(tx, householdId, tag.id);
    await audit({ action: 'tag.delete', entityId: tag.id, before: tag });
  }
}

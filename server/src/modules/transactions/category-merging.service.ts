import type { CategoryUse } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { assertNoBatchUnderWay } from './batches.service.ts';
import {
  countByCategory,
  countChoices,
  deleteCategoryRow,
  listCategoryRows,
  listChoicesFor,
  repointChoices,
} from './categories.repository.ts';
import {
  archivedRefusal,
  changeCategory,
  getRow,
  isProtected,
  protectedRefusal,
} from './categories.service.ts';
import { forgetLearned } from './learning.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { listRuleRows, updateRule } from './rules.repository.ts';
import { categoriesOf, repointed } from './rules.ts';
import { type FullTransaction, listTransactionsOf } from './transactions.repository.ts';
import type { CategoryRow } from './transactions.tables.ts';

export type CategoryMerging = ReturnType<typeof createCategoryMerging>;

/** Categories that become one, or go and leave all they have to another. */
export function createCategoryMerging(database: Database<LedgerTables>, clock: Clock) {
  return {
    /** What each category has: how many transactions, rules and remembered choices. */
    uses: async (who: Who): Promise<{ items: CategoryUse[] }> => {
      const { read } = database;
      const counted = await countByCategory(read, who);
      const chosen = await countChoices(read, who.householdId);
      const ruled = (await listRuleRows(read, who.householdId))
        .filter((row) => !who.hiddenAccountIds.includes(row.account_id ?? ''))
        .flatMap((row) => [...categoriesOf(row)]);
      const transactions = new Map(counted.map((one) => [one.categoryId, one.transactions]));
      const choices = new Map(chosen.map((one) => [one.categoryId, one.choices]));
      return {
        items: (await listCategoryRows(read, who.householdId)).map(({ id }) => ({
          categoryId: id,
          transactions: transactions.get(id) ?? 0,
          rules: ruled.filter((one) => one === id).length,
          choices: choices.get(id) ?? 0,
        })),
      };
    },

    merge: (who: Who, ids: readonly string[], into: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const ledger = await LedgerEdit.open(change, who);
        const { gone, moved } = await absorb(ledger, [...new Set(ids)], into);
        await ledger.post({
          action: 'category.merge',
          entityId: into,
          before: { merged: gone },
          after: { into },
        });
        return { movedTransactions: seenBy(who, moved) };
      }),

    delete: (who: Who, id: string, moveTo: string) =>
      changeHousehold(database, clock, who, async (change) => {
        const ledger = await LedgerEdit.open(change, who);
        const { gone, moved } = await absorb(ledger, [id], moveTo);
        const [before] = gone;
        await ledger.post({
          action: 'category.delete',
          entityId: id,
          before,
          after: { moveTo },
        });
        return { movedTransactions: seenBy(who, moved) };
      }),
  };
}

const seenBy = (who: Who, rows: readonly FullTransaction[]): number =>
  rows.filter((row) => !who.hiddenAccountIds.includes(row.account_id)).length;

/** Everything of these becomes the other's: transactions, rules, choices, children. Then they go. */
async function absorb(ledger: LedgerEdit, ids: readonly string[], into: string) {
  const { tx, householdId } = ledger;
  const rows = [...ledger.categories.values()];
  const target = getRow(rows, into);
  const gone = ids.map((id) => getRow(rows, id));
  if (gone.includes(target)) throw notFound('category');
  if (gone.some(isProtected)) throw protectedRefusal();
  if (target.archived_at !== null) throw archivedRefusal();
  await assertNoBatchUnderWay(tx, householdId);
  await handChildren(ledger, gone, target);
  const moved: FullTransaction[] = [];
  for (const id of ids) moved.push(...(await listTransactionsOf(tx, householdId, id)));
  await ledger.updateAll(moved, { category_id: into });
  for (const rule of await listRuleRows(tx, householdId)) {
    const next = repointed(rule, ids, into);
    if (!next) continue;
    await updateRule(tx, next);
    ledger.keep('category_rules', rule, next, rule.transfer_to ?? rule.account_id ?? undefined);
  }
  for (const choice of await listChoicesFor(tx, householdId, ids)) {
    ledger.keep('merchant_choices', choice, { category_id: into });
  }
  await repointChoices(tx, householdId, ids, into);
  // It knows the categories that are gone; the next import learns anew.
  await forgetLearned(tx, householdId);
  // Groups last, so that they are back first when this is taken back.
  for (const row of gone.toSorted(
    (a, b) => Number(a.parent_id === null) - Number(b.parent_id === null),
  )) {
    await deleteCategoryRow(tx, householdId, row.id);
    ledger.categories.delete(row.id);
    ledger.keep('categories', row, null);
  }
  return { gone, moved };
}

/** What is in groups that go moves to the group of their heir; an heir from within is a group then. */
async function handChildren(
  ledger: LedgerEdit,
  gone: readonly CategoryRow[],
  target: CategoryRow,
): Promise<void> {
  const groups = new Set(gone.filter((row) => row.parent_id === null).map((row) => row.id));
  const isHomeless = target.parent_id !== null && groups.has(target.parent_id);
  if (isHomeless) await changeCategory(ledger, target, { ...target, parent_id: null });
  const parentId = isHomeless ? target.id : (target.parent_id ?? target.id);
  for (const child of [...ledger.categories.values()]) {
    if (child.parent_id === null || !groups.has(child.parent_id) || gone.includes(child)) continue;
    await changeCategory(ledger, child, { ...child, parent_id: parentId });
  }
}

import type { Body, Category, createCategory, editCategory } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { assertNoBatchUnderWay } from './batches.service.ts';
import {
  deleteCategoryRow,
  insertCategories,
  listCategoryRows,
  listDeciders,
  repointCategory,
  updateCategory,
} from './categories.repository.ts';
import { DEFAULT_CATEGORIES } from './default-categories.ts';
import { categoryName } from './knowledge.service.ts';
import { forgetLearned } from './learning.repository.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { listTransactionsOf } from './transactions.repository.ts';
import type { CategoryRow, TransactionsTables } from './transactions.tables.ts';

type Tx = Change<LedgerTables>['tx'];

/** The product itself puts transactions there, so they are always there. */
const PROTECTED = new Set([
  'uncategorized',
  'transfer',
  'credit_card_payment',
  'balance_adjustment',
]);

export type Categories = ReturnType<typeof createCategories>;

export function createCategories(database: Database<LedgerTables>, clock: Clock) {
  const { read } = database;

  async function list(db: Db<TransactionsTables>, who: Who): Promise<Category[]> {
    const rows = await listCategoryRows(db, who.householdId);
    const children = (id: string | null) => rows.filter((row) => row.parent_id === id);
    return children(null)
      .flatMap((group) => [group, ...children(group.id)])
      .map((row) => present(row, who.language));
  }

  async function get(db: Db<TransactionsTables>, who: Who, id: string): Promise<Category> {
    const category = (await list(db, who)).find((one) => one.id === id);
    if (!category) throw notFound('category');
    return category;
  }

  return {
    list: async (who: Who) => ({ items: await list(read, who) }),

    create: (who: Who, wish: Body<typeof createCategory>): Promise<Category> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await listCategoryRows(tx, who.householdId);
        const parent = wish.parentId === null ? null : groupOf(rows, wish.parentId, null);
        const row: CategoryRow = {
          household_id: who.householdId,
          id: newId(),
          key_name: null,
          name: wish.name,
          type: wish.type ?? parent?.type ?? 'expense',
          parent_id: parent?.id ?? null,
          icon: wish.icon ?? parent?.icon ?? 'tag',
          colour: wish.colour ?? parent?.colour ?? 0,
          position: Math.max(0, ...rows.map((one) => one.position)) + 1,
          created_at: clock.now().toISOString(),
        };
        const ledger = await LedgerEdit.open(change, who);
        await insertCategories(tx, [row]);
        ledger.keep('categories', null, row);
        await ledger.post({ action: 'category.create', entityId: row.id, after: row });
        return get(tx, who, row.id);
      }),

    edit: (who: Who, id: string, wish: Body<typeof editCategory>): Promise<Category> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await listCategoryRows(tx, who.householdId);
        const row = rows.find((one) => one.id === id);
        if (!row) throw notFound('category');
        const type = wish.type ?? row.type;
        if (type !== row.type && isProtected(row)) throw protectedRefusal();
        if (wish.parentId) {
          groupOf(rows, wish.parentId, row);
          if (rows.some((one) => one.parent_id === id)) throw nestingRefusal();
        }
        const next: CategoryRow = {
          ...row,
          type,
          ...(wish.name !== undefined && { name: wish.name }),
          ...(wish.parentId !== undefined && { parent_id: wish.parentId }),
          ...(wish.icon !== undefined && { icon: wish.icon }),
          ...(wish.colour !== undefined && { colour: wish.colour }),
        };
        const ledger = await LedgerEdit.open(change, who);
        await changeCategory(ledger, row, next);
        await ledger.post({ action: 'category.edit', entityId: id, before: row, after: wish });
        return get(tx, who, id);
      }),

    delete: (who: Who, id: string, moveTo: string): Promise<{ movedTransactions: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await listCategoryRows(tx, who.householdId);
        const row = rows.find((one) => one.id === id);
        const target = rows.find((one) => one.id === moveTo);
        if (!row || !target || target.id === row.id) throw notFound('category');
        if (isProtected(row)) throw protectedRefusal();
        await assertNoBatchUnderWay(tx, who.householdId);
        const ledger = await LedgerEdit.open(change, who);
        const children = rows.filter((one) => one.parent_id === id);
        const newParent = target.parent_id ?? target.id;
        if (children.some((one) => one.id === moveTo)) {
          await changeCategory(ledger, target, { ...target, parent_id: null });
        }
        for (const child of children.filter((one) => one.id !== moveTo)) {
          const parentId = newParent === id ? moveTo : newParent;
          await changeCategory(ledger, child, { ...child, parent_id: parentId });
        }
        const moved = await listTransactionsOf(tx, who.householdId, id);
        await ledger.updateAll(moved, { category_id: moveTo });
        const deciders = await listDeciders(tx, who.householdId, id);
        for (const rule of deciders.rules) {
          ledger.keep(
            'category_rules',
            rule,
            { category_id: moveTo },
            rule.account_id ?? undefined,
          );
        }
        for (const choice of deciders.choices) {
          ledger.keep('merchant_choices', choice, { category_id: moveTo });
        }
        await repointCategory(tx, who.householdId, id, moveTo);
        await deleteCategoryRow(tx, who.householdId, id);
        // It knows the category that is gone; the next import learns anew.
        await forgetLearned(tx, who.householdId);
        ledger.keep('categories', row, null);
        await ledger.post({
          action: 'category.delete',
          entityId: id,
          before: row,
          after: { moveTo },
        });
        const seen = moved.filter((one) => !who.hiddenAccountIds.includes(one.account_id));
        const movedTransactions = seen.length;
        return { movedTransactions };
      }),
  };
}

/** Writes a category as it is to be, and counts its transactions as what it is then. */
export async function changeCategory(
  ledger: LedgerEdit,
  row: CategoryRow,
  next: CategoryRow,
): Promise<void> {
  if (next.type !== row.type) await ledger.recount(row, next);
  await updateCategory(ledger.tx, ledger.householdId, row.id, {
    name: next.name,
    type: next.type,
    parent_id: next.parent_id,
    icon: next.icon,
    colour: next.colour,
    position: next.position,
  });
  ledger.categories.set(row.id, next);
  ledger.keep('categories', row, next);
}

/** The tree a new household starts with. Names stay open until somebody renames one. */
export async function plantDefaultCategories(
  tx: Tx,
  householdId: string,
  now: string,
): Promise<void> {
  const ids = new Map(DEFAULT_CATEGORIES.map((category) => [category.key, newId()]));
  const rows = DEFAULT_CATEGORIES.map(
    (category, index): CategoryRow => ({
      household_id: householdId,
      id: ids.get(category.key) ?? newId(),
      key_name: category.key,
      name: null,
      type: category.type,
      parent_id: category.parentKey === null ? null : (ids.get(category.parentKey) ?? null),
      icon: category.icon,
      colour: category.colour,
      position: index + 1,
      created_at: now,
    }),
  );
  await insertCategories(tx, rows);
}

const isProtected = (row: CategoryRow): boolean =>
  row.key_name !== null && PROTECTED.has(row.key_name);

const protectedRefusal = () =>
  new AppError('category_protected', 'The product needs this category; it can only be renamed.');

const nestingRefusal = () =>
  new AppError('category_nesting', 'Categories have two levels: a group and what is in it.');

function groupOf(rows: readonly CategoryRow[], id: string, child: CategoryRow | null): CategoryRow {
  const group = rows.find((one) => one.id === id);
  if (!group) throw notFound('category');
  if (group.parent_id !== null || group.id === child?.id) throw nestingRefusal();
  return group;
}

function present(row: CategoryRow, language: Who['language']): Category {
  return {
    id: row.id,
    key: row.key_name,
    name: categoryName(row, language),
    type: row.type,
    parentId: row.parent_id,
    icon: row.icon,
    colour: row.colour,
    protected: isProtected(row),
    position: row.position,
  };
}

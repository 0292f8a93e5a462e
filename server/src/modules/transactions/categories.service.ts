import type {
  Body,
  Category,
  createCategory,
  editCategory,
  orderCategories,
} from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { type Change, changeHousehold } from '../settings/index.ts';
import { insertCategories, listCategoryRows, updateCategory } from './categories.repository.ts';
import { DEFAULT_CATEGORIES } from './default-categories.ts';
import { categoryName } from './knowledge.service.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
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
        const parent = wish.parentId === null ? null : openGroupOf(rows, wish.parentId, null);
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
          archived_at: null,
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
        const row = getRow(rows, id);
        const type = wish.type ?? row.type;
        if (type !== row.type && isProtected(row)) throw protectedRefusal();
        if (wish.parentId && wish.parentId !== row.parent_id) {
          openGroupOf(rows, wish.parentId, row);
          if (hasIn(rows, row)) throw nestingRefusal();
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

    /** With a group, all that is in it; back come those that went with it. */
    archive: (who: Who, id: string, isArchived: boolean): Promise<Category> =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await listCategoryRows(tx, who.householdId);
        const row = getRow(rows, id);
        const children = rows.filter((one) => one.parent_id === id);
        if (isArchived && [row, ...children].some(isProtected)) throw protectedRefusal();
        const ledger = await LedgerEdit.open(change, who);
        const turned = isArchived
          ? [row, ...children].filter((one) => one.archived_at === null)
          : restoredWith(rows, row);
        const archivedAt = isArchived ? change.at : null;
        for (const one of turned) {
          await changeCategory(ledger, one, { ...one, archived_at: archivedAt });
        }
        await ledger.post({
          action: isArchived ? 'category.archive' : 'category.restore',
          entityId: id,
          before: row,
        });
        return get(tx, who, id);
      }),

    /** These are in that group from now on (or are groups), one after another. */
    order: (who: Who, { parentId, ids }: Body<typeof orderCategories>) =>
      changeHousehold(database, clock, who, async (change) => {
        const { tx } = change;
        const rows = await listCategoryRows(tx, who.householdId);
        const named = ids.map((id) => getRow(rows, id));
        if (new Set(ids).size !== ids.length) {
          throw new AppError('invalid_request', 'Name each category once.');
        }
        const movedIn = named.filter((row) => row.parent_id !== parentId);
        if (parentId !== null && movedIn.length > 0) openGroupOf(rows, parentId, null);
        if (parentId !== null && movedIn.some((row) => row.id === parentId || hasIn(rows, row)))
          throw nestingRefusal();
        const ledger = await LedgerEdit.open(change, who);
        const places = named.map((row) => row.position).sort((a, b) => a - b);
        let last = Number.NEGATIVE_INFINITY;
        for (const [at, row] of named.entries()) {
          last = Math.max(places[at] ?? 0, last + 1);
          const next = { ...row, parent_id: parentId, position: last };
          if (next.parent_id !== row.parent_id || next.position !== row.position)
            await changeCategory(ledger, row, next);
        }
        await ledger.post({
          action: 'category.order',
          entityId: parentId ?? who.householdId,
          after: { ids },
        });
        return { items: await list(tx, who) };
      }),
  };
}

/** What comes back with one: its group, as nothing is in one that is away, or what went with it. */
function restoredWith(rows: readonly CategoryRow[], row: CategoryRow): CategoryRow[] {
  if (row.archived_at === null) return [];
  return rows.filter(
    (one) =>
      one.archived_at !== null &&
      (one === row ||
        one.id === row.parent_id ||
        (one.parent_id === row.id && one.archived_at === row.archived_at)),
  );
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
    archived_at: next.archived_at,
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
      archived_at: null,
    }),
  );
  await insertCategories(tx, rows);
}

export const isProtected = (row: CategoryRow): boolean =>
  row.key_name !== null && PROTECTED.has(row.key_name);

export const protectedRefusal = () =>
  new AppError('category_protected', 'The product needs this category; it can only be renamed.');

const nestingRefusal = () =>
  new AppError('category_nesting', 'Categories have two levels: a group and what is in it.');

export const archivedRefusal = () =>
  new AppError('category_archived', 'That category is archived. Restore it first.');

export function getRow(rows: readonly CategoryRow[], id: string): CategoryRow {
  const row = rows.find((one) => one.id === id);
  if (!row) throw notFound('category');
  return row;
}

const hasIn = (rows: readonly CategoryRow[], row: CategoryRow): boolean =>
  rows.some((one) => one.parent_id === row.id);

/** The group something new goes into. */
function openGroupOf(
  rows: readonly CategoryRow[],
  id: string,
  child: CategoryRow | null,
): CategoryRow {
  const group = getRow(rows, id);
  if (group.parent_id !== null || group.id === child?.id) throw nestingRefusal();
  if (group.archived_at !== null) throw archivedRefusal();
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
    archivedAt: row.archived_at,
  };
}

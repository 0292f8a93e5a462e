import type { Category } from '@picture/contract';

/** What a move means to the server: these are in that group, in this order. */
export interface Placing {
  parentId: string | null;
  ids: string[];
}

/** Those that stand beside a category: of its group, or the other groups of its type. */
const siblingsOf = (items: readonly Category[], category: Category): Category[] =>
  items.filter(
    (one) =>
      one.archivedAt === null &&
      one.parentId === category.parentId &&
      (category.parentId !== null || one.type === category.type),
  );

/** One place up (-1) or down (1); null at the end. */
export function stepped(
  items: readonly Category[],
  category: Category,
  by: -1 | 1,
): Placing | null {
  const ids = siblingsOf(items, category).map((one) => one.id);
  const at = ids.indexOf(category.id);
  if (at + by < 0 || at + by >= ids.length) return null;
  ids.splice(at + by, 0, ...ids.splice(at, 1));
  return { parentId: category.parentId, ids };
}

/**
 * Where one that was dragged comes to be: before another, or in a group that it was dropped on. Null
 * where it cannot be: a group with something in it goes into no other.
 */
export function dropped(
  items: readonly Category[],
  moved: Category,
  target: Category,
): Placing | null {
  if (moved.id === target.id) return null;
  const hasChildren = items.some((one) => one.parentId === moved.id);
  const isInto = target.parentId === null && moved.parentId !== null;
  if (isInto) {
    const ids = items.filter((one) => one.parentId === target.id).map((one) => one.id);
    return { parentId: target.id, ids: [moved.id, ...ids.filter((id) => id !== moved.id)] };
  }
  if (target.parentId !== null && hasChildren) return null;
  if (target.parentId === null && target.type !== moved.type) return null;
  const siblings = siblingsOf(items, target).map((one) => one.id);
  // Dropped on one further down it takes that one's place, else the place before it.
  const wasBefore =
    siblings.includes(moved.id) && siblings.indexOf(moved.id) < siblings.indexOf(target.id);
  const ids = siblings.filter((id) => id !== moved.id);
  ids.splice(ids.indexOf(target.id) + (wasBefore ? 1 : 0), 0, moved.id);
  return { parentId: target.parentId, ids };
}

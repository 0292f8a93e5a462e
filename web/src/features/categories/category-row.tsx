import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { ActionIcon, Menu } from '@mantine/core';
import type { Category } from '@picture/contract';
import { IconDots } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { DragEvent, KeyboardEvent } from 'react';
import { useMayEdit } from '../../lib/session.ts';
import { CategoryIcon } from '../../ui/category-icon.tsx';
import styles from './categories.module.css';
import { dropped, stepped } from './category-order.ts';
import { useCategoryActs } from './use-category-acts.ts';

/** What rows of the tree share. */
export interface Tree {
  items: readonly Category[];
  /** How many transactions each has. */
  counts: ReadonlyMap<string, number>;
  dragged: Category | null;
  onDrag: (category: Category | null) => void;
  onEdit: (category: Category) => void;
  onMerge: (category: Category) => void;
}

/** A category: its name opens it, its menu and Alt with the arrows move it, and it can be dragged. */
export function CategoryRow({ category, tree }: { category: Category; tree: Tree }) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const { place } = useCategoryActs();
  const group = tree.items.find((one) => one.id === category.parentId);
  const count = tree.counts.get(category.id) ?? 0;
  const placing = tree.dragged && dropped(tree.items, tree.dragged, category);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : null;
    if (!event.altKey || by === null) return;
    event.preventDefault();
    place(stepped(tree.items, category, by));
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    place(placing);
    tree.onDrag(null);
  };
  return (
    <div
      className={styles.row}
      data-group={group === undefined || undefined}
      data-dragged={tree.dragged?.id === category.id || undefined}
      data-target={placing ? true : undefined}
      {...(mayEdit && {
        draggable: true,
        onDragStart: (event: DragEvent) => {
          event.stopPropagation();
          tree.onDrag(category);
        },
        onDragEnd: () => tree.onDrag(null),
        onDragOver: (event: DragEvent) => placing && event.preventDefault(),
        onDrop,
      })}
    >
      <button
        type="button"
        className={styles.open}
        disabled={!mayEdit}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        onKeyDown={onKeyDown}
        onClick={() => tree.onEdit(category)}
      >
        <CategoryIcon category={category} size={group ? 16 : 18} />
        <span className={styles.label}>{category.name}</span>
        {group && category.type !== group.type && (
          <span className={styles.type}>
            {category.type === 'income'
              ? t`income`
              : category.type === 'expense'
                ? t`spending`
                : t`transfer`}
          </span>
        )}
      </button>
      {count > 0 && (
        <span className={styles.count}>
          <span aria-hidden="true">{count.toLocaleString()}</span>
          <span className="visually-hidden">
            <Plural value={count} one="# transaction" other="# transactions" />
          </span>
        </span>
      )}
      {mayEdit && <RowMenu category={category} tree={tree} />}
    </div>
  );
}

function RowMenu({ category, tree }: { category: Category; tree: Tree }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { archive, place } = useCategoryActs();
  const [up, down] = ([-1, 1] as const).map((by) => stepped(tree.items, category, by));
  return (
    <Menu position="bottom-end" zIndex={150}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="var(--ink-2)"
          className={styles.dots ?? ''}
          aria-label={t`More about ${category.name}`}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          onClick={() => void navigate({ to: '/transactions', search: { category: category.id } })}
        >
          <Trans>Show its transactions</Trans>
        </Menu.Item>
        <Menu.Item onClick={() => tree.onEdit(category)}>
          <Trans>Change…</Trans>
        </Menu.Item>
        <Menu.Item disabled={!up} onClick={() => place(up ?? null)}>
          <Trans>Move up</Trans>
        </Menu.Item>
        <Menu.Item disabled={!down} onClick={() => place(down ?? null)}>
          <Trans>Move down</Trans>
        </Menu.Item>
        {!category.protected && (
          <>
            <Menu.Item onClick={() => tree.onMerge(category)}>
              <Trans>Merge into another…</Trans>
            </Menu.Item>
            <Menu.Item onClick={() => archive(category, true)}>
              <Trans>Archive</Trans>
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

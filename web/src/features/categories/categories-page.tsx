import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, TextInput } from '@mantine/core';
import type { Category } from '@picture/contract';
import { IconArrowMerge, IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { categoryQueries, foldName } from '../../lib/categories.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, ErrorState, PageSkeleton } from '../../ui/states.tsx';
import styles from './categories.module.css';
import { categoryUses } from './categories.queries.ts';
import { CategoryForm } from './category-form.tsx';
import { CategoryRow, type Tree } from './category-row.tsx';
import { MergeSheet } from './merge-sheet.tsx';
import { useCategoryActs } from './use-category-acts.ts';

type Editing = { category: Category | null; parentId: string | null } | null;

/** The household's categories, in groups, in the order it likes. */
export function CategoriesPage() {
  const categories = useQuery(categoryQueries.list());
  const uses = useQuery(categoryUses());
  const [editing, setEditing] = useState<Editing>(null);
  const [merging, setMerging] = useState<readonly string[] | null>(null);
  const [dragged, setDragged] = useState<Category | null>(null);
  const [search, setSearch] = useState('');
  if (categories.error) {
    return <ErrorState error={categories.error} retry={() => void categories.refetch()} />;
  }
  if (!categories.data) return <PageSkeleton />;
  const { items } = categories.data;
  const tree: Tree = {
    items,
    counts: new Map(uses.data?.items.map((one) => [one.categoryId, one.transactions])),
    dragged,
    onDrag: setDragged,
    onEdit: (category) => setEditing({ category, parentId: null }),
    onMerge: (category) => setMerging([category.id]),
  };
  const shown = matching(items, search);
  const add = (parentId: string | null) => setEditing({ category: null, parentId });
  return (
    <>
      <Head
        search={search}
        onSearch={setSearch}
        onAdd={() => add(null)}
        onMerge={() => setMerging([])}
      />
      <Types tree={tree} shown={shown} onAdd={search ? null : add} />
      {shown.length === 0 && <EmptyState sentence={<Trans>No category is called so.</Trans>} />}
      <Archived items={items} tree={tree} />
      <Sheet
        opened={editing !== null}
        onClose={() => setEditing(null)}
        title={<SheetTitle editing={editing} />}
      >
        {editing && (
          <CategoryForm
            key={editing.category?.id ?? editing.parentId}
            category={editing.category}
            parentId={editing.parentId}
            onDone={() => setEditing(null)}
          />
        )}
      </Sheet>
      {merging && <MergeSheet first={merging} onClose={() => setMerging(null)} />}
    </>
  );
}

function SheetTitle({ editing }: { editing: Editing }) {
  if (editing?.category) return <Trans>Change the category</Trans>;
  if (editing?.parentId === null) return <Trans>Add a group</Trans>;
  return <Trans>Add a category</Trans>;
}

/** Those that are offered and are called so, with the groups of what is found. */
function matching(items: readonly Category[], search: string): Category[] {
  const open = items.filter((one) => one.archivedAt === null);
  const words = foldName(search.trim());
  const found = new Set(open.filter((one) => foldName(one.name).includes(words)));
  return open.filter(
    (one) => found.has(one) || [...found].some((other) => other.parentId === one.id),
  );
}

interface HeadProps {
  search: string;
  onSearch: (search: string) => void;
  onAdd: () => void;
  onMerge: () => void;
}

function Head({ search, onSearch, onAdd, onMerge }: HeadProps) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  return (
    <div className={styles.head}>
      <TextInput
        type="search"
        className={styles.search ?? ''}
        aria-label={t`Search categories`}
        placeholder={t`Search categories`}
        leftSection={<IconSearch size={16} />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      {mayEdit && (
        <div className={styles.actions}>
          <Button variant="default" leftSection={<IconArrowMerge size={16} />} onClick={onMerge}>
            <Trans>Merge</Trans>
          </Button>
          <Button leftSection={<IconPlus size={16} />} onClick={onAdd}>
            <Trans>Add a group</Trans>
          </Button>
        </div>
      )}
    </div>
  );
}

interface TypesProps {
  tree: Tree;
  shown: Category[];
  /** Left out while only some are shown. */
  onAdd: ((parentId: string) => void) | null;
}

function Types({ tree, shown, onAdd }: TypesProps) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const types = [
    { type: 'expense', title: <Trans>Spending</Trans> },
    { type: 'income', title: <Trans>Income</Trans> },
    { type: 'transfer', title: <Trans>Transfers and the like</Trans> },
  ] as const;
  return types.map(({ type, title }) => {
    const groups = shown.filter((one) => one.parentId === null && one.type === type);
    if (groups.length === 0) return null;
    return (
      <Card key={type} title={title}>
        <div className={styles.groups}>
          {groups.map((group) => (
            <div key={group.id} role="group" aria-label={group.name} className={styles.group}>
              <CategoryRow category={group} tree={tree} />
              <ul className={styles.children}>
                {shown
                  .filter((one) => one.parentId === group.id)
                  .map((one) => (
                    <li key={one.id}>
                      <CategoryRow category={one} tree={tree} />
                    </li>
                  ))}
                {mayEdit && onAdd && (
                  <li>
                    <button
                      type="button"
                      className={styles.add}
                      aria-label={t`Add to ${group.name}`}
                      onClick={() => onAdd(group.id)}
                    >
                      <IconPlus size={14} aria-hidden="true" /> <Trans>Add</Trans>
                    </button>
                  </li>
                )}
              </ul>
            </div>
          ))}
        </div>
      </Card>
    );
  });
}

/** What is offered no more, and comes back with one press. */
function Archived({ items, tree }: { items: readonly Category[]; tree: Tree }) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  const { archive } = useCategoryActs();
  const archived = items.filter((one) => one.archivedAt !== null);
  if (archived.length === 0) return null;
  return (
    <Card title={<Trans>Archived</Trans>}>
      <p className={styles.hint}>
        <Trans>
          They keep their transactions and their place in every report, and rules that choose them
          go on. They are not offered any more, and nothing is guessed to be one.
        </Trans>
      </p>
      <ul className={styles.archived}>
        {archived.map((one) => {
          const group = items.find((other) => other.id === one.parentId);
          const count = tree.counts.get(one.id) ?? 0;
          return (
            <li key={one.id} className={styles.archivedRow}>
              <span className={styles.archivedName}>
                <CategoryChip category={one} />
                <span className={styles.count}>
                  {group && `${group.name} · `}
                  <Plural value={count} one="# transaction" other="# transactions" />
                </span>
              </span>
              {mayEdit && (
                <Button
                  variant="subtle"
                  size="compact-sm"
                  aria-label={t`Restore ${one.name}`}
                  onClick={() => archive(one, false)}
                >
                  <Trans>Restore</Trans>
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '@mantine/core';
import type { Category } from '@picture/contract';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { categoryQueries } from '../../lib/categories.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Card } from '../../ui/card.tsx';
import { CategoryChip } from '../../ui/category-chip.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ErrorState, PageSkeleton } from '../../ui/states.tsx';
import { RulesCard } from '../rules/index.ts';
import styles from './categories.module.css';
import { CategoryForm } from './category-form.tsx';
import { MerchantsCard } from './merchants-card.tsx';
import { TagsCard } from './tags-card.tsx';

type Editing = { category: Category | null; parentId: string | null } | null;

/** The household's category tree, and the rules that decide before anything else does. */
export function CategoriesPage() {
  const categories = useQuery(categoryQueries.list());
  const mayEdit = useMayEdit();
  const [editing, setEditing] = useState<Editing>(null);
  if (categories.error) {
    return <ErrorState error={categories.error} retry={() => void categories.refetch()} />;
  }
  if (!categories.data) return <PageSkeleton />;
  const { items } = categories.data;
  const close = () => setEditing(null);
  const types = [
    { type: 'expense', title: <Trans>Spending</Trans> },
    { type: 'income', title: <Trans>Income</Trans> },
    { type: 'transfer', title: <Trans>Transfers and the like</Trans> },
  ] as const;
  return (
    <div className={styles.page}>
      <RulesCard />
      {mayEdit && (
        <div className={styles.actions}>
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => setEditing({ category: null, parentId: null })}
          >
            <Trans>Add a group</Trans>
          </Button>
        </div>
      )}
      {types.map(({ type, title }) => (
        <Card key={type} title={title}>
          <div className={styles.groups}>
            {items
              .filter((one) => one.parentId === null && one.type === type)
              .map((group) => (
                <Group
                  key={group.id}
                  group={group}
                  items={items.filter((one) => one.parentId === group.id)}
                  onEdit={(category) => setEditing({ category, parentId: null })}
                  onAdd={() => setEditing({ category: null, parentId: group.id })}
                />
              ))}
          </div>
        </Card>
      ))}
      <MerchantsCard />
      <TagsCard />
      <Sheet
        opened={editing !== null}
        onClose={close}
        title={
          editing?.category ? <Trans>Change the category</Trans> : <Trans>Add a category</Trans>
        }
      >
        {editing && (
          <CategoryForm
            key={editing.category?.id ?? editing.parentId}
            category={editing.category}
            parentId={editing.parentId}
            onDone={close}
          />
        )}
      </Sheet>
    </div>
  );
}

interface GroupProps {
  group: Category;
  items: Category[];
  onEdit: (category: Category) => void;
  onAdd: () => void;
}

function Group({ group, items, onEdit, onAdd }: GroupProps) {
  const { t } = useLingui();
  const mayEdit = useMayEdit();
  return (
    <div role="group" aria-label={group.name}>
      <button
        type="button"
        className={styles.group}
        disabled={!mayEdit}
        onClick={() => onEdit(group)}
      >
        <CategoryChip category={group} />
      </button>
      <ul className={styles.children}>
        {items.map((one) => (
          <li key={one.id}>
            <button
              type="button"
              className={styles.child}
              disabled={!mayEdit}
              onClick={() => onEdit(one)}
            >
              {one.name}
              {one.type !== group.type && (
                <span className={styles.type}>
                  {one.type === 'income'
                    ? t`income`
                    : one.type === 'expense'
                      ? t`spending`
                      : t`transfer`}
                </span>
              )}
            </button>
          </li>
        ))}
        {mayEdit && (
          <li>
            <button
              type="button"
              className={styles.add}
              aria-label={t`Add to ${group.name}`}
              onClick={onAdd}
            >
              <IconPlus size={14} aria-hidden="true" /> <Trans>Add</Trans>
            </button>
          </li>
        )}
      </ul>
    </div>
  );
}

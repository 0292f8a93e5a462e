import { Plural, Trans, useLingui } from '@lingui/react/macro';
import { Button, NativeSelect } from '@mantine/core';
import type { Category, CategoryChoice, FileCategory, Import } from '@picture/contract';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../lib/api.ts';
import { categoryQueries } from '../../lib/categories.ts';
import { useProblemText } from '../../lib/problems.ts';
import { Card } from '../../ui/card.tsx';
import { toast } from '../../ui/toasts.tsx';
import { type CategoryWishes, IGNORE, MAKE, unusedChoices, wishOf } from './category-wishes.ts';
import styles from './imports.module.css';
import { isBusy, keepImport } from './imports.queries.ts';
import making from './making.module.css';

const SHOWN_FIRST = 8;

interface CategoryStepProps {
  one: Import;
  wishes: CategoryWishes;
  onWishes: (wishes: CategoryWishes) => void;
}

/** What becomes of categories that only the file has: made, taken as one of ours, or ignored. */
export function CategoryStep({ one, wishes, onWishes }: CategoryStepProps) {
  const text = useProblemText();
  const own = useQuery(categoryQueries.list());
  const [all, setAll] = useState(false);
  const apply = useMutation({
    mutationFn: (categories: CategoryChoice[]) =>
      api('PUT /imports/:id/categories', { params: { id: one.id }, body: { categories } }),
    onSuccess: keepImport,
    onError: (error) => toast(text(error), { problem: true }),
  });
  const { categories } = one;
  if (categories.length === 0) return null;
  const unused = unusedChoices(categories, wishes);
  const toAll = (wish: string) =>
    onWishes(Object.fromEntries(categories.map(({ name }) => [name, wish])));
  const count = categories.length;
  return (
    <Card
      title={
        <Plural
          value={count}
          one="A category only the file has"
          other="# categories only the file has"
        />
      }
      action={
        <div className={making.allOf}>
          <Button size="xs" variant="default" onClick={() => toAll(MAKE)}>
            <Trans>Make all</Trans>
          </Button>
          <Button size="xs" variant="default" onClick={() => toAll(IGNORE)}>
            <Trans>Ignore all</Trans>
          </Button>
        </div>
      }
    >
      <ul className={making.named}>
        {(all ? categories : categories.slice(0, SHOWN_FIRST)).map((named) => (
          <li key={named.name}>
            <Named
              named={named}
              wish={wishOf(named, wishes)}
              own={own.data?.items ?? []}
              onWish={(wish) => onWishes({ ...wishes, [named.name]: wish })}
            />
          </li>
        ))}
      </ul>
      <div className={making.allOf}>
        {!all && count > SHOWN_FIRST && (
          <Button variant="subtle" onClick={() => setAll(true)}>
            <Trans>Show all {count}</Trans>
          </Button>
        )}
        {unused.length > 0 && (
          <Button
            variant="default"
            loading={apply.isPending || isBusy(one)}
            onClick={() => apply.mutate(unused)}
          >
            <Trans>Use these categories</Trans>
          </Button>
        )}
      </div>
    </Card>
  );
}

function Named({
  named,
  wish,
  own,
  onWish,
}: {
  named: FileCategory;
  wish: string;
  own: readonly Category[];
  onWish: (wish: string) => void;
}) {
  const { t } = useLingui();
  const { name, rows, label, type } = named;
  const group = own.find((category) => category.id === named.parentId)?.name ?? named.parentName;
  const groups = own.filter((category) => category.parentId === null);
  const option = (category: Category) => ({ value: category.id, label: category.name });
  const types = { income: t`income`, expense: t`expense`, transfer: t`transfer` };
  return (
    <div className={making.statement}>
      <p>
        {name}{' '}
        <span className={styles.dim}>
          <Plural value={rows} one="# transaction" other="# transactions" />
        </span>
      </p>
      <NativeSelect
        aria-label={t`What becomes of ${name}`}
        value={wish}
        description={wish === MAKE && group ? t`in ${group}` : undefined}
        data={[
          { value: MAKE, label: t`Make “${label}” (${types[type]})` },
          { value: IGNORE, label: t`Ignore: decide as for any file` },
          ...groups.map((one) => ({
            group: one.name,
            items: [
              option(one),
              ...own.filter((category) => category.parentId === one.id).map(option),
            ],
          })),
        ]}
        onChange={(event) => onWish(event.currentTarget.value)}
      />
    </div>
  );
}
